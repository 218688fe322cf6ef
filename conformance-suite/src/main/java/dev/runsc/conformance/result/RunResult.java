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

import dev.runsc.conformance.targets.Target;
import dev.runsc.conformance.targets.Targets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What came of a run.
 *
 * @param started when it began
 * @param elapsed how long it took
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
    List<ScenarioInfo> scenarios,
    List<Target> targets,
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

  /** Finds a cell. */
  public Optional<Cell> cell(String scenario, String target) {
    return cells.stream()
        .filter(cell -> cell.scenario().equals(scenario) && cell.target().equals(target))
        .findFirst();
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
