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
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Errors that were logged during a call.
 *
 * <p>A log is written by the command itself, by the processes of its sandbox, which inherit it, and
 * by other commands if it is not private. No record says who wrote it.
 *
 * @param command the command's name
 * @param all every different message, oldest first
 * @param own those that the command itself may have written, by their beginning; more than one only
 *     if other commands of the same name failed at the same time
 * @param candidates those one of which is the reason of a failure
 */
record LoggedErrors(String command, List<String> all, List<String> own, List<String> candidates) {

  private static final String ANY =
      "FetchSpec failed: |reading spec: |Failed to apply OCI spec |Rootless mode not supported ";
  private static final Map<String, Pattern> BEGINNINGS =
      Map.of(
          "create", Pattern.compile("creating container: |" + ANY),
          "start", Pattern.compile("starting container: |loading container: |" + ANY),
          "run", Pattern.compile("running container: |" + ANY),
          "restore",
              Pattern.compile(
                  "(?:starting|running|creating|loading) container: |waiting on container"
                      + " |image-path flag |"
                      + ANY),
          "exec",
              Pattern.compile(
                  "executing processes for container: |loading (?:sandbox|container): "
                      + "|parsing process spec: |getting environment variables: |writing "
                      + "|waiting on pid |"
                      + ANY));

  /** What a command may say after it has written its pid file, if that is not all it says. */
  private static final Map<String, Pattern> LATE =
      Map.of("exec", Pattern.compile("waiting on pid |writing "));

  /**
   * Sorts messages.
   *
   * @param command the command
   * @param errors the messages
   * @param isPrivate whether no other command writes to the log
   */
  static LoggedErrors of(Command command, List<String> errors, boolean isPrivate) {
    List<String> all = errors.stream().map(String::strip).distinct().toList();
    Pattern beginning = BEGINNINGS.getOrDefault(command.name(), Pattern.compile(""));
    List<String> own = narrowed(all, message -> beginning.matcher(message).lookingAt());
    if (own.size() > 1) {
      List<String> naming = narrowed(own, message -> names(command, message));
      own = naming.isEmpty() ? own : naming;
    }
    List<String> candidates = own.isEmpty() ? all : own;
    // The command itself ends last, and so it logs last.
    return new LoggedErrors(
        command.name(),
        all,
        own,
        isPrivate
            ? candidates.stream().skip(Math.max(0, candidates.size() - 1L)).toList()
            : candidates);
  }

  /** Whether the command says that it failed after it had written its pid file. */
  boolean saysItFailedLate() {
    Pattern late = LATE.get(command);
    return own.stream().anyMatch(message -> late == null || late.matcher(message).lookingAt());
  }

  private static boolean names(Command command, String message) {
    return command.operands().stream().anyMatch(id -> message.contains("\"" + id + "\""));
  }

  private static List<String> narrowed(List<String> messages, Predicate<String> condition) {
    return messages.stream().filter(condition).toList();
  }
}
