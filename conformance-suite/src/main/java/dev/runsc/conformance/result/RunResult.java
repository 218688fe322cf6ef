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

package dev.runsc.conformance.result;

import dev.runsc.conformance.targets.Targets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of a run, or of several that were merged.
 *
 * @param started when it began
 * @param elapsed how long it took
 * @param conduct how it was conducted
 * @param scenarios the scenarios, by id
 * @param targets those that were run on
 * @param refused those that were not
 * @param cells what came of each scenario on each target
 * @param drifts where a fake and the real release of its name differ
 * @param errors what went wrong outside of any scenario
 */
public record RunResult(
    Instant started,
    Duration elapsed,
    Conduct conduct,
    List<ScenarioInfo> scenarios,
    List<TargetInfo> targets,
    List<Targets.Refused> refused,
    List<Cell> cells,
    List<Drift> drifts,
    List<String> errors) {

  /** Copies the lists. */
  public RunResult {
    scenarios = List.copyOf(scenarios);
    targets = List.copyOf(targets);
    refused = List.copyOf(refused);
    cells = List.copyOf(cells);
    drifts = List.copyOf(drifts);
    errors = List.copyOf(errors);
  }

  /** Finds a target. */
  public Optional<TargetInfo> target(String name) {
    return targets.stream().filter(target -> target.name().equals(name)).findFirst();
  }

  /** Finds a cell. */
  public Optional<Cell> cell(String scenario, String target) {
    return cells.stream()
        .filter(cell -> cell.scenario().equals(scenario) && cell.target().equals(target))
        .findFirst();
  }

  /** The cells of a target, by scenario. */
  public Map<String, Cell> cellsOf(String target) {
    Map<String, Cell> found = new HashMap<>();
    cells.stream()
        .filter(cell -> cell.target().equals(target))
        .forEach(cell -> found.put(cell.scenario(), cell));
    return found;
  }

  /** Finds what a fake said differently in a scenario. */
  public Optional<Drift> drift(String scenario, String target) {
    return drifts.stream()
        .filter(drift -> drift.scenario().equals(scenario) && drift.fake().equals(target))
        .findFirst();
  }

  /** What to show for a cell: drift takes the place of an outcome that is as expected. */
  public Outcome shown(Cell cell) {
    boolean drifts = drift(cell.scenario(), cell.target()).isPresent();
    return drifts && cell.outcome().expected() ? Outcome.DRIFT : cell.outcome();
  }

  /** The verdict on all of it. */
  public Verdict verdict() {
    return Verdict.of(this);
  }
}
