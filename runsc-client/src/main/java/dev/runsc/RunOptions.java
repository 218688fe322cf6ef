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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Options of {@link Runsc#run(String, Path, RunOptions)}.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class RunOptions extends CommandOptions {

  private static final RunOptions DEFAULTS = builder().build();

  private final Io io;
  private final @Nullable Path consoleSocket;
  private final @Nullable Path pidFile;
  private final @Nullable Path userLog;
  private final @Nullable Path fsRestoreImagePath;
  private final boolean fsRestoreDirect;
  private final boolean detach;

  private RunOptions(Builder builder) {
    super(builder);
    io = builder.io;
    consoleSocket = builder.consoleSocket;
    pidFile = builder.pidFile;
    userLog = builder.userLog;
    fsRestoreImagePath = builder.fsRestoreImagePath;
    fsRestoreDirect = builder.fsRestoreDirect;
    detach = builder.detach;
  }

  /**
   * Returns the options that change nothing.
   *
   * @return the defaults
   */
  public static RunOptions defaults() {
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
   * Returns where the container's streams lead.
   *
   * @return the streams
   */
  public Io io() {
    return io;
  }

  /**
   * Returns the socket that gets the terminal.
   *
   * @return the socket, or empty for none
   */
  public Optional<Path> consoleSocket() {
    return Optional.ofNullable(consoleSocket);
  }

  /**
   * Returns the file that gets the sandbox's pid.
   *
   * @return the file, or empty for none
   */
  public Optional<Path> pidFile() {
    return Optional.ofNullable(pidFile);
  }

  /**
   * Returns the file that gets the log of refused system calls.
   *
   * @return the file, or empty for none
   */
  public Optional<Path> userLog() {
    return Optional.ofNullable(userLog);
  }

  /**
   * Returns whether the call returns once the program runs.
   *
   * @return true to return then
   */
  public boolean detach() {
    return detach;
  }

  /**
   * Returns the image of the file systems.
   *
   * @return the directory, or empty for none
   */
  public Optional<Path> fsRestoreImagePath() {
    return Optional.ofNullable(fsRestoreImagePath);
  }

  /**
   * Returns whether that image is read past the page cache.
   *
   * @return true if so
   */
  public boolean fsRestoreDirect() {
    return fsRestoreDirect;
  }

  @Override
  List<String> flags() {
    List<String> flags = new ArrayList<>();
    flags.addAll(Builder.flag("--console-socket", consoleSocket));
    flags.addAll(Builder.flag("--pid-file", pidFile));
    flags.addAll(Builder.flag("--user-log", userLog));
    flags.addAll(Builder.flag("--fs-restore-image-path", fsRestoreImagePath));
    if (fsRestoreDirect) {
      flags.add("--fs-restore-direct");
    }
    if (detach) {
      flags.add("--detach");
    }
    return List.copyOf(flags);
  }

  /** Collects options. Not thread-safe. */
  public static final class Builder extends CommandOptions.Builder<Builder> {

    private Io io = Io.discard();
    private @Nullable Path consoleSocket;
    private @Nullable Path pidFile;
    private @Nullable Path userLog;
    private @Nullable Path fsRestoreImagePath;
    private boolean fsRestoreDirect;
    private boolean detach;

    private Builder() {}

    private Builder(RunOptions options) {
      super(options);
      io = options.io;
      consoleSocket = options.consoleSocket;
      pidFile = options.pidFile;
      userLog = options.userLog;
      fsRestoreImagePath = options.fsRestoreImagePath;
      fsRestoreDirect = options.fsRestoreDirect;
      detach = options.detach;
    }

    @Override
    Builder self() {
      return this;
    }

    /**
     * Sets where the container's streams lead. {@link Io#discard()} if not set.
     *
     * @param io the streams
     * @return this builder
     */
    public Builder io(Io io) {
      this.io = Objects.requireNonNull(io, "io");
      return this;
    }

    /**
     * Hands the master side of the container's terminal to whoever listens on a Unix socket.
     * Without effect unless the bundle asks for a terminal.
     *
     * @param consoleSocket the socket's path; a relative one is resolved now
     * @return this builder
     */
    public Builder consoleSocket(Path consoleSocket) {
      this.consoleSocket = Arguments.path("consoleSocket", consoleSocket);
      return this;
    }

    /**
     * Has runsc write the sandbox process's pid on the host to a file, in decimal digits and
     * nothing else.
     *
     * @param pidFile the file; its directory must exist; a relative path is resolved now
     * @return this builder
     */
    public Builder pidFile(Path pidFile) {
      this.pidFile = Arguments.path("pidFile", pidFile);
      return this;
    }

    /**
     * Has the sandbox log system calls it does not support to a file.
     *
     * @param userLog the file; a relative path is resolved now
     * @return this builder
     */
    public Builder userLog(Path userLog) {
      this.userLog = Arguments.path("userLog", userLog);
      return this;
    }

    /**
     * Has the call return once the program runs, as create and start would. The container then
     * stays until it is deleted.
     *
     * @param detach true to return then
     * @return this builder
     */
    public Builder detach(boolean detach) {
      this.detach = detach;
      return this;
    }

    /**
     * Begins with file systems that were saved by {@link Runsc#fsCheckpoint}. Since release
     * 20260323.0.
     *
     * @param fsRestoreImagePath the directory of the image; a relative path is resolved now
     * @return this builder
     */
    public Builder fsRestoreImagePath(Path fsRestoreImagePath) {
      this.fsRestoreImagePath = Arguments.path("fsRestoreImagePath", fsRestoreImagePath);
      return this;
    }

    /**
     * Reads that image past the page cache. Since release 20260323.0.
     *
     * @param fsRestoreDirect true to do so
     * @return this builder
     */
    public Builder fsRestoreDirect(boolean fsRestoreDirect) {
      this.fsRestoreDirect = fsRestoreDirect;
      return this;
    }

    /**
     * Makes the options.
     *
     * @return the options
     * @throws IllegalArgumentException if a detached program is to write to pipes or a capture
     */
    public RunOptions build() {
      if (detach) {
        Arguments.noPipes("a detached run", io);
      }
      return new RunOptions(this);
    }
  }
}
