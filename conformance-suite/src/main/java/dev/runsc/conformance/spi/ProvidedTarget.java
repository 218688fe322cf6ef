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

package dev.runsc.conformance.spi;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A target that a {@link TargetProvider} has opened. Immutable.
 *
 * @since 0.1.0
 */
public final class ProvidedTarget {

  private final Path executable;
  private final List<String> flags;
  private final Set<String> lacks;
  private final Runnable end;

  private ProvidedTarget(Builder builder) {
    this.executable = builder.executable;
    this.flags = List.copyOf(builder.flags);
    this.lacks = Set.copyOf(builder.lacks);
    this.end = builder.end;
  }

  /**
   * Starts with an executable that can do everything and needs nothing.
   *
   * @param executable what is called as runsc; it sees the directories of this host under the same
   *     names
   * @return a new builder
   */
  public static Builder builder(Path executable) {
    return new Builder(executable);
  }

  /**
   * What is called as runsc.
   *
   * @return its path
   */
  public Path executable() {
    return executable;
  }

  /**
   * The global flags that every call begins with.
   *
   * @return an unmodifiable list
   */
  public List<String> flags() {
    return flags;
  }

  /**
   * What it cannot do, so that scenarios that need it do not apply.
   *
   * @return names of capabilities, such as {@code HOST_PIDS}
   */
  public Set<String> lacks() {
    return lacks;
  }

  /** Ends what was started for it. */
  public void close() {
    end.run();
  }

  /** Collects what a target is. Not thread-safe. */
  public static final class Builder {
    private final Path executable;
    private final List<String> flags = new ArrayList<>();
    private final Set<String> lacks = new HashSet<>();
    private Runnable end = () -> {};

    private Builder(Path executable) {
      this.executable = Objects.requireNonNull(executable, "executable");
    }

    /**
     * Adds a global flag for every call.
     *
     * @param flag such as {@code --platform=kvm}
     * @return this
     */
    public Builder flag(String flag) {
      flags.add(Objects.requireNonNull(flag, "flag"));
      return this;
    }

    /**
     * Says that it cannot do something: scenarios that need it do not apply.
     *
     * @param capability the name of a capability, such as {@code HOST_PIDS}; the suite refuses one
     *     that it does not know
     * @return this
     */
    public Builder without(String capability) {
      lacks.add(Objects.requireNonNull(capability, "capability"));
      return this;
    }

    /**
     * What to do at the end of the run.
     *
     * @param action ends what was started
     * @return this
     */
    public Builder onClose(Runnable action) {
      this.end = Objects.requireNonNull(action, "action");
      return this;
    }

    /**
     * Makes the target.
     *
     * @return the target
     */
    public ProvidedTarget build() {
      return new ProvidedTarget(this);
    }
  }
}
