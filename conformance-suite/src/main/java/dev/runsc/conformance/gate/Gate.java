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

package dev.runsc.conformance.gate;

import dev.runsc.conformance.diff.OutcomeChange;
import dev.runsc.conformance.diff.ReleaseDiff;
import dev.runsc.conformance.diff.Side;
import dev.runsc.conformance.result.Cell;
import dev.runsc.conformance.result.Outcome;
import dev.runsc.conformance.result.ScenarioInfo;
import dev.runsc.conformance.targets.Targets.Problem;
import dev.runsc.conformance.targets.Targets.Refused;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Holds a candidate against the release in use. What the release in use does wrong already, the
 * candidate may do wrong as well; what is declared to be wrong with the candidate is a regression
 * all the same if the release in use does it right: whoever rolls it out would meet it.
 */
public final class Gate {

  private static final String QUIRK = "quirk";

  private final Side baseline;
  private final Side candidate;
  private final Set<String> asked;
  private final boolean quirksStop;
  private final List<String> stops = new ArrayList<>();
  private final List<String> unknowns = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private Gate(Side baseline, Side candidate, Set<String> asked, boolean quirksStop) {
    this.baseline = baseline;
    this.candidate = candidate;
    this.asked = asked;
    this.quirksStop = quirksStop;
  }

  /**
   * What the gate says.
   *
   * @param stops why the candidate must not pass
   * @param unknowns what could not be found out about it
   * @param notes what to know about it all the same
   */
  public record Decision(List<String> stops, List<String> unknowns, List<String> notes) {

    /** Copies the lists. */
    public Decision {
      stops = List.copyOf(stops);
      unknowns = List.copyOf(unknowns);
      notes = List.copyOf(notes);
    }

    /** Whether the candidate may take the place of the release in use. */
    public boolean passes() {
      return stops.isEmpty() && unknowns.isEmpty();
    }
  }

  /**
   * Decides.
   *
   * @param asked the ids of the scenarios that the candidate was to be asked
   * @param quirksStop whether a quirk that has changed stops the candidate as well
   */
  public static Decision decide(
      Side baseline, Side candidate, Set<String> asked, boolean quirksStop) {
    Gate gate = new Gate(baseline, candidate, asked, quirksStop);
    gate.lookAtTheRun();
    gate.lookAtScenarios();
    gate.lookAtTheRest();
    return new Decision(gate.stops, gate.unknowns, gate.notes);
  }

  /** A run that was not whole proves nothing. */
  private void lookAtTheRun() {
    List<Integer> missing = candidate.result().conduct().shards().missing();
    if (!missing.isEmpty()) {
      unknowns.add("the shards " + missing + " of the candidate were not run");
    }
    if (candidate.result().conduct().stopped()) {
      unknowns.add("the run on the candidate was stopped at its first finding");
    }
    unknowns.addAll(candidate.result().errors());
    for (Refused refused : candidate.result().refused()) {
      if (refused.problem() == Problem.IMPOSTOR) {
        stops.add(refused.name() + " is not what it claims to be: " + refused.reason());
      } else if (refused.problem() == Problem.ENVIRONMENT) {
        unknowns.add(refused.name() + " cannot run here: " + refused.reason());
      }
    }
    List<String> lacking = new ArrayList<>(baseline.target().capabilities());
    lacking.removeAll(candidate.target().capabilities());
    if (!lacking.isEmpty()) {
      unknowns.add("less could be asked of the candidate than of the release in use: " + lacking);
    }
    if (candidate.result().scenarios().isEmpty()) {
      stops.add("no scenario was run on the candidate");
    }
  }

  private void lookAtScenarios() {
    for (ScenarioInfo scenario : candidate.result().scenarios()) {
      look(scenario, baseline.cell(scenario.id()), candidate.cell(scenario.id()));
    }
    Set<String> answered = new HashSet<>();
    candidate.result().scenarios().forEach(scenario -> answered.add(scenario.id()));
    asked.stream()
        .filter(id -> !answered.contains(id))
        .sorted()
        .forEach(id -> unknowns.add(id + ": was not run on the candidate"));
  }

  private void look(ScenarioInfo scenario, Optional<Cell> before, Optional<Cell> after) {
    Optional<Outcome> was =
        before.map(Cell::outcome).filter(one -> one.expected() || one.finding());
    if (after.isEmpty()) {
      unknowns.add(scenario.id() + ": has no result on the candidate");
      return;
    }
    Outcome is = after.get().outcome();
    String what = scenario.id() + " (" + scenario.level() + "): " + is.text() + say(after.get());
    if (!is.expected() && !is.finding()) {
      unknowns.add(what);
    } else if (is == Outcome.PASSED) {
      if (was.filter(Outcome::finding).isPresent()) {
        notes.add(scenario.id() + ": repaired");
      }
    } else if (is == Outcome.NOT_APPLICABLE) {
      if (was.filter(one -> one == Outcome.PASSED).isPresent()) {
        notes.add(what + "; the release in use does it");
      }
    } else if (is == Outcome.UNEXPECTED_PASS) {
      notes.add(what);
    } else if (was.isEmpty() || !sameFault(was.get(), is)) {
      boolean declared = was.isEmpty() && is == Outcome.EXPECTED_DEVIATION;
      boolean quirk = scenario.level().equals(QUIRK) && !quirksStop;
      (declared || quirk ? notes : stops).add(what + was(was));
    } else {
      notes.add(what + "; so did the release in use");
    }
  }

  /** A failure that is not the declared one is another fault than the release in use has. */
  private static boolean sameFault(Outcome was, Outcome is) {
    return was == is || was == Outcome.FAILED;
  }

  private static String say(Cell cell) {
    String first = cell.message().lines().findFirst().orElse("");
    return (cell.flaky() ? " (flaky: " + cell.share() + " times)" : "")
        + (first.isEmpty() ? "" : ": " + first);
  }

  private static String was(Optional<Outcome> was) {
    return was.map(one -> "; on the release in use: " + one.text())
        .orElse("; not known of the release in use");
  }

  /** What no scenario fails of, and yet breaks calls. */
  private void lookAtTheRest() {
    ReleaseDiff diff = ReleaseDiff.between(baseline, candidate);
    diff.surface().commandsLost().forEach(one -> notes.add("the command " + one + " is gone"));
    diff.surface()
        .flagsLost()
        .forEach(
            one -> notes.add("the flag " + one.show() + " is gone: check that you do not give it"));
    diff.surface()
        .flagsChanged()
        .forEach(
            one ->
                notes.add(
                    "the flag "
                        + one.show()
                        + " is "
                        + one.after().shownDefault()
                        + " by default, was "
                        + one.before().shownDefault()));
    int answers = diff.answers().size();
    if (answers > 0) {
      notes.add(
          answers
              + " answers are worded or laid out otherwise: conformance diff shows them, "
              + diff.outcomes(OutcomeChange.Kind.REPAIR).size()
              + " scenarios are repaired");
    }
  }
}
