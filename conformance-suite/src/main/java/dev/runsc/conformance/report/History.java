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
import dev.runsc.conformance.result.Outcome;
import dev.runsc.conformance.result.RunResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What was different in earlier runs. */
final class History {

  private final List<RunResult> runs;

  /**
   * Makes a history.
   *
   * @param earlier earlier results, oldest first
   * @param result the one that is reported
   */
  History(List<RunResult> earlier, RunResult result) {
    this.runs = new ArrayList<>(earlier);
    runs.add(result);
  }

  /** The runs, oldest first; none if there is only the one that is reported. */
  List<Map<String, Object>> runs() {
    List<Map<String, Object>> shown = new ArrayList<>();
    long most = runs.stream().mapToLong(run -> run.elapsed().toMillis()).max().orElse(0);
    for (RunResult run : runs.size() == 1 ? List.<RunResult>of() : runs) {
      shown.add(
          Map.of(
              "started", Page.instant(run.started()),
              "verdict", run.verdict().line(),
              "style", run.verdict().exitCode() == 0 ? "passed" : "failed",
              "bar", TimingChart.bar("", 0, run.elapsed().toMillis(), most)));
    }
    return shown;
  }

  /** The scenarios that did not always end the same way on a target, run by run. */
  List<Map<String, Object>> changes() {
    Map<List<String>, List<Optional<Outcome>>> rows = new LinkedHashMap<>();
    for (Cell cell : runs.get(runs.size() - 1).cells()) {
      rows.put(List.of(cell.scenario(), cell.target()), new ArrayList<>());
    }
    rows.forEach(
        (key, outcomes) ->
            runs.forEach(run -> outcomes.add(run.cell(key.get(0), key.get(1)).map(run::shown))));
    List<Map<String, Object>> shown = new ArrayList<>();
    rows.forEach(
        (key, outcomes) -> {
          if (outcomes.stream().flatMap(Optional::stream).distinct().count() > 1) {
            shown.add(
                Map.of(
                    "scenario", key.get(0),
                    "target", key.get(1),
                    "marks", outcomes.stream().map(History::mark).toList()));
          }
        });
    return shown;
  }

  private static Map<String, Object> mark(Optional<Outcome> outcome) {
    return Map.of(
        "mark", outcome.map(Outcome::mark).orElse("-"),
        "style", outcome.map(History::style).orElse("not-run"));
  }

  static String style(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
