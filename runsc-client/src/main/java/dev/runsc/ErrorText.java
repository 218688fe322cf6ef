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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The one shape of all messages: what failed, what runsc said, the command, the output's end. */
final class ErrorText {

  private static final int LONGEST = 2_000;
  private static final String PLAIN = "[A-Za-z0-9_@%+=:,./-]+";

  private ErrorText() {}

  static String of(
      String summary, CallFacts facts, @Nullable String runscMessage, List<String> causes) {
    StringBuilder text = new StringBuilder(summary);
    if (runscMessage != null) {
      text.append(": ").append(cut(runscMessage));
    }
    for (String cause : causes) {
      text.append("\n  logged: ").append(indented(cause));
    }
    text.append("\n  command: ").append(commandLine(facts.argv()));
    facts.exitCode().ifPresent(code -> text.append("\n  exit code: ").append(code));
    text.append("\n  after: ").append(facts.elapsed().toMillis()).append(" ms");
    String stderr = facts.stderr().text().strip();
    if (!facts.stderr().complete() || (!stderr.isEmpty() && !stderr.equals(runscMessage))) {
      text.append("\n  standard error (").append(facts.stderr().size()).append(" bytes): ");
      text.append(indented(stderr));
    }
    return text.toString();
  }

  private static String indented(String text) {
    return cut(text).replace("\n", "\n    ");
  }

  /** What was logged beside the message itself. */
  static List<String> causes(List<String> logged, @Nullable String runscMessage) {
    return logged.stream()
        .filter(error -> runscMessage == null || !runscMessage.contains(error))
        .toList();
  }

  /** Quotes what a shell would not take as it is, so that the line can be pasted. */
  static String commandLine(List<String> argv) {
    return argv.stream()
        .map(arg -> arg.matches(PLAIN) ? arg : "'" + arg.replace("'", "'\\''") + "'")
        .collect(Collectors.joining(" "));
  }

  /** Cuts in the middle: a beginning tells what failed, an end tells why. */
  static String cut(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    int half = LONGEST / 2;
    return text.substring(0, half)
        + " [... "
        + (text.length() - 2 * half)
        + " of "
        + text.length()
        + " characters left out ...] "
        + text.substring(text.length() - half);
  }
}
