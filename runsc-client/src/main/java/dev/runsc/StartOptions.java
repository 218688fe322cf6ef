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
 * Options of {@link Runsc#start(String, StartOptions)}.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class StartOptions extends CommandOptions {

  private static final StartOptions DEFAULTS = builder().build();

  private final Io io;

  private StartOptions(Builder builder) {
    super(builder);
    io = builder.io;
  }

  /**
   * Returns the options that change nothing.
   *
   * @return the defaults
   */
  public static StartOptions defaults() {
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
   * Returns where the streams lead.
   *
   * @return the streams
   */
  public Io io() {
    return io;
  }

  @Override
  List<String> flags() {
    List<String> flags = new ArrayList<>();
    return List.copyOf(flags);
  }

  /** Collects options. Not thread-safe. */
  public static final class Builder extends CommandOptions.Builder<Builder> {

    private Io io = Io.discard();

    private Builder() {}

    private Builder(StartOptions options) {
      super(options);
      io = options.io;
    }

    @Override
    Builder self() {
      return this;
    }

    /**
     * Sets where the streams lead. They matter only for a container inside another one's sandbox,
     * which gets its streams from start; any other got them from create.
     *
     * @param io the streams
     * @return this builder
     * @throws IllegalArgumentException if they are pipes or a capture, which would last as long as
     *     the container
     */
    public Builder io(Io io) {
      this.io = Arguments.noPipes("start", io);
      return this;
    }

    /**
     * Makes the options.
     *
     * @return the options
     */
    public StartOptions build() {
      return new StartOptions(this);
    }
  }
}
