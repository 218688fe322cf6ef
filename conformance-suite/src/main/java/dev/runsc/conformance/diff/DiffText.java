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

package dev.runsc.conformance.diff;

import dev.runsc.conformance.diff.OutcomeChange.Kind;
import dev.runsc.conformance.diff.SurfaceDiff.CommandFlag;
import dev.runsc.conformance.diff.SurfaceDiff.FlagChange;
import dev.runsc.conformance.result.Outcome;
import dev.runsc.conformance.surface.Flag;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** A diff as advice to somebody who goes from the first release to the second. */
public final class DiffText {

  private static final int SHOWN_CALLS = 3;
  private static final int SHOWN_TIMES = 5;

  private final ReleaseDiff diff;
  private final UnaryOperator<String> heading;
  private final List<String> lines = new ArrayList<>();

  private DiffText(ReleaseDiff diff, UnaryOperator<String> heading) {
    this.diff = diff;
    this.heading = heading;
  }

  /**
   * Writes it.
   *
   * @param heading makes a heading stand out, or leaves it as it is
   */
  public static List<String> of(ReleaseDiff diff, UnaryOperator<String> heading) {
    DiffText text = new DiffText(diff, heading);
    text.write();
    return text.lines;
  }

  private void write() {
    lines.add(heading.apply("From " + diff.before().label() + " to " + diff.after().label()));
    lines.add("  " + describe(diff.before()));
    lines.add("  " + describe(diff.after()));
    outcomes(Kind.REGRESSION, "What worked and does not any more");
    lostFlags();
    changedFlags();
    shapes();
    outcomes(Kind.NO_LONGER_HOLDS, "What the scenarios no longer ask of it");
    answers();
    outcomes(Kind.REPAIR, "What is repaired");
    outcomes(Kind.HOLDS_NOW, "What it can now be relied on for");
    gained();
    outcomes(Kind.UNKNOWN, "What cannot be told");
    words();
    timings();
    lines.add("");
    lines.add(heading.apply(summary()));
  }

  private static String describe(Side side) {
    return side.target().name()
        + ": "
        + side.target().version()
        + ", sha256 "
        + side.target().sha256().substring(0, Math.min(12, side.target().sha256().length()));
  }

  private void section(String title, List<String> content) {
    if (!content.isEmpty()) {
      lines.add("");
      lines.add(
          heading.apply(title + " (" + content.stream().filter(DiffText::item).count() + ")"));
      lines.addAll(content);
    }
  }

  private static boolean item(String line) {
    return line.startsWith("  ") && !line.startsWith("   ");
  }

  private void outcomes(Kind kind, String title) {
    List<String> content = new ArrayList<>();
    for (OutcomeChange change : diff.outcomes(kind)) {
      content.add(
          "  "
              + change.scenario().id()
              + " ("
              + change.scenario().level()
              + "): "
              + change.scenario().title());
      content.add("    " + text(change.before()) + " -> " + text(change.after()));
      change.message().lines().limit(6).forEach(line -> content.add("    " + line));
      content.add("    see " + change.scenario().reference());
    }
    section(title, content);
  }

  private static String text(java.util.Optional<Outcome> outcome) {
    return outcome.map(Outcome::text).orElse("not run");
  }

  private void lostFlags() {
    List<String> content = new ArrayList<>();
    diff.surface().commandsLost().forEach(one -> content.add("  " + one));
    section("Commands that are gone: a call of them fails", content);
    section("Flags that are gone: a call that gives one fails", flags(diff.surface().flagsLost()));
  }

  private void gained() {
    List<String> content = new ArrayList<>();
    diff.surface().commandsGained().forEach(one -> content.add("  " + one));
    section("New commands", content);
    section("New flags", flags(diff.surface().flagsGained()));
  }

