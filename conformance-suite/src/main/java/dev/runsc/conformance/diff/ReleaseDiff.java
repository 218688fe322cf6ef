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

import dev.runsc.conformance.result.Cell;
import dev.runsc.conformance.result.ScenarioInfo;
import dev.runsc.conformance.transcript.Comparison;
import dev.runsc.conformance.transcript.Difference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is different between two targets, seen from the first.
 *
 * @param before the first
 * @param after the second
 * @param outcomes scenarios that did not end the same way
 * @param surface commands and flags
 * @param shapes fields of JSON
 * @param answers calls that were answered otherwise
 * @param timings how long it took
 */
public record ReleaseDiff(
    Side before,
    Side after,
    List<OutcomeChange> outcomes,
    SurfaceDiff surface,
    List<ShapeChange> shapes,
    List<AnswerChange> answers,
    Timings timings) {

  /** Copies the lists. */
  public ReleaseDiff {
    outcomes = List.copyOf(outcomes);
    shapes = List.copyOf(shapes);
    answers = List.copyOf(answers);
  }

  /** Compares two targets. */
  public static ReleaseDiff between(Side before, Side after) {
    List<Cell> firsts = new ArrayList<>();
    List<Cell> seconds = new ArrayList<>();
    Map<String, List<Difference>> differences = new LinkedHashMap<>();
    for (ScenarioInfo scenario : before.result().scenarios()) {
      Optional<Cell> first = before.cell(scenario.id());
      Optional<Cell> second = after.cell(scenario.id());
      if (first.isPresent() && second.isPresent() && first.get().comparableWith(second.get())) {
        firsts.add(first.get());
        seconds.add(second.get());
        differences.put(
            scenario.id(), Comparison.of(first.get().transcript(), second.get().transcript()));
      }
    }
    return new ReleaseDiff(
        before,
        after,
        OutcomeChange.between(before, after),
        SurfaceDiff.between(before.target().surface(), after.target().surface()),
        JsonShapes.of(firsts).changes(JsonShapes.of(seconds)),
        AnswerChange.group(differences),
        Timings.of(firsts, seconds));
  }

  /** The changes of one kind. */
  public List<OutcomeChange> outcomes(OutcomeChange.Kind kind) {
    return outcomes.stream().filter(change -> change.kind() == kind).toList();
  }

  /** Whether nothing is different but words of the help, and times. */
  public boolean isEmpty() {
    return outcomes.isEmpty() && surface.isEmpty() && shapes.isEmpty() && answers.isEmpty();
  }
}
