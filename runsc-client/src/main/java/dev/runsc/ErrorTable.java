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

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Knows what runsc's messages mean: the one place where its words are interpreted.
 *
 * <p>A row holds for the exit codes and the beginning of the message given; the first that fits
 * counts, so a row may rely on those before it. Messages seen on each release are in {@code
 * error-samples.json} beside the test of this class, and every row has one.
 */
final class ErrorTable {

  /** runsc's own failures, in all releases. */
  private static final int FAILURE = 128;

  /** Wrong global flags and crashes, in all releases. */
  private static final int FATAL = 2;

  /**
   * What may stand before the reason: "FetchSpec failed" since 20260309.0, and what each command
   * puts before a step's failure.
   */
  private static final String STEPS =
      "(?:(?:FetchSpec failed|(?:creat|start|runn)ing container|starting root container"
          + "|starting sandbox|creating process|(?:pause|resume|checkpoint) failed|pausing container"
          + "|resuming container(?: \"[^\"]*\")?|executing processes for container"
          + "|executing command \"(?:[^\"]|\"(?! in sandbox))*\" in sandbox"
          + "|getting processes for container|retrieving process data from sandbox"
          + "|failed to signal pid -?\\d+|waiting on (?:container|PID)[^:]*"
          + "|waiting on PID in root PID namespace[^:]*"
          + "|signaling (?:process in )?container \"[^\"]*\"(?: PID -?\\d+)?"
          + "|cannot create sandbox|cannot create sandbox process|cannot look up platform|loading (?:container|sandbox)"
          + "(?: \"[^\"]*\")?): )*";

