/*
 * Copyright 2026 the runsc-java authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package dev.runsc;

import java.util.ArrayList;
import java.util.List;

/**
 * Options of {@link Runsc#delete(String, DeleteOptions)}.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class DeleteOptions extends CommandOptions {

  private static final DeleteOptions DEFAULTS = builder().build();

  private final boolean force;

  private DeleteOptions(Builder builder) {
    super(builder);
    force = builder.force;
  }

  /**
   * Returns the options that change nothing.
   *
   * @return the defaults
   */
  public static DeleteOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Starts with the defaults.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Starts with these options.
   *
   * @return a new builder
   */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /**
   * Returns whether a live container is ended.
   *
   * @return true if so
   */
  public boolean force() {
    return force;
  }

  @Override
  List<String> flags() {
    List<String> flags = new ArrayList<>();
    if (force) {
      flags.add("--force");
    }
    return List.copyOf(flags);
  }

  /** Collects options. Not thread-safe. */
  public static final class Builder extends CommandOptions.Builder<Builder> {

    private boolean force;

    private Builder() {}

    private Builder(DeleteOptions options) {
      super(options);
      force = options.force;
    }

    @Override
    Builder self() {
      return this;
    }

    /**
     * Ends the container first if it is alive. A container that does not exist is then no failure.
     *
     * @param force true to end it
     * @return this builder
     */
    public Builder force(boolean force) {
      this.force = force;
      return this;
    }

    /**
     * Makes the options.
     *
     * @return the options
     */
    public DeleteOptions build() {
      return new DeleteOptions(this);
    }
  }
}
