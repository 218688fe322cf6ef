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
import dev.runsc.conformance.result.RunResult;
import dev.runsc.conformance.result.ScenarioInfo;
import dev.runsc.conformance.result.TargetInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where the time went, as bars: each target in all, then the slowest scenarios. Each bar is an
 * image of its own beside its text, so that the text keeps its size on a narrow screen.
 */
final class TimingChart {

  private static final int SHOWN = 15;

  private TimingChart() {}

  /** A bar for each target. */
  static List<Map<String, Object>> targets(RunResult result) {
    List<Long> totals = new ArrayList<>();
    for (TargetInfo target : result.targets()) {
      totals.add(
          result.cellsOf(target.name()).values().stream().mapToLong(TimingChart::millis).sum());
    }
    long most = totals.stream().mapToLong(Long::longValue).max().orElse(0);
    List<Map<String, Object>> bars = new ArrayList<>();
    for (int i = 0; i < totals.size(); i++) {
      bars.add(bar(result.targets().get(i).name(), i, totals.get(i), most));
    }
    return bars;
  }

  /** The slowest scenarios, with a bar for each target. */
  static List<Map<String, Object>> slowest(RunResult result) {
    List<ScenarioInfo> scenarios =
        result.scenarios().stream()
            .sorted(Comparator.comparingLong((ScenarioInfo one) -> -most(result, one)))
            .limit(SHOWN)
            .toList();
    long most = scenarios.stream().mapToLong(one -> most(result, one)).max().orElse(0);
    List<Map<String, Object>> rows = new ArrayList<>();
    for (ScenarioInfo scenario : scenarios) {
      List<Map<String, Object>> bars = new ArrayList<>();
      for (int i = 0; i < result.targets().size(); i++) {
        String target = result.targets().get(i).name();
        int index = i;
        result
            .cell(scenario.id(), target)
            .ifPresent(cell -> bars.add(bar(target, index, millis(cell), most)));
      }
      rows.add(Map.of("id", scenario.id(), "bars", bars));
    }
    return rows;
  }

  private static long most(RunResult result, ScenarioInfo scenario) {
    return result.cells().stream()
        .filter(cell -> cell.scenario().equals(scenario.id()))
        .mapToLong(TimingChart::millis)
        .max()
        .orElse(0);
  }

  private static long millis(Cell cell) {
    return cell.elapsed().toMillis();
  }

  /** A bar, for the template; its width is a share of a hundred. */
  static Map<String, Object> bar(String label, int index, long millis, long most) {
    return Map.of(
        "label",
        label,
        "color",
        "c" + index % 6,
        "width",
        String.format(Locale.ROOT, "%.1f", most == 0 ? 0 : 100.0 * millis / most),
        "text",
        text(millis));
  }

  private static String text(long millis) {
    return millis < 1000 ? millis + " ms" : String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
  }
}
