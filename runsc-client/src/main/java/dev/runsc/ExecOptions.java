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
 * Options of {@link Runsc#exec(String, OciProcess, ExecOptions)} and its other forms.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class ExecOptions extends CommandOptions {

  private static final ExecOptions DEFAULTS = builder().build();

  private final Io io;
  private final @Nullable Path consoleSocket;
  private final boolean detach;
  private final @Nullable Path pidFile;
  private final @Nullable Path internalPidFile;

  private ExecOptions(Builder builder) {
    super(builder);
    io = builder.io;
    consoleSocket = builder.consoleSocket;
    detach = builder.detach;
    pidFile = builder.pidFile;
    internalPidFile = builder.internalPidFile;
  }

  /**
   * Returns the options that change nothing.
   *
   * @return the defaults
   */
  public static ExecOptions defaults() {
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
   * Returns whether the call returns once the program runs.
   *
   * @return true to return then
   */
  public boolean detach() {
    return detach;
  }

  /**
   * Returns the file that gets the pid, on the host, of the runsc process that stays with the
   * program.
   *
   * @return the file, or empty for none
   */
  public Optional<Path> pidFile() {
    return Optional.ofNullable(pidFile);
  }

  /**
   * Returns the file that gets the pid inside.
   *
   * @return the file, or empty for none
   */
  public Optional<Path> internalPidFile() {
    return Optional.ofNullable(internalPidFile);
  }

  @Override
  List<String> flags() {
    List<String> flags = new ArrayList<>();
    flags.addAll(Builder.flag("--console-socket", consoleSocket));
    if (detach) {
      flags.add("--detach");
    }
    flags.addAll(Builder.flag("--pid-file", pidFile));
    flags.addAll(Builder.flag("--internal-pid-file", internalPidFile));
    return List.copyOf(flags);
  }

  /** Collects options. Not thread-safe. */
  public static final class Builder extends CommandOptions.Builder<Builder> {

    private Io io = Io.discard();
    private @Nullable Path consoleSocket;
    private boolean detach;
    private @Nullable Path pidFile;
    private @Nullable Path internalPidFile;

    private Builder() {}

    private Builder(ExecOptions options) {
      super(options);
      io = options.io;
      consoleSocket = options.consoleSocket;
      detach = options.detach;
      pidFile = options.pidFile;
      internalPidFile = options.internalPidFile;
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
     * a {@link ConsoleSocket}. For a program with a terminal that is detached; runsc mixes up the
     * streams of one that is not.
     *
     * @param consoleSocket the socket's path; a relative one is resolved now
     * @return this builder
     */
    public Builder consoleSocket(Path consoleSocket) {
      this.consoleSocket = Arguments.path("consoleSocket", consoleSocket);
      return this;
    }

    /**
     * Has the call return once the program runs. Its exit status can then be had by a {@link
     * Runsc#waitFor(String, WaitOptions)} for its {@linkplain #internalPidFile(Path) pid}.
     *
     * <p>runsc then runs itself again without the arguments that have the word "detach" in them, so
     * the call is refused if one of them has: an id, a path, a word of the command.
     *
     * @param detach true to return then
     * @return this builder
     */
    public Builder detach(boolean detach) {
      this.detach = detach;
      return this;
    }

    /**
     * Has runsc write the pid, on the host, of the runsc process that stays with the program to a
     * file, in decimal digits and nothing else.
     *
     * @param pidFile the file; its directory must exist; a relative path is resolved now
     * @return this builder
     */
    public Builder pidFile(Path pidFile) {
      this.pidFile = Arguments.path("pidFile", pidFile);
      return this;
    }

    /**
     * Has runsc write the program's pid inside the container to a file, in decimal digits and
     * nothing else.
     *
     * @param internalPidFile the file; its directory must exist; a relative path is resolved now
     * @return this builder
     */
    public Builder internalPidFile(Path internalPidFile) {
      this.internalPidFile = Arguments.path("internalPidFile", internalPidFile);
      return this;
    }

    /**
     * Makes the options.
     *
     * @return the options
     * @throws IllegalArgumentException if a detached program is to write to pipes or a capture
     */
    public ExecOptions build() {
      if (detach) {
        Arguments.noPipes("a detached exec", io);
      }
      return new ExecOptions(this);
    }
  }
}
