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

package dev.runsc.conformance.run;

import dev.runsc.conformance.Bench;
import dev.runsc.conformance.result.Cell;
import dev.runsc.conformance.result.Drift;
import dev.runsc.conformance.result.Outcome;
import dev.runsc.conformance.result.ScenarioInfo;
import dev.runsc.conformance.targets.Target;
import dev.runsc.conformance.transcript.Transcript;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts together what came of the rounds of a run: every scenario once in each, or some of them.
 * What was not as expected in one round stays so, whatever the others say.
 */
final class Rounds {

  private final Bench bench;
  private final Map<Place, Cell> cells = new LinkedHashMap<>();
  private final Map<List<String>, Drift> drifts = new LinkedHashMap<>();
  private int seen;

  /**
   * Where a result belongs.
   *
   * @param scenario the scenario's id
   * @param target the target's name
   */
  record Place(String scenario, String target) {}

  Rounds(Bench bench) {
    this.bench = bench;
  }

  /**
   * Takes what a round has left on the bench.
   *
   * @param expected the scenarios that were to be run in it
   * @param unreported what went wrong outside of their bodies
   * @param stopped whether the round was cut short, so that missing results are no wonder
   */
  void take(Collection<ScenarioInfo> expected, Unreported unreported, boolean stopped) {
    List<Cell> all = bench.cells();
    Map<Place, Cell> round = new LinkedHashMap<>();
    all.subList(seen, all.size()).forEach(cell -> round.putIfAbsent(key(cell), cell));
    if (!stopped) {
      for (ScenarioInfo scenario : expected) {
        for (Target target : bench.targets()) {
          if (bench.includes(scenario.id(), target.name())) {
            round.computeIfAbsent(
                new Place(scenario.id(), target.name()), place -> missing(place, unreported));
          }
        }
      }
    }
    seen = bench.cells().size();
    drifts(round);
    round.forEach((key, cell) -> cells.merge(key, cell, Cell::and));
  }

  private static Place key(Cell cell) {
    return new Place(cell.scenario(), cell.target());
  }

  /** A scenario that did not even come to its body must not be missing from the result. */
  private Cell missing(Place place, Unreported unreported) {
    Cell cell =
        new Cell(
            place.scenario(),
            place.target(),
            Outcome.SUITE_ERROR,
            "it did not come to an end" + unreported.reasons(),
            "",
            Duration.ZERO,
            Transcript.EMPTY);
    bench.report(cell);
    return cell;
  }

  private void drifts(Map<Place, Cell> round) {
    for (Pairs.Pair pair : Pairs.of(bench.targets())) {
      for (Cell cell : round.values()) {
        if (cell.target().equals(pair.fake().name())) {
          Cell real = round.get(new Place(cell.scenario(), pair.real().name()));
          pair.compare(Optional.of(cell), Optional.ofNullable(real))
              .ifPresent(drift -> drifts.putIfAbsent(key(drift), drift));
        }
      }
    }
  }

  private static List<String> key(Drift drift) {
    return List.of(drift.scenario(), drift.fake(), drift.real());
  }

  /** Where something was not as expected; of drift both sides. */
  Set<Place> suspects() {
    Set<Place> found = new LinkedHashSet<>();
    cells.forEach(
        (place, cell) -> {
          if (!cell.outcome().expected()) {
            found.add(place);
          }
        });
    for (Drift drift : drifts.values()) {
      found.add(new Place(drift.scenario(), drift.fake()));
      found.add(new Place(drift.scenario(), drift.real()));
    }
    return found;
  }

  List<Cell> cells() {
    List<Cell> all = new ArrayList<>(cells.values());
    all.sort(Cell.ORDER);
    return all;
  }

  List<Drift> drifts() {
    List<Drift> all = new ArrayList<>(drifts.values());
    all.sort(Drift.ORDER);
    return all;
  }
}
