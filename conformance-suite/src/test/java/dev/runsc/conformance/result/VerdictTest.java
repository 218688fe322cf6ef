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

import static org.assertj.core.api.Assertions.assertThat;

import dev.runsc.conformance.targets.Targets.Problem;
import dev.runsc.conformance.targets.Targets.Refused;
import dev.runsc.conformance.transcript.Comparison;
import dev.runsc.conformance.transcript.Entry;
import dev.runsc.conformance.transcript.Transcript;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {

  private static Verdict verdict(
      List<Outcome> outcomes, List<Refused> refused, List<Drift> drifts, List<String> errors) {
    List<Cell> cells = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      cells.add(new Cell("a.b", "fake:1", outcome, "", "", Duration.ZERO, Transcript.EMPTY));
    }
    return new RunResult(
            Instant.EPOCH,
            Duration.ZERO,
            Conduct.PLAIN,
            List.of(new ScenarioInfo("a.b", "", "required", "")),
            List.of(),
            refused,
            cells,
            drifts,
            errors)
        .verdict();
  }

  private static Verdict verdict(Outcome... outcomes) {
    return verdict(List.of(outcomes), List.of(), List.of(), List.of());
  }

  @ParameterizedTest
  @CsvSource({
    "PASSED,0",
    "EXPECTED_DEVIATION,0",
    "FAILED,1",
    "UNEXPECTED_PASS,1",
    "ENVIRONMENT_ERROR,3",
    "SUITE_ERROR,3",
    "NOT_APPLICABLE,1"
  })
  void oneOutcomeAlone_decides(Outcome outcome, int exit) {
    assertThat(verdict(outcome).exitCode()).isEqualTo(exit);
  }

  @Test
  void notApplicableBesideAPass_isAsExpectedAndTold() {
    assertThat(verdict(Outcome.PASSED, Outcome.NOT_APPLICABLE))
        .isEqualTo(new Verdict(0, "AS EXPECTED: 1 scenario on 0 targets (1 not applicable)"));
  }

  @Test
  void finding_outweighsTheEnvironment() {
    Verdict verdict =
        verdict(
            List.of(Outcome.FAILED, Outcome.SUITE_ERROR),
            List.of(new Refused("real:1", Problem.ENVIRONMENT, "no root")),
            List.of(),
            List.of());

    assertThat(verdict)
        .isEqualTo(
            new Verdict(
                1,
                "NOT AS EXPECTED: 1 failed, 1 suite error, real:1 cannot run here in 1 scenario on"
                    + " 0 targets"));
  }

  @Test
  void impostor_isAFinding() {
    List<Refused> refused = List.of(new Refused("real:1", Problem.IMPOSTOR, "a fake"));

    assertThat(verdict(List.of(Outcome.PASSED), refused, List.of(), List.of()).exitCode())
        .isEqualTo(1);
  }

  @Test
  void foundTargetThatCannotRun_isToldOnly() {
    List<Refused> refused = List.of(new Refused("real:1", Problem.NOT_RUN, "no root"));

    assertThat(verdict(List.of(Outcome.PASSED), refused, List.of(), List.of()))
        .isEqualTo(new Verdict(0, "AS EXPECTED: 1 scenario on 0 targets (real:1 not run)"));
  }

  @Test
  void drift_isAFinding() {
    Transcript one = new Transcript(List.of(new Entry("call", Map.of("exit", "0"))));
    Drift drift = new Drift("a.b", "fake:1", "real:1", Comparison.of(one, Transcript.EMPTY));

    Verdict verdict = verdict(List.of(Outcome.PASSED), List.of(), List.of(drift), List.of());

    assertThat(verdict)
        .isEqualTo(new Verdict(1, "NOT AS EXPECTED: 1 drift in 1 scenario on 0 targets"));
  }

  @Test
  void errorOutsideOfScenarios_isEnvironment() {
    assertThat(
            verdict(List.of(Outcome.PASSED), List.of(), List.of(), List.of("disk full")).exitCode())
        .isEqualTo(3);
  }

  @Test
  void nothingRun_isAFindingUnlessTheEnvironmentIsWhy() {
    assertThat(verdict())
        .isEqualTo(
            new Verdict(1, "NOT AS EXPECTED: no scenario was run in 1 scenario on 0 targets"));
    assertThat(
            verdict(
                    List.of(),
                    List.of(new Refused("real:1", Problem.ENVIRONMENT, "gone")),
                    List.of(),
                    List.of())
                .exitCode())
        .isEqualTo(3);
  }
}
