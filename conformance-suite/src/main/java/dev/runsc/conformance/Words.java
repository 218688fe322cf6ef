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

package dev.runsc.conformance;

import java.util.List;
import java.util.stream.Collectors;

/** Shows arguments and texts. */
public final class Words {

  private Words() {}

  /** Arguments as they would be typed into a shell. */
  public static String commandLine(List<String> argv) {
    return argv.stream().map(Words::argument).collect(Collectors.joining(" "));
  }

  private static String argument(String argument) {
    return argument.matches("[A-Za-z0-9_@%+=:,./$-]+")
        ? argument
        : "'" + argument.replace("'", "'\\''") + "'";
  }

  /** A text on one line, written as Java writes it. */
  public static String quoted(String text) {
    return '"'
        + text.replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\n", "\\n")
            .replace("\t", "\\t")
            .replace("\r", "\\r")
        + '"';
  }
}
