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
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Options of {@link Runsc#kill(String, Signal, KillOptions)}. One target: the container's first
 * process unless one of the others is chosen. Choosing two is refused, as runsc would refuse it; a
 * builder made by {@link #toBuilder()} may choose another one.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class KillOptions extends CommandOptions {

  private static final KillOptions DEFAULTS = builder().build();

  private final boolean all;
  private final @Nullable SandboxPid pid;
  private final OptionalInt processGroup;

  private KillOptions(Builder builder) {
    super(builder);
    all = builder.all;
    pid = builder.pid;
    processGroup = builder.processGroup;
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
   * @return its pid, or empty
   */
  public Optional<SandboxPid> pid() {
    return Optional.ofNullable(pid);
  }

  /**
   * Returns the process group that gets the signal.
   *
   * @return its number inside the sandbox, or empty
   */
  public OptionalInt processGroup() {
    return processGroup;
  }

  @Override
  List<String> flags() {
    List<String> flags = new ArrayList<>();
    if (all) {
      flags.add("--all");
    }
    flags.addAll(Builder.flag("--pid", pid == null ? null : pid.value()));
    processGroup.ifPresent(value -> flags.addAll(List.of("--pgid", Integer.toString(value))));
    return List.copyOf(flags);
  }

  /** Collects options. Not thread-safe. */
  public static final class Builder extends CommandOptions.Builder<Builder> {

    private boolean all;
    private @Nullable SandboxPid pid;
    private OptionalInt processGroup = OptionalInt.empty();

    /** What this builder was told, as opposed to what it began with. */
    private String chosen = "";

    private Builder() {}

    private Builder(KillOptions options) {
      super(options);
      all = options.all;
      pid = options.pid;
      processGroup = options.processGroup;
    }

    @Override
    Builder self() {
      return this;
    }

    /**
     * Sends the signal to every process of the container.
     *
     * @return this builder
     * @throws IllegalArgumentException if another target was chosen before
     */
    public Builder all() {
      choose("all processes");
      all = true;
      return this;
    }

    /**
     * Sends the signal to one process.
     *
     * @param pid the process, as {@link Runsc#ps(String)} tells it
     * @return this builder
     * @throws IllegalArgumentException if another target was chosen before
     */
    public Builder pid(SandboxPid pid) {
      choose("process " + pid);
      this.pid = Objects.requireNonNull(pid, "pid");
      return this;
    }

    /**
     * Sends the signal to a process group. Since release 20260413.0.
     *
     * @param processGroup its number inside the sandbox, as {@link Runsc#top(String)} tells it
     * @return this builder
     * @throws IllegalArgumentException if the number is not positive, or another target was chosen
     *     before
     */
    public Builder processGroup(int processGroup) {
      if (processGroup <= 0) {
        throw new IllegalArgumentException(
            "the number of a process group is positive: " + processGroup);
      }
      choose("process group " + processGroup);
      this.processGroup = OptionalInt.of(processGroup);
      return this;
    }

    private void choose(String target) {
      if (!chosen.isEmpty() && !chosen.equals(target)) {
        throw new IllegalArgumentException(
            "a signal has one target, and "
                + chosen
                + " had been chosen before "
                + target
                + ": choose one, or make a second call");
      }
      chosen = target;
      all = false;
      pid = null;
      processGroup = OptionalInt.empty();
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
