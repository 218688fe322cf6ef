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
import dev.runsc.conformance.result.RunResult;
import dev.runsc.conformance.result.TargetInfo;
import dev.runsc.conformance.transcript.Transcript;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What to show of a scenario's transcripts: one if all are the same, else those that differ. */
final class Transcripts {

  private final RunResult result;
  private final String scenario;

  Transcripts(RunResult result, String scenario) {
    this.result = result;
    this.scenario = scenario;
  }

  /** Fills in {@code single} and {@code comparisons}. */
  void put(Map<String, Object> data) {
    List<List<Cell>> groups = groups();
    List<Map<String, Object>> comparisons = new ArrayList<>();
    List<Drift> drifts =
        result.drifts().stream().filter(one -> one.scenario().equals(scenario)).toList();
    for (Drift drift : drifts) {
      Optional<Cell> real = result.cell(scenario, drift.real());
      Optional<Cell> fake = result.cell(scenario, drift.fake());
      if (real.isPresent() && fake.isPresent()) {
        comparisons.add(comparison(List.of(real.get()), List.of(fake.get()), true));
      }
    }
    for (int i = 1; i < groups.size(); i++) {
      comparisons.add(comparison(groups.get(i - 1), groups.get(i), false));
    }
    data.put("comparisons", comparisons);
    List<Map<String, Object>> single = new ArrayList<>();
    if (comparisons.isEmpty() && !groups.isEmpty()) {
      single.add(
          Map.of(
              "targets", names(groups.get(0)),
              "text", String.join("\n", transcript(groups.get(0)).show())));
    }
    data.put("single", single);
  }

  /** The cells that have the same transcript, those of drift apart. */
  private List<List<Cell>> groups() {
    Map<Transcript, List<Cell>> groups = new LinkedHashMap<>();
    for (TargetInfo target : result.targets()) {
      result
          .cell(scenario, target.name())
          .filter(cell -> !cell.transcript().equals(Transcript.EMPTY))
          .filter(cell -> result.drift(scenario, cell.target()).isEmpty())
          .ifPresent(
              cell ->
                  groups.computeIfAbsent(cell.transcript(), key -> new ArrayList<>()).add(cell));
    }
    return new ArrayList<>(groups.values());
  }

  private static Map<String, Object> comparison(List<Cell> left, List<Cell> right, boolean drift) {
    return Map.of(
        "left", names(left),
        "right", names(right),
        "drift", drift,
        "rows", SideBySide.rows(transcript(left), transcript(right)));
  }

  private static Transcript transcript(List<Cell> cells) {
    return cells.get(0).transcript();
  }

  private static String names(List<Cell> cells) {
    return String.join(", ", cells.stream().map(Cell::target).toList());
  }
}
