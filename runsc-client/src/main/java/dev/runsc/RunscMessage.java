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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what runsc said about a failure among what else is on its standard error: log lines,
 * warnings about deprecated flags, usage texts.
 */
final class RunscMessage {

  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");
  private static final Pattern LOG_LINE =
      Pattern.compile("[DIWEF]\\d{4} \\d\\d:\\d\\d:\\d\\d\\.\\d+ +\\d+ [^]]*] (.*)");

  /** The second line of the warning about a deprecated flag (trap B33). */
  private static final Pattern DEPRECATED_USAGE = Pattern.compile("--[A-Za-z0-9_-]+ usage: .*");

  private static final String FATAL = "FATAL ERROR: ";
  private static final Pattern FLAG_ERROR =
      Pattern.compile(
          "(?:failed to parse flags for |flag provided but not defined: |flag needs an argument: "
              + "|bad flag syntax: |invalid (?:boolean )?value ).*");
  private static final Pattern ONE_LINE = Pattern.compile("(?:panic: |fatal error: |Usage: ).*");

  private RunscMessage() {}

  static Optional<String> in(String stderr) {
    List<String> lines = COLOUR.matcher(stderr).replaceAll("").lines().toList();
    List<String> said = lines.stream().filter(line -> !isNoise(line)).toList();
    return said.stream()
        .filter(line -> FLAG_ERROR.matcher(line).matches())
        .findFirst()
        .or(() -> said.stream().filter(line -> ONE_LINE.matcher(line).matches()).findFirst())
        .or(() -> Optional.of(String.join("\n", said).strip()).filter(text -> !text.isEmpty()))
        .or(() -> fatal(lines));
  }

  /** What is said about a flag, or about something else that is looked at before a command runs. */
  static Optional<String> flagError(String stderr) {
    return in(stderr)
        .filter(message -> !message.endsWith("help requested"))
        .filter(
            message ->
                FLAG_ERROR.matcher(message).matches()
                    || fatal(stderr.lines().toList()).isPresent());
  }

  private static boolean isNoise(String line) {
    return LOG_LINE.matcher(line).matches()
        || line.startsWith("WARNING: --")
        || DEPRECATED_USAGE.matcher(line).matches();
  }

  /** Some errors are only in a log line. */
  private static Optional<String> fatal(List<String> lines) {
    return lines.stream()
        .map(LOG_LINE::matcher)
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1))
        .filter(text -> text.startsWith(FATAL))
        .map(text -> text.substring(FATAL.length()))
        .findFirst();
  }
}
