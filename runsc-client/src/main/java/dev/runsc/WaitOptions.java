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
import org.jspecify.annotations.Nullable;

/**
 * Options of {@link Runsc#waitFor(String, WaitOptions)}.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class WaitOptions extends CommandOptions {

  private static final WaitOptions DEFAULTS = builder().build();

  private final WaitTarget target;

  private WaitOptions(Builder builder) {
    super(builder);
    target = builder.target;
  }

  /**
   * Returns the options that change nothing.
   *
   * @return the defaults
   */
  public static WaitOptions defaults() {
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
   * Returns what is waited for.
   *
   * @return the container's first process unless set
   */
  public WaitTarget target() {
    return target;
  }

  @Override
  List<String> flags() {
    List<String> flags = new ArrayList<>();
    flags.addAll(target.flags());
    return List.copyOf(flags);
  }

  /** Collects options. Not thread-safe. */
  public static final class Builder extends CommandOptions.Builder<Builder> {

    private WaitTarget target = WaitTarget.container();

    /** What this builder was told, as opposed to what it began with. */
    private @Nullable WaitTarget chosen;

    private Builder() {}

    private Builder(WaitOptions options) {
      super(options);
      target = options.target;
    }

    @Override
    Builder self() {
      return this;
    }

    /**
     * Sets what to wait for: the container's first process if not set.
     *
     * @param target the process
     * @return this builder
     * @throws IllegalArgumentException if another target was chosen before; a builder made by
     *     {@link #toBuilder()} may choose another one
     */
    public Builder target(WaitTarget target) {
      if (chosen != null && !chosen.equals(target)) {
        throw new IllegalArgumentException(
            "a wait has one target, and "
                + chosen
                + " had been chosen before "
                + target
                + ": choose one, or make a second call");
      }
      this.target = Objects.requireNonNull(target, "target");
      chosen = target;
      return this;
    }

    /**
     * Makes the options.
     *
     * @return the options
     */
    public WaitOptions build() {
      return new WaitOptions(this);
    }
  }
}
