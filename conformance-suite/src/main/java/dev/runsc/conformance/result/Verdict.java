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

import dev.runsc.conformance.targets.Targets.Problem;
import dev.runsc.conformance.targets.Targets.Refused;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether all is as expected, in one line and one number. A finding outweighs an environment that
 * failed: it stays true whatever else could not be run.
 *
 * @param exitCode {@link #AS_EXPECTED}, {@link #FINDING} or {@link #ENVIRONMENT}
 * @param line the verdict in words
 */
public record Verdict(int exitCode, String line) {

  /** All as expected. */
  public static final int AS_EXPECTED = 0;

  /** Something is not as expected. */
  public static final int FINDING = 1;

  /** The command line was wrong. */
  public static final int USAGE = 2;

  /** The environment, or the suite itself, failed. */
  public static final int ENVIRONMENT = 3;

  static Verdict of(RunResult result) {
    List<String> findings = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    for (Outcome outcome : Outcome.values()) {
      long count =
          outcome == Outcome.DRIFT
              ? result.drifts().size()
              : result.cells().stream().filter(cell -> cell.outcome() == outcome).count();
      if (count > 0 && !outcome.expected()) {
        (outcome.finding() ? findings : failures)
            .add(count + " " + outcome.text() + flaky(result, outcome));
      }
    }
    for (Refused refused : result.refused()) {
      if (refused.problem() == Problem.IMPOSTOR) {
        findings.add(refused.name() + " is not what it claims to be");
      } else if (refused.problem() == Problem.ENVIRONMENT) {
        failures.add(refused.name() + " cannot run here");
      }
    }
    failures.addAll(result.errors());
    boolean ranNothing =
        result.cells().stream().noneMatch(cell -> cell.outcome() != Outcome.NOT_APPLICABLE);
    if (ranNothing) {
      (failures.isEmpty() ? findings : failures).add("no scenario was run");
    }
    String scope =
        count(result.scenarios().size(), "scenario")
            + " on "
            + count(result.targets().size(), "target")
            + (result.conduct().shards().equals(Shards.ALL)
                ? ""
                : ", shard " + result.conduct().shards())
            + (result.conduct().stopped() ? ", stopped at the first finding" : "");
    if (!findings.isEmpty()) {
      findings.addAll(failures);
      return new Verdict(
          FINDING, "NOT AS EXPECTED: " + String.join(", ", findings) + " in " + scope);
    }
    if (!failures.isEmpty()) {
      return new Verdict(
          ENVIRONMENT, "INCOMPLETE: " + String.join(", ", failures) + " in " + scope);
    }
    return new Verdict(AS_EXPECTED, "AS EXPECTED: " + scope + notes(result));
  }

  private static String flaky(RunResult result, Outcome outcome) {
    long count =
        result.cells().stream().filter(cell -> cell.outcome() == outcome && cell.flaky()).count();
    return count == 0 ? "" : " (" + count + " flaky)";
  }

  private static String count(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private static String notes(RunResult result) {
    List<String> notes = new ArrayList<>();
    for (Outcome outcome : List.of(Outcome.EXPECTED_DEVIATION, Outcome.NOT_APPLICABLE)) {
      long count = result.cells().stream().filter(cell -> cell.outcome() == outcome).count();
      if (count > 0) {
        notes.add(count + " " + outcome.text());
      }
    }
    for (Refused refused : result.refused()) {
      notes.add(refused.name() + " not run");
    }
    return notes.isEmpty() ? "" : " (" + String.join(", ", notes) + ")";
  }
}
