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
 * Options of {@link Runsc#restore(String, java.nio.file.Path, java.nio.file.Path, RestoreOptions)}
 * and of {@link Runsc#restoreCreated(String, java.nio.file.Path, RestoreOptions)}.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class RestoreOptions extends CommandOptions {

  private static final RestoreOptions DEFAULTS = builder().build();

  private final Io io;
  private final @Nullable Path consoleSocket;
  private final @Nullable Path pidFile;
  private final @Nullable Path userLog;
  private final boolean detach;
  private final boolean direct;
  private final boolean background;
  private final @Nullable Path fsRestoreImagePath;
  private final boolean fsRestoreDirect;
  private final boolean splitFsRestore;

  private RestoreOptions(Builder builder) {
    super(builder);
    io = builder.io;
    consoleSocket = builder.consoleSocket;
    pidFile = builder.pidFile;
    userLog = builder.userLog;
    detach = builder.detach;
    direct = builder.direct;
    background = builder.background;
    fsRestoreImagePath = builder.fsRestoreImagePath;
    fsRestoreDirect = builder.fsRestoreDirect;
    splitFsRestore = builder.splitFsRestore;
  }

  /**
   * Returns the options that change nothing.
   *
   * @return the defaults
   */
  public static RestoreOptions defaults() {
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

  /**
   * Returns the socket that gets the terminal.
   *
   * @return the path, or empty for none
   */
  public Optional<Path> consoleSocket() {
    return Optional.ofNullable(consoleSocket);
  }

  /**
   * Returns the file that gets the sandbox process's pid on the host.
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
   * Returns whether the image is read past the page cache.
   *
   * @return true if so
   */
  public boolean direct() {
    return direct;
  }

  /**
   * Returns whether memory is read while the program runs already.
   *
   * @return true if so
   */
  public boolean background() {
    return background;
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

  /**
   * Returns whether file systems are restored apart.
   *
   * @return true if so
   */
  public boolean splitFsRestore() {
    return splitFsRestore;
  }

  @Override
  List<String> flags() {
    List<String> flags = new ArrayList<>();
    flags.addAll(Builder.flag("--console-socket", consoleSocket));
    flags.addAll(Builder.flag("--pid-file", pidFile));
    flags.addAll(Builder.flag("--user-log", userLog));
    if (detach) {
      flags.add("--detach");
    }
    if (direct) {
      flags.add("--direct");
    }
    if (background) {
      flags.add("--background");
    }
    flags.addAll(Builder.flag("--fs-restore-image-path", fsRestoreImagePath));
    if (fsRestoreDirect) {
      flags.add("--fs-restore-direct");
    }
    if (splitFsRestore) {
      flags.add("--split-fsrestore");
    }
    return List.copyOf(flags);
  }

  /** Collects options. Not thread-safe. */
  public static final class Builder extends CommandOptions.Builder<Builder> {

    private Io io = Io.discard();
    private @Nullable Path consoleSocket;
    private @Nullable Path pidFile;
    private @Nullable Path userLog;
    private boolean detach;
    private boolean direct;
    private boolean background;
    private @Nullable Path fsRestoreImagePath;
    private boolean fsRestoreDirect;
    private boolean splitFsRestore;

    private Builder() {}

    private Builder(RestoreOptions options) {
      super(options);
      io = options.io;
      consoleSocket = options.consoleSocket;
      pidFile = options.pidFile;
      userLog = options.userLog;
      detach = options.detach;
      direct = options.direct;
      background = options.background;
      fsRestoreImagePath = options.fsRestoreImagePath;
      fsRestoreDirect = options.fsRestoreDirect;
      splitFsRestore = options.splitFsRestore;
    }

    @Override
    Builder self() {
      return this;
    }

    /**
     * Sets where the program's streams lead. {@link Io#discard()} if not set.
     *
     * @param io the streams
     * @return this builder
     */
    public Builder io(Io io) {
      this.io = Objects.requireNonNull(io, "io");
      return this;
    }

    /**
     * Hands the master side of the program's terminal to whoever listens on a Unix socket, such as
     * a {@link ConsoleSocket}.
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
     * Has the call return once the program runs. The container then stays until it is deleted.
     *
     * @param detach true to return then
     * @return this builder
     */
    public Builder detach(boolean detach) {
      this.detach = detach;
      return this;
    }

    /**
     * Reads the image past the page cache. Since release 20240501.0.
     *
     * @param direct true to do so
     * @return this builder
     */
    public Builder direct(boolean direct) {
      this.direct = direct;
      return this;
    }

    /**
     * Lets the program run while memory is still being read. Since release 20240930.0.
     *
     * @param background true to do so
     * @return this builder
     */
    public Builder background(boolean background) {
      this.background = background;
      return this;
    }

    /**
     * Names the image of file systems saved by {@link Runsc#fsCheckpoint}. Since release
     * 20260323.0.
     *
     * @param fsRestoreImagePath the directory; a relative path is resolved now
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
     * Restores file systems whose pages were saved apart. Since release 20260817.0.
     *
     * @param splitFsRestore true to do so
     * @return this builder
     */
    public Builder splitFsRestore(boolean splitFsRestore) {
      this.splitFsRestore = splitFsRestore;
      return this;
    }

    /**
     * Makes the options.
     *
     * @return the options
     * @throws IllegalArgumentException if a detached program is to write to pipes or a capture
     */
    public RestoreOptions build() {
      if (detach) {
        Arguments.noPipes("a detached restore", io);
      }
      return new RestoreOptions(this);
    }
  }
}
