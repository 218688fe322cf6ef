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

package dev.runsc.conformance.transcript;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Usage texts without the sentences in them.
 *
 * <p>This is the one place where what a real release says and the fake does not is let pass: the
 * fake's help leaves out, by design, what describes a command ({@code create [flags] <container id>
 * - create a …}), a flag, or an entry in the list of commands, and the paragraphs before the
 * options of {@code exec} and {@code events}. Names, types, defaults and their layout are kept, and
 * compared byte for byte.
 */
final class UsageText {

  private static final Pattern COMMAND =
      Pattern.compile("([a-z-]+ (?:\\[|<).*[\\]>]) - [A-Za-z].*");
  private static final Pattern LISTED = Pattern.compile("(\t[a-z-]+)(?: {2,}\\S.*)?");
  private static final Pattern FLAG =
      Pattern.compile("(?:(?:[a-z-]+ |<).*[\\]>])?  -[A-Za-z0-9-]+( [a-z]+)?");
  private static final String DESCRIPTION = "    \t";
  private static final Pattern DEFAULT = Pattern.compile("(?s)(?:.* )?(\\(default .*\\))");
  private static final Pattern PROSE =
      Pattern.compile(
          "(?s)((?:exec \\[command options\\]|<container-id>)[^\n]*\n)\n.*?\nOPTIONS:\n");
  private static final Pattern HELP_OF_HELP =
      Pattern.compile("(?m)^\tWith an argument.*\n(?:\t.*\n)*");
  private static final String LIST_TITLE = "Subcommands";

  private UsageText() {}

  static String apply(String text) {
    String[] lines =
        HELP_OF_HELP.matcher(PROSE.matcher(text).replaceAll("$1")).replaceAll("").split("\n", -1);
    List<String> result = new ArrayList<>();
    boolean inList = false;
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i];
      inList = line.startsWith(LIST_TITLE) || (inList && line.startsWith("\t"));
      Matcher command = COMMAND.matcher(line);
      Matcher listed = LISTED.matcher(line);
      if (command.matches()) {
        result.add(command.group(1));
      } else if (inList && listed.matches()) {
        result.add(listed.group(1));
      } else if (FLAG.matcher(line).matches() && describes(lines, i + 1)) {
        result.add(line);
        StringBuilder description = new StringBuilder();
        while (describes(lines, i + 1)) {
          i++;
          description.append(lines[i].substring(DESCRIPTION.length())).append('\n');
        }
        Matcher standard = DEFAULT.matcher(description.toString().stripTrailing());
        result.add(DESCRIPTION + (standard.matches() ? standard.group(1) : ""));
      } else {
        result.add(line);
      }
    }
    return String.join("\n", result);
  }

  private static boolean describes(String[] lines, int index) {
    return index < lines.length && lines[index].startsWith(DESCRIPTION);
  }
}
