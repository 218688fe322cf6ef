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
import java.util.OptionalInt;

/**
 * Options of {@link Runsc#kill(String, Signal, KillOptions)}. One target: the container's first
 * process unless one of the others is chosen.
 */
public final class KillOptions extends CommandOptions {

  private static final KillOptions DEFAULTS = builder().build();

  private final boolean all;
  private final OptionalInt pid;

  private KillOptions(Builder builder) {
    super(builder);
    all = builder.all;
    pid = builder.pid;
  }

  /**
   * Returns the options that change nothing.
   *
   * @return the defaults
   */
  public static KillOptions defaults() {
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
   * Returns whether every process of the container gets the signal.
   *
   * @return true if so
   */
  public boolean all() {
    return all;
  }

  /**
   * Returns the process that gets the signal.
   *
   * @return its pid inside the sandbox, or empty
   */
  public OptionalInt pid() {
    return pid;
  }

  @Override
  List<String> flags() {
    List<String> flags = new ArrayList<>();
    if (all) {
      flags.add("--all");
    }
    pid.ifPresent(value -> flags.addAll(List.of("--pid", Integer.toString(value))));
    return List.copyOf(flags);
  }

  /** Collects options. */
  public static final class Builder extends CommandOptions.Builder<Builder> {

    private boolean all;
    private OptionalInt pid = OptionalInt.empty();

    private Builder() {}

    private Builder(KillOptions options) {
      super(options);
      all = options.all;
      pid = options.pid;
    }

    @Override
    Builder self() {
      return this;
    }

    /**
     * Sends the signal to every process of the container, in place of any other target.
     *
     * @return this builder
     */
    public Builder all() {
      all = true;
      pid = OptionalInt.empty();
      return this;
    }

    /**
     * Sends the signal to one process, in place of any other target.
     *
     * @param pid its pid inside the sandbox, as {@code runsc ps} prints it; not a pid of the host
     * @return this builder
     * @throws IllegalArgumentException if the pid is not positive
     */
    public Builder pid(int pid) {
      if (pid <= 0) {
        throw new IllegalArgumentException("a pid is positive: " + pid);
      }
      this.pid = OptionalInt.of(pid);
      all = false;
      return this;
    }

    /**
     * Makes the options.
     *
     * @return the options
     */
    public KillOptions build() {
      return new KillOptions(this);
    }
  }
}
