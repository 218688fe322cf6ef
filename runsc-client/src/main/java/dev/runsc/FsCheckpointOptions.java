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
 * Options of {@link Runsc#fsCheckpoint(String, java.nio.file.Path, FsCheckpointOptions)}.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class FsCheckpointOptions extends CommandOptions {

  private static final FsCheckpointOptions DEFAULTS = builder().build();

  private final boolean leaveRunning;
  private final boolean direct;
  private final List<String> paths;

  private FsCheckpointOptions(Builder builder) {
    super(builder);
    leaveRunning = builder.leaveRunning;
    direct = builder.direct;
    paths = List.copyOf(builder.paths);
  }

  /**
   * Returns the options that change nothing.
   *
   * @return the defaults
   */
  public static FsCheckpointOptions defaults() {
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
   * Returns whether the container goes on.
   *
   * @return true if so
   */
  public boolean leaveRunning() {
    return leaveRunning;
  }

  /**
   * Returns whether the image is written past the page cache.
   *
   * @return true if so
   */
  public boolean direct() {
    return direct;
  }

  /**
   * Returns which file systems are saved.
   *
   * @return the paths, or none for runsc's own choice
   */
  public List<String> paths() {
    return paths;
  }

  @Override
  List<String> flags() {
    List<String> flags = new ArrayList<>();
    if (leaveRunning) {
      flags.add("--leave-running");
    }
    if (direct) {
      flags.add("--direct");
    }
    paths.forEach(value -> flags.addAll(List.of("--path", value)));
    return List.copyOf(flags);
  }

  /** Collects options. Not thread-safe. */
  public static final class Builder extends CommandOptions.Builder<Builder> {

    private boolean leaveRunning;
    private boolean direct;
    private final List<String> paths = new ArrayList<>();

    private Builder() {}

    private Builder(FsCheckpointOptions options) {
      super(options);
      leaveRunning = options.leaveRunning;
      direct = options.direct;
      paths.addAll(options.paths);
    }

    @Override
    Builder self() {
      return this;
    }

    /**
     * Lets the container go on; otherwise it ends, also if saving fails.
     *
     * @param leaveRunning true to let it go on
     * @return this builder
     */
    public Builder leaveRunning(boolean leaveRunning) {
      this.leaveRunning = leaveRunning;
      return this;
    }

    /**
     * Writes the image past the page cache.
     *
     * @param direct true to do so
     * @return this builder
     */
    public Builder direct(boolean direct) {
      this.direct = direct;
      return this;
    }

    /**
     * Adds file systems to save: {@code [container:]path}. One since release 20260615.0, several
     * since 20260727.0.
     *
     * @param paths the paths, as runsc takes them
     * @return this builder
     * @throws IllegalArgumentException if one is empty
     */
    public Builder paths(String... paths) {
      for (String value : paths) {
        this.paths.add(Arguments.text("paths", value));
      }
      return this;
    }

    /**
     * Makes the options.
     *
     * @return the options
     */
    public FsCheckpointOptions build() {
      return new FsCheckpointOptions(this);
    }
  }
}
