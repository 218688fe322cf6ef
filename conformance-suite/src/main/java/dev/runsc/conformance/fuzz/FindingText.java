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

package dev.runsc.conformance.fuzz;

import dev.runsc.conformance.Words;
import dev.runsc.conformance.transcript.Difference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Shows findings to people. */
public final class FindingText {

  private static final String NOTHING = "(nothing)";

  private FindingText() {}

  /** Shows one: what was done, both answers with the byte at which they part, the scenario. */
  public static List<String> show(int number, Finding finding) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "finding "
            + number
            + ": sequence "
            + finding.sequence()
            + (finding.times() > 1 ? ", and " + (finding.times() - 1) + " others," : "")
            + (finding.steady()
                ? " shrunk from "
                    + count(finding.drawn())
                    + " to "
                    + finding.steps().size()
                    + " in "
                    + finding.tries()
                    + " tries"
                : " with " + count(finding.drawn()) + "; played again, it did not show it"));
    finding.steps().forEach(step -> lines.add("    " + step));
    lines.addAll(answers(finding));
    lines.add("  as a scenario:");
    finding.source().lines().forEach(line -> lines.add("    " + line));
    return lines;
  }

  private static String count(int steps) {
    return steps + (steps == 1 ? " command" : " commands");
  }

  /** The two answers, with a mark below the byte at which they part. */
  static List<String> answers(Finding finding) {
    Difference difference = finding.difference();
    int width = Math.max(finding.reference().length(), finding.fake().length());
    int line = 0;
    while (line < Math.min(difference.reference().size(), difference.other().size())
        && difference.reference().get(line).equals(difference.other().get(line))) {
      line++;
    }
    String one = line(difference.reference(), line);
    String other = line(difference.other(), line);
    int same = common(one, other);
    int shown = common(quoted(difference.reference(), line), quoted(difference.other(), line));
    return List.of(
        "  "
            + difference.title()
            + ": "
            + difference.part()
            + ", line "
            + (difference.line() + line)
            + ", byte "
            + (one.substring(0, same).getBytes(StandardCharsets.UTF_8).length + 1),
        "    " + pad(finding.reference(), width) + quoted(difference.reference(), line),
        "    " + pad(finding.fake(), width) + quoted(difference.other(), line),
        "    " + " ".repeat(width + 2 + shown) + "^");
  }

  private static String line(List<String> lines, int index) {
    return index < lines.size() ? lines.get(index) : "";
  }

  private static String quoted(List<String> lines, int index) {
    return index < lines.size() ? Words.quoted(lines.get(index)) : NOTHING;
  }

  private static String pad(String name, int width) {
    return name + " ".repeat(width + 2 - name.length());
  }

  private static int common(String one, String other) {
    int same = 0;
    while (same < Math.min(one.length(), other.length())
        && one.charAt(same) == other.charAt(same)) {
      same++;
    }
    return same;
  }
}
