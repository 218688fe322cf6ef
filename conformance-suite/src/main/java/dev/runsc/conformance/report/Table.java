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

package dev.runsc.conformance.report;

import dev.runsc.conformance.result.Cell;
import dev.runsc.conformance.result.Drift;
import dev.runsc.conformance.result.Outcome;
import dev.runsc.conformance.result.RunResult;
import dev.runsc.conformance.result.ScenarioInfo;
import dev.runsc.conformance.result.TargetInfo;
import dev.runsc.conformance.targets.Targets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** What a run prints at its end: the table, what is not as expected, and the verdict. */
public final class Table {

  private static final String GAP = "  ";
  private static final String NO_CELL = "-";
  private static final String FLAKY = "~";

  private final RunResult result;
  private final BiFunction<String, Outcome, String> paint;

  /**
   * Makes a table.
   *
   * @param result the run
   * @param paint colours a mark, or leaves it as it is
   */
  public Table(RunResult result, BiFunction<String, Outcome, String> paint) {
    this.result = result;
    this.paint = paint;
  }

  /** The table: a line for each scenario, a column for each target. */
  public List<String> matrix() {
    int idWidth =
        result.scenarios().stream().mapToInt(scenario -> scenario.id().length()).max().orElse(0);
    idWidth = Math.max(idWidth, "scenario".length());
    List<String> lines = new ArrayList<>();
    StringBuilder header = new StringBuilder(pad("scenario", idWidth));
    result.targets().forEach(target -> header.append(GAP).append(target.name()));
    lines.add(header.toString());
    for (ScenarioInfo scenario : result.scenarios()) {
      StringBuilder line = new StringBuilder(pad(scenario.id(), idWidth));
      for (TargetInfo target : result.targets()) {
        Optional<Cell> cell = result.cell(scenario.id(), target.name());
        Optional<Outcome> outcome = cell.map(result::shown);
        String mark =
            outcome.map(Outcome::mark).orElse(NO_CELL)
                + (cell.filter(Cell::flaky).isPresent() ? FLAKY : "");
        line.append(GAP)
            .append(outcome.map(one -> paint.apply(mark, one)).orElse(mark))
            .append(" ".repeat(Math.max(0, target.name().length() - mark.length())));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  /** What is not as expected, in full. */
  public List<String> findings() {
    List<String> lines = new ArrayList<>();
    for (Cell cell : result.cells()) {
      Outcome shown = result.shown(cell);
      if (!shown.expected()) {
        lines.add("");
        lines.add(
            paint.apply(shown.text(), shown)
                + ": "
                + cell.scenario()
                + " on "
                + cell.target()
                + (cell.flaky() ? " (flaky: " + cell.share() + " times)" : ""));
        cell.message().lines().forEach(line -> lines.add("  " + line));
        result
            .drift(cell.scenario(), cell.target())
            .map(Drift::show)
            .ifPresent(drift -> drift.forEach(line -> lines.add("  " + line)));
      }
    }
    return lines;
  }

  /** What is known to misbehave, and why, each deviation once. */
  public List<String> deviations() {
    Map<String, List<String>> targets = new LinkedHashMap<>();
    for (Cell cell : result.cells()) {
      if (cell.outcome() == Outcome.EXPECTED_DEVIATION) {
        targets
            .computeIfAbsent(cell.scenario() + ": " + cell.message(), key -> new ArrayList<>())
            .add(cell.target());
      }
    }
    List<String> lines = new ArrayList<>();
    targets.forEach(
        (text, names) ->
            lines.add("expected deviation of " + String.join(", ", names) + " in " + text));
    return lines;
  }

  /** What was not run on, and why. */
  public List<String> notRun() {
    List<String> lines = new ArrayList<>();
    for (Targets.Refused refused : result.refused()) {
      lines.add(
          (refused.problem() == Targets.Problem.NOT_RUN
                  ? "not run"
                  : refused.problem().name().toLowerCase(Locale.ROOT))
              + ": "
              + refused.name()
              + ": "
              + refused.reason());
    }
    return lines;
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(width - text.length());
  }
}