  private static final List<Row> ROWS =
      List.of(
          row(
              ErrorKind.NOT_FOUND,
              "loading (?:container|sandbox)(?: \"[^\"]*\")?: file does not exist$"),
          row(ErrorKind.NOT_FOUND, "cannot load sandbox: open .*: no such file or directory$"),
          row(ErrorKind.EXISTS, "cannot lock container metadata file: container already exists$"),
          row(
              ErrorKind.AMBIGUOUS_ID,
              "id \".*\" is ambiguous and could refer to multiple containers"),
          row(ErrorKind.INVALID_ID, "invalid container id:"),
          row(ErrorKind.INVALID_ID, "cannot lock container metadata file: .*: file name too long$"),
          row(
              ErrorKind.STATUS_UNAVAILABLE,
              "sandbox no longer running and its exit status is unavailable$"),
          row(ErrorKind.WRONG_STATE, "cannot [a-z ]+ container \"[^\"]*\" in state [a-z]+$"),
          row(ErrorKind.WRONG_STATE, "container \"[^\"]*\" not started$"),
          row(
              ErrorKind.WRONG_STATE,
              "cannot delete container that is not stopped without --force flag$"),
          row(ErrorKind.WRONG_STATE, "sandbox is not running$"),
          row(ErrorKind.WRONG_STATE, "starting sub-container .*: sandbox is not in started state"),
          row(ErrorKind.INVALID_BUNDLE, "reading spec: "),
          row(ErrorKind.INVALID_BUNDLE, "Failed to apply OCI spec annotations to runsc config: "),
          row(ErrorKind.INVALID_BUNDLE, "path for hook is not absolute: "),
          row(ErrorKind.INVALID_BUNDLE, "failed to modify spec for directfs: "),
          row(ErrorKind.HOOK_FAILED, "(?:failure|timeout) executing hook \""),
          row(ErrorKind.HOOK_FAILED, "fork/exec /"),
          row(
              ErrorKind.PROGRAM_NOT_STARTABLE,
              "failed to load .*: (?:no such file|permission denied)"),
          row(ErrorKind.PROGRAM_NOT_STARTABLE, "error finding executable \""),
          row(ErrorKind.PROGRAM_NOT_STARTABLE, "no filename or command provided$"),
          row(
              ErrorKind.PROGRAM_NOT_STARTABLE,
              "failed to (?:find initial|create process) working directory "),
          row(ErrorKind.NO_SUCH_PROCESS, ".*no such process(?: with PID -?\\d+)?$"),
          row(
              ErrorKind.UNSUPPORTED,
              "(?:failed to parse flags for \"[^\"]*\": )?flag provided but not defined: "),
          row(ErrorKind.UNSUPPORTED, "Subcommand \\S* not understood"),
          row(ErrorKind.UNSUPPORTED, "Usage: \\S+ <flags> <subcommand> <subcommand args>"),
          row(ErrorKind.UNSUPPORTED, "this build does not support "),
          row(ErrorKind.UNSUPPORTED, "Rootless mode not supported with "),
          row(ErrorKind.UNSUPPORTED, "sandbox network isn't supported with --rootless"),
          row(ErrorKind.UNSUPPORTED, "metric server: sidecar binary "),
          row(
              ErrorKind.INVALID_ARGUMENT,
              "(?:failed to parse flags for \"[^\"]*\": )?(?:flag needs an argument: |bad flag syntax: |invalid (?:boolean )?value )"),
          row(ErrorKind.INVALID_ARGUMENT, "unknown (?:signal|list format|platform)"),
          row(ErrorKind.INVALID_ARGUMENT, "unsupported format: "),
          row(ErrorKind.INVALID_ARGUMENT, "PID \\(-?\\d+\\) must be positive$"),
          row(ErrorKind.INVALID_ARGUMENT, "image-path flag must be provided$"),
          row(ErrorKind.INVALID_ARGUMENT, "it is invalid to specify "),
          row(ErrorKind.INVALID_ARGUMENT, "(?:only|at most) one of -"),
          row(ErrorKind.INVALID_ARGUMENT, "parsing process spec: "),
          row(ErrorKind.INVALID_ARGUMENT, "(?:getting environment variables|resolving env): "),
          row(ErrorKind.CRASHED, "(?:panic|fatal error): "),
          row(ErrorKind.SANDBOX_FAILED, ".*waiting for sandbox to start: "),
          row(ErrorKind.SANDBOX_FAILED, ".*connecting to control server at PID .*"),
          row(ErrorKind.SANDBOX_FAILED, ".*urpc method \"[^\"]*\" failed: "),
          row(ErrorKind.SANDBOX_FAILED, ".*waiting sandbox \"[^\"]*\" stop: "),
          row(ErrorKind.SANDBOX_FAILED, "cannot create gofer process: "),
          row(ErrorKind.SANDBOX_FAILED, "out of memory$"),
          row(
              ErrorKind.PERMISSION_DENIED,
              ".*: (?:permission denied|operation not permitted|read-only file system)$"),
          row(
              ErrorKind.INVALID_PATH,
              ".*: (?:no such file or directory|not a directory|is a directory|file exists"
                  + "|file name too long)$"),
          row(ErrorKind.INVALID_PATH, "setting up console with socket \""),
          row(ErrorKind.INVALID_ARGUMENT, "a container id is required$"),
          row(ErrorKind.INVALID_ARGUMENT, "(?:[a-z-]+ )?[<\\[]-?[a-z][^\n]*[>\\]]"));

  private ErrorTable() {}

  static ErrorKind classify(int exitCode, @Nullable String message) {
    if (message == null || (exitCode != FAILURE && exitCode != FATAL)) {
      return ErrorKind.OTHER;
    }
    return rowFor(message).map(Row::kind).orElse(ErrorKind.OTHER);
  }

  static Optional<Row> rowFor(String message) {
    return ROWS.stream().filter(row -> row.pattern().matcher(message).lookingAt()).findFirst();
  }

  static List<Row> rows() {
    return ROWS;
  }

  private static Row row(ErrorKind kind, String reason) {
    return new Row(kind, Pattern.compile(STEPS + "(?:" + reason + ")", Pattern.DOTALL));
  }

  /** A pattern fits the beginning of a message, the steps before the reason included. */
  record Row(ErrorKind kind, Pattern pattern) {}
}