  private static List<String> flags(List<CommandFlag> flags) {
    List<String> content = new ArrayList<>();
    for (CommandFlag one : flags) {
      Flag flag = one.flag();
      content.add("  " + one.show() + " " + flag.type() + ", default " + flag.shownDefault());
      flag.description().lines().findFirst().ifPresent(line -> content.add("      " + line));
    }
    return content;
  }

  private void changedFlags() {
    List<String> content = new ArrayList<>();
    for (FlagChange change : diff.surface().flagsChanged()) {
      Flag before = change.before();
      Flag after = change.after();
      if (!before.type().equals(after.type())) {
        content.add("  " + change.show() + ": takes " + after.type() + ", took " + before.type());
      } else {
        content.add(
            "  "
                + change.show()
                + ": "
                + after.shownDefault()
                + ", was "
                + before.shownDefault()
                + "; to keep it as it was: --"
                + before.name()
                + "="
                + before.shownDefault());
      }
    }
    section("Flags of another type or default", content);
  }

  private void shapes() {
    section(
        "JSON that has another shape",
        diff.shapes().stream().map(one -> "  " + one.show()).toList());
  }

  private void answers() {
    List<String> content = new ArrayList<>();
    for (AnswerChange change : diff.answers()) {
      content.add("  " + change.part() + ":");
      change.before().forEach(line -> content.add("    - " + line));
      change.after().forEach(line -> content.add("    + " + line));
      change.calls().stream().limit(SHOWN_CALLS).forEach(call -> content.add("      in " + call));
      int more = change.calls().size() - SHOWN_CALLS;
      if (more > 0) {
        content.add("      and in " + more + " more");
      }
    }
    section("The same call, answered otherwise: whoever reads these must follow", content);
  }

  private void words() {
    List<String> reworded = diff.surface().reworded();
    if (!reworded.isEmpty()) {
      lines.add("");
      lines.add(
          heading.apply("Flags described in other words (" + reworded.size() + "): ")
              + String.join(", ", reworded));
    }
  }

  private void timings() {
    Timings timings = diff.timings();
    lines.add("");
    lines.add(heading.apply("Time"));
    lines.add(
        String.format(
            Locale.ROOT,
            "  %d scenarios on both: %.1f s, then %.1f s, beside each other and once each",
            timings.scenarios(),
            timings.beforeMillis() / 1000.0,
            timings.afterMillis() / 1000.0));
    timings.outliers().stream()
        .limit(SHOWN_TIMES)
        .forEach(
            one ->
                lines.add(
                    "  "
                        + one.scenario()
                        + ": "
                        + one.beforeMillis()
                        + " ms, then "
                        + one.afterMillis()
                        + " ms"));
  }

  private String summary() {
    if (diff.isEmpty()) {
      return "NO DIFFERENCE in " + diff.timings().scenarios() + " scenarios";
    }
    SurfaceDiff surface = diff.surface();
    List<String> parts = new ArrayList<>();
    count(parts, diff.outcomes(Kind.REGRESSION).size(), "regression");
    count(parts, diff.outcomes(Kind.REPAIR).size(), "repair");
    count(parts, surface.commandsLost().size(), "command gone", "commands gone");
    count(parts, surface.commandsGained().size(), "new command");
    count(parts, surface.flagsLost().size(), "flag gone", "flags gone");
    count(parts, surface.flagsGained().size(), "new flag");
    count(parts, surface.flagsChanged().size(), "changed flag");
    count(parts, diff.shapes().size(), "change of JSON", "changes of JSON");
    count(parts, diff.answers().size(), "changed answer");
    count(
        parts,
        diff.outcomes().size(),
        "scenario that ended otherwise",
        "scenarios that ended otherwise");
    return "DIFFERENT: " + String.join(", ", parts);
  }

  private static void count(List<String> parts, int count, String one) {
    count(parts, count, one, one + "s");
  }

  private static void count(List<String> parts, int count, String one, String many) {
    if (count > 0) {
      parts.add(count + " " + (count == 1 ? one : many));
    }
  }
}
