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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call whose standard error is not ours to read, and the files that tell how it went: runsc's log
 * and its pid file, the caller's own or else private ones, gone when the call is over.
 */
final class Session implements AutoCloseable {

  private static final String PID_FILE = "--pid-file";
  private static final int STDERR_LIMIT = 64 << 10;

  private final @Nullable Scratch scratch;
  private final List<String> prefix;
  private final Command command;
  private final RuntimeLog log;
  private final @Nullable Path pidFile;
  private final @Nullable Object pidFileBefore;
  private final @Nullable Path stderr;
  private final long stderrStart;

  private Session(
      @Nullable Scratch scratch,
      List<String> prefix,
      Command command,
      RuntimeLog log,
      @Nullable Path pidFile,
      Io io) {
    this.scratch = scratch;
    this.prefix = prefix;
    this.command = command;
    this.log = log;
    this.pidFile = pidFile;
    this.pidFileBefore = pidFile == null ? null : stamp(pidFile);
    this.stderr = io instanceof FilesIo files ? files.stderr() : null;
    this.stderrStart = stderr == null ? 0 : FileTail.size(stderr);
  }

  /**
   * Prepares a call.
   *
   * @param needsPidFile whether to have a pid file written even if the caller wants none
   * @throws RunscStartException if there is no room for private files
   */
  static Session open(Settings settings, Command command, Io io, boolean needsPidFile) {
    try {
      return prepare(settings, command, io, needsPidFile);
    } catch (IOException e) {
      throw new RunscStartException(
          command.what()
              + " could not begin: a directory for its files cannot be made in "
              + System.getProperty("java.io.tmpdir")
              + " (set the system property java.io.tmpdir)",
          CallFacts.notStarted(command.argv(settings.prefix(settings.log()))),
          e);
    }
  }

  private static Session prepare(Settings settings, Command command, Io io, boolean needsPidFile)
      throws IOException {
    Path given = givenPidFile(command);
    boolean ownPidFile = needsPidFile && given == null;
    if (settings.log() != null && !ownPidFile) {
      return new Session(
          null,
          settings.prefix(settings.log()),
          command,
          RuntimeLog.fromEndOf(settings.log()),
          given,
          io);
    }
    Scratch scratch = Scratch.make();
    Path log = settings.log() == null ? scratch.log() : settings.log();
    return new Session(
        scratch,
        settings.prefix(log),
        ownPidFile ? command.withFlags(PID_FILE, scratch.pidFile().toString()) : command,
        RuntimeLog.fromEndOf(log),
        ownPidFile ? scratch.pidFile() : given,
        io);
  }

  private static @Nullable Path givenPidFile(Command command) {
    int at = command.flags().lastIndexOf(PID_FILE);
    return at >= 0 && at + 1 < command.flags().size() ? Path.of(command.flags().get(at + 1)) : null;
  }

  List<String> prefix() {
    return prefix;
  }

  List<String> argv() {
    return command.argv(prefix);
  }

  /** What this call and everything else that uses the log has logged since, oldest first. */
  LoggedErrors loggedErrors() {
    return LoggedErrors.of(
        command, log.errors(), scratch != null && scratch.log().equals(log.file()));
  }

  boolean wrotePidFile() {
    if (pidFile == null) {
      return false;
    }
    Object now = stamp(pidFile);
    return now != null && !now.equals(pidFileBefore);
  }

  /** What was appended to the file for standard error; empty if it leads elsewhere. */
  Optional<Captured> stderr() {
    return Optional.ofNullable(stderr).map(file -> FileTail.read(file, stderrStart, STDERR_LIMIT));
  }

  private static @Nullable Object stamp(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return List.of(
          attributes.lastModifiedTime(), attributes.size(), String.valueOf(attributes.fileKey()));
    } catch (IOException notThere) {
      return null;
    }
  }

  @Override
  public void close() {
    if (scratch != null) {
      scratch.close();
    }
  }
}
