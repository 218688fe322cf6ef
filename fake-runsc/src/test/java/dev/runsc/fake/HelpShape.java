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

package dev.runsc.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What of a help text has to be the release's: its first line as far as it names things, groups,
 * commands, flags, types and defaults, and whether a flag stands on the first line. The sentences
 * that describe them are not compared.
 */
final class HelpShape {
  private static final Pattern FLAG = Pattern.compile("  -([^ \t]+)(?: ([^\t]+))?(\t.*)?");
  private static final Pattern COMMAND = Pattern.compile("\t([a-z-]+)( +.*)?");
  private static final Pattern DEFAULT = Pattern.compile(".*?(\\(default .*\\))$");
  private static final Pattern SENTENCE = Pattern.compile("( -{1,2} |  )(?![-<\\[]).*");

  private final List<String> lines = new ArrayList<>();

  private HelpShape() {}

  /** Whether a text is one: an error about the command line may stand before it. */
  static boolean is(String text) {
    return FLAG.matcher(firstFlag(text)).matches()
        || text.contains("Usage: ")
        || text.contains("<container")
        || text.contains("[<subcommand>]")
        || text.contains("[flags]");
  }

  private static String firstFlag(String text) {
    int start = text.indexOf("  -");
    int end = text.indexOf('\n', Math.max(0, start));
    return start < 0 || end < 0 ? "" : text.substring(start, end);
  }

  static List<String> of(String text) {
    HelpShape shape = new HelpShape();
    boolean first = true;
    for (String line : text.split("(?<=\n)", -1)) {
      shape.add(line, first);
      first = false;
    }
    return shape.lines;
  }

  private void add(String whole, boolean first) {
    String line = whole.endsWith("\n") ? whole.substring(0, whole.length() - 1) : whole;
    int joined = line.indexOf("  -");
    Matcher flag = FLAG.matcher(line);
    Matcher command = COMMAND.matcher(line);
    Matcher byDefault = DEFAULT.matcher(line);
    if (flag.matches()) {
      addFlag(flag);
    } else if (first && joined > 0) {
      lines.add(synopsis(line.substring(0, joined)));
      add(whole.substring(joined), false);
    } else if (first) {
      lines.add(synopsis(line) + (whole.endsWith("\n") ? "" : " without a newline"));
    } else if (command.matches() && !isSentence(command)) {
      lines.add("command " + command.group(1));
    } else if (line.startsWith("    \t") && byDefault.matches()) {
      lines.add("default " + byDefault.group(1));
    } else if (isHeading(line)) {
      lines.add(line);
    }
  }

  private void addFlag(Matcher flag) {
    String type = flag.group(2) == null ? "" : " " + flag.group(2);
    lines.add("flag " + flag.group(1) + type);
    if (flag.group(3) != null) {
      Matcher byDefault = DEFAULT.matcher(flag.group(3));
      if (byDefault.matches()) {
        lines.add("default " + byDefault.group(1));
      }
    }
  }

  /** A line of prose under help's own usage begins with a tab too, and has single blanks. */
  private static boolean isSentence(Matcher command) {
    String rest = command.group(2);
    return rest != null && command.group(1).length() < 12 && !rest.startsWith("  ");
  }

  private static boolean isHeading(String line) {
    return line.startsWith("Subcommand")
        || line.startsWith("Usage: ")
        || line.startsWith("Use \"")
        || line.startsWith("failed to parse flags")
        || line.startsWith("parsing process spec");
  }

  private static String synopsis(String line) {
    // The usage of a command of the same name stands behind it, without a newline between them.
    String first = line.replaceFirst("(?<=.)statefile \\[flags\\] <statefile>$", "");
    return SENTENCE.matcher(first).replaceFirst("").stripTrailing();
  }
}
