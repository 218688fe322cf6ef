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
 * Options of {@link Runsc#update(String, Resources, UpdateOptions)}.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class UpdateOptions extends CommandOptions {

  private static final UpdateOptions DEFAULTS = builder().build();

  private UpdateOptions(Builder builder) {
    super(builder);
  }

  /**
   * Returns the options that change nothing.
   *
   * @return the defaults
   */
  public static UpdateOptions defaults() {
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

  @Override
  List<String> flags() {
    List<String> flags = new ArrayList<>();
    return List.copyOf(flags);
  }

  /** Collects options. Not thread-safe. */
  public static final class Builder extends CommandOptions.Builder<Builder> {

    private Builder() {}

    private Builder(UpdateOptions options) {
      super(options);
    }

    @Override
    Builder self() {
      return this;
    }

    /**
     * Makes the options.
     *
     * @return the options
     */
    public UpdateOptions build() {
      return new UpdateOptions(this);
    }
  }
}
