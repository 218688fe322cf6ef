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

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Options of {@link Runsc#checkpoint(String, java.nio.file.Path, CheckpointOptions)}.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class CheckpointOptions extends CommandOptions {

  private static final CheckpointOptions DEFAULTS = builder().build();

  private final boolean leaveRunning;
  private final @Nullable Compression compression;
  private final boolean direct;
  private final boolean excludeCommittedZeroPages;
  private final @Nullable String saveRestoreExecArgv;
  private final @Nullable Duration saveRestoreExecTimeout;
  private final @Nullable Path cudaCheckpointPath;
  private final boolean cudaCheckpointSequential;
  private final @Nullable String fsCheckpointPaths;

  private CheckpointOptions(Builder builder) {
    super(builder);
    leaveRunning = builder.leaveRunning;
    compression = builder.compression;
    direct = builder.direct;
    excludeCommittedZeroPages = builder.excludeCommittedZeroPages;
    saveRestoreExecArgv = builder.saveRestoreExecArgv;
    saveRestoreExecTimeout = builder.saveRestoreExecTimeout;
    cudaCheckpointPath = builder.cudaCheckpointPath;
    cudaCheckpointSequential = builder.cudaCheckpointSequential;
    fsCheckpointPaths = builder.fsCheckpointPaths;
  }

  /**
   * Returns the options that change nothing.
   *
   * @return the defaults
   */
  public static CheckpointOptions defaults() {
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
   * Returns how the image is compressed.
   *
   * @return the compression, or empty for the release's own
   */
  public Optional<Compression> compression() {
    return Optional.ofNullable(compression);
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
   * Returns whether pages of zeros are left out.
   *
   * @return true if so
   */
  public boolean excludeCommittedZeroPages() {
    return excludeCommittedZeroPages;
  }

  /**
   * Returns the program that is run in the container before saving and after restoring.
   *
   * @return its path and arguments, or empty for none
   */
  public Optional<String> saveRestoreExecArgv() {
    return Optional.ofNullable(saveRestoreExecArgv);
  }

  /**
   * Returns how long that program may take.
   *
   * @return the limit, or empty for ten minutes
   */
  public Optional<Duration> saveRestoreExecTimeout() {
    return Optional.ofNullable(saveRestoreExecTimeout);
  }

  /**
   * Returns the program that saves the state of graphics processors.
   *
   * @return the program, or empty for none
   */
  public Optional<Path> cudaCheckpointPath() {
    return Optional.ofNullable(cudaCheckpointPath);
  }

  /**
   * Returns whether that program is run for one process after the other.
   *
   * @return true if so
   */
  public boolean cudaCheckpointSequential() {
    return cudaCheckpointSequential;
  }

  /**
   * Returns file systems whose pages are saved apart.
   *
   * @return the paths, or empty for none
   */
  public Optional<String> fsCheckpointPaths() {
    return Optional.ofNullable(fsCheckpointPaths);
  }

  @Override
  List<String> flags() {
    List<String> flags = new ArrayList<>();
    if (leaveRunning) {
      flags.add("--leave-running");
    }
    flags.addAll(
        Builder.flag("--compression", compression == null ? null : compression.flagValue()));
    if (direct) {
      flags.add("--direct");
    }
    if (excludeCommittedZeroPages) {
      flags.add("--exclude-committed-zero-pages");
    }
    flags.addAll(Builder.flag("--save-restore-exec-argv", saveRestoreExecArgv));
    flags.addAll(
        Builder.flag(
            "--save-restore-exec-timeout",
            saveRestoreExecTimeout == null ? null : saveRestoreExecTimeout.toMillis() + "ms"));
    flags.addAll(Builder.flag("--cuda-checkpoint-path", cudaCheckpointPath));
    if (cudaCheckpointSequential) {
      flags.add("--cuda-checkpoint-sequential");
    }
    flags.addAll(Builder.flag("--fs-checkpoint-paths", fsCheckpointPaths));
    return List.copyOf(flags);
  }

  /** Collects options. Not thread-safe. */
  public static final class Builder extends CommandOptions.Builder<Builder> {

    private boolean leaveRunning;
    private @Nullable Compression compression;
    private boolean direct;
    private boolean excludeCommittedZeroPages;
    private @Nullable String saveRestoreExecArgv;
    private @Nullable Duration saveRestoreExecTimeout;
    private @Nullable Path cudaCheckpointPath;
    private boolean cudaCheckpointSequential;
    private @Nullable String fsCheckpointPaths;

    private Builder() {}

    private Builder(CheckpointOptions options) {
      super(options);
      leaveRunning = options.leaveRunning;
      compression = options.compression;
      direct = options.direct;
      excludeCommittedZeroPages = options.excludeCommittedZeroPages;
      saveRestoreExecArgv = options.saveRestoreExecArgv;
      saveRestoreExecTimeout = options.saveRestoreExecTimeout;
      cudaCheckpointPath = options.cudaCheckpointPath;
      cudaCheckpointSequential = options.cudaCheckpointSequential;
      fsCheckpointPaths = options.fsCheckpointPaths;
    }

    @Override
    Builder self() {
      return this;
    }

    /**
     * Lets the container go on after its state has been saved; otherwise it ends. Since release
     * 20240415.0.
     *
     * @param leaveRunning true to let it go on
     * @return this builder
     */
    public Builder leaveRunning(boolean leaveRunning) {
      this.leaveRunning = leaveRunning;
      return this;
    }

    /**
     * Sets how the image is compressed. Since release 20230814.0.
     *
     * @param compression the compression
     * @return this builder
     */
    public Builder compression(Compression compression) {
      this.compression = Objects.requireNonNull(compression, "compression");
      return this;
    }

    /**
     * Writes the image past the page cache. Since release 20240520.0.
     *
     * @param direct true to do so
     * @return this builder
     */
    public Builder direct(boolean direct) {
      this.direct = direct;
      return this;
    }

    /**
     * Leaves pages out that hold nothing but zeros. Since release 20240513.0.
     *
     * @param excludeCommittedZeroPages true to do so
     * @return this builder
     */
    public Builder excludeCommittedZeroPages(boolean excludeCommittedZeroPages) {
      this.excludeCommittedZeroPages = excludeCommittedZeroPages;
      return this;
    }

    /**
     * Runs a program in the container before saving and after restoring. Since release 20250611.0.
     *
     * @param saveRestoreExecArgv its path and arguments, separated by blanks
     * @return this builder
     * @throws IllegalArgumentException if it is empty
     */
    public Builder saveRestoreExecArgv(String saveRestoreExecArgv) {
      this.saveRestoreExecArgv = Arguments.text("saveRestoreExecArgv", saveRestoreExecArgv);
      return this;
    }

    /**
     * Limits the program that is run before saving and after restoring. Since release 20250611.0.
     *
     * @param saveRestoreExecTimeout the limit, in whole milliseconds
     * @return this builder
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder saveRestoreExecTimeout(Duration saveRestoreExecTimeout) {
      this.saveRestoreExecTimeout = Timeouts.requirePositive(saveRestoreExecTimeout);
      return this;
    }

    /**
     * Names the program that saves the state of graphics processors. Since release 20260608.0.
     *
     * @param cudaCheckpointPath the program; a relative path is resolved now
     * @return this builder
     */
    public Builder cudaCheckpointPath(Path cudaCheckpointPath) {
      this.cudaCheckpointPath = Arguments.path("cudaCheckpointPath", cudaCheckpointPath);
      return this;
    }

    /**
     * Runs that program for one process after the other. Since release 20260615.0.
     *
     * @param cudaCheckpointSequential true to do so
     * @return this builder
     */
    public Builder cudaCheckpointSequential(boolean cudaCheckpointSequential) {
      this.cudaCheckpointSequential = cudaCheckpointSequential;
      return this;
    }

    /**
     * Saves the pages of file systems apart. Since release 20260817.0.
     *
     * @param fsCheckpointPaths the paths, as runsc takes them
     * @return this builder
     * @throws IllegalArgumentException if it is empty
     */
    public Builder fsCheckpointPaths(String fsCheckpointPaths) {
      this.fsCheckpointPaths = Arguments.text("fsCheckpointPaths", fsCheckpointPaths);
      return this;
    }

    /**
     * Makes the options.
     *
     * @return the options
     */
    public CheckpointOptions build() {
      return new CheckpointOptions(this);
    }
  }
}
