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
import dev.runsc.conformance.result.Outcome;
import dev.runsc.conformance.result.ScenarioInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A scenario that did not end the same way.
 *
 * @param scenario the scenario
 * @param kind what that means
 * @param before what came of it on the first; empty if it was not run there
 * @param after what came of it on the second; empty if it was not run there
 * @param message why, from the side that explains it
 */
public record OutcomeChange(
    ScenarioInfo scenario,
    Kind kind,
    Optional<Outcome> before,
    Optional<Outcome> after,
    String message) {

  /** What a change means to whoever goes from the first to the second. */
  public enum Kind {
    /** It did what it should, and does not any more. */
    REGRESSION,
    /** It did not do what it should, and does now. */
    REPAIR,
    /** The scenario says nothing about the second any more. */
    NO_LONGER_HOLDS,
    /** The scenario said nothing about the first, and holds for the second. */
    HOLDS_NOW,
    /** It was run on one of them only, or nothing is known of one. */
    UNKNOWN
  }

  static List<OutcomeChange> between(Side before, Side after) {
    Map<String, ScenarioInfo> scenarios = new LinkedHashMap<>();
    before.result().scenarios().forEach(one -> scenarios.put(one.id(), one));
    after.result().scenarios().forEach(one -> scenarios.put(one.id(), one));
    List<OutcomeChange> changes = new ArrayList<>();
    for (ScenarioInfo scenario : scenarios.values()) {
      Optional<Cell> first = before.cell(scenario.id());
      Optional<Cell> second = after.cell(scenario.id());
      if (!first.map(Cell::outcome).equals(second.map(Cell::outcome))) {
        changes.add(
            new OutcomeChange(
                scenario,
                kind(first, second),
                first.map(Cell::outcome),
                second.map(Cell::outcome),
                message(first, second)));
      }
    }
    return changes;
  }

  private static Kind kind(Optional<Cell> before, Optional<Cell> after) {
    if (!known(before) || !known(after)) {
      return Kind.UNKNOWN;
    }
    Outcome first = before.orElseThrow().outcome();
    Outcome second = after.orElseThrow().outcome();
    if (second == Outcome.NOT_APPLICABLE) {
      return Kind.NO_LONGER_HOLDS;
    }
    boolean goodNow = second == Outcome.PASSED || second == Outcome.UNEXPECTED_PASS;
    if (first == Outcome.NOT_APPLICABLE) {
      return goodNow ? Kind.HOLDS_NOW : Kind.REGRESSION;
    }
    boolean goodBefore = first == Outcome.PASSED || first == Outcome.UNEXPECTED_PASS;
    if (goodBefore == goodNow) {
      return Kind.UNKNOWN;
    }
    return goodNow ? Kind.REPAIR : Kind.REGRESSION;
  }

  private static boolean known(Optional<Cell> cell) {
    return cell.map(Cell::outcome).filter(one -> one.expected() || one.finding()).isPresent();
  }

  private static String message(Optional<Cell> before, Optional<Cell> after) {
    String second = after.map(Cell::message).orElse("it was not run");
    return second.isEmpty() ? before.map(Cell::message).orElse("it was not run") : second;
  }
}
