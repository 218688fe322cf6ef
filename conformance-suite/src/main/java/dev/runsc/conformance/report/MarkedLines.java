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

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import dev.runsc.conformance.result.Cell;
import dev.runsc.conformance.result.Drift;
import dev.runsc.conformance.result.RunResult;
import dev.runsc.conformance.transcript.Transcript;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The lines of a transcript, those marked that differ from the counterpart's. */
final class MarkedLines {

  private MarkedLines() {}

  /** Marks the lines of a transcript that some cells share. */
  static List<Map<String, Object>> of(Transcript transcript, List<Cell> cells, RunResult result) {
    List<String> lines = transcript.show();
    Set<Integer> marked = new HashSet<>();
    for (Cell cell : cells) {
      for (Drift drift : result.drifts()) {
        if (drift.scenario().equals(cell.scenario())) {
          if (drift.fake().equals(cell.target())) {
            mark(marked, lines, transcript(result, cell.scenario(), drift.real()));
          } else if (drift.real().equals(cell.target())) {
            mark(marked, lines, transcript(result, cell.scenario(), drift.fake()));
          }
        }
      }
    }
    List<Map<String, Object>> shown = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      shown.add(Map.of("text", lines.get(i), "marked", marked.contains(i)));
    }
    return shown;
  }

  private static List<String> transcript(RunResult result, String scenario, String target) {
    return result.cell(scenario, target).map(cell -> cell.transcript().show()).orElse(List.of());
  }

  private static void mark(Set<Integer> marked, List<String> lines, List<String> counterpart) {
    for (AbstractDelta<String> delta : DiffUtils.diff(lines, counterpart).getDeltas()) {
      int first = delta.getSource().getPosition();
      for (int i = 0; i < delta.getSource().size(); i++) {
        marked.add(first + i);
      }
    }
  }
}
