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

import static org.assertj.core.api.Assertions.assertThat;

import dev.runsc.conformance.diff.Side;
import dev.runsc.conformance.diff.Sides;
import dev.runsc.conformance.result.Conduct;
import dev.runsc.conformance.result.Outcome;
import dev.runsc.conformance.result.Shards;
import dev.runsc.conformance.surface.Surface;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateTest {

  private static final String NOT_THERE = "-";

  private static Side side(String release, String level, String outcome) {
    Sides sides = Sides.of(release, Surface.UNKNOWN);
    if (!outcome.equals(NOT_THERE)) {
      sides.cell("s.one", level, Outcome.valueOf(outcome), "x\n", 1);
    }
    return sides.cell("s.two", "required", Outcome.PASSED, "x\n", 1).side();
  }

  private static Gate.Decision decide(String level, String before, String after, boolean quirks) {
    return Gate.decide(
        side("20240101.0", level, before),
        side("20250101.0", level, after),
        Set.of("s.one", "s.two"),
        quirks);
  }

  @ParameterizedTest
  @CsvSource({
    "required, PASSED,             PASSED,             passes",
    "required, PASSED,             FAILED,             stops",
    "optional, PASSED,             FAILED,             stops",
    "quirk,    PASSED,             FAILED,             passes",
    "required, PASSED,             EXPECTED_DEVIATION, stops",
    "required, PASSED,             UNEXPECTED_PASS,    passes",
    "required, PASSED,             NOT_APPLICABLE,     passes",
    "required, PASSED,             ENVIRONMENT_ERROR,  unknown",
    "required, PASSED,             SUITE_ERROR,        unknown",
    "required, PASSED,             -,                  unknown",
    "required, FAILED,             FAILED,             passes",
    "required, FAILED,             PASSED,             passes",
    "required, EXPECTED_DEVIATION, EXPECTED_DEVIATION, passes",
    "required, EXPECTED_DEVIATION, FAILED,             stops",
    "required, NOT_APPLICABLE,     FAILED,             stops",
    "required, ENVIRONMENT_ERROR,  FAILED,             stops",
    "required, -,                  FAILED,             stops",
    "required, -,                  EXPECTED_DEVIATION, passes",
    "required, -,                  PASSED,             passes"
  })
  void scenario_decides(String level, String before, String after, String decision) {
    Gate.Decision decided = decide(level, before, after, false);

    assertThat(decided.stops().isEmpty()).isEqualTo(!decision.equals("stops"));
    assertThat(decided.unknowns().isEmpty()).isEqualTo(!decision.equals("unknown"));
    assertThat(decided.passes()).isEqualTo(decision.equals("passes"));
  }

  @Test
  void stop_saysWhatAndWhy() {
    assertThat(decide("required", "PASSED", "FAILED", false).stops())
        .containsExactly("s.one (required): failed: why s.one; on the release in use: passed");
  }

  @Test
  void quirkThatChanged_stopsIfThatIsWanted() {
    assertThat(decide("quirk", "PASSED", "FAILED", true).stops()).hasSize(1);
  }

  @Test
  void missingShards_proveNothing() {
    Side candidate =
        Sides.of("20250101.0", Surface.UNKNOWN)
            .cell("s.one", "required", Outcome.PASSED, "x\n", 1)
            .side(new Conduct(0, Shards.parse("1/2"), false));

    Gate.Decision decision =
        Gate.decide(side("20240101.0", "required", "PASSED"), candidate, Set.of("s.one"), false);

    assertThat(decision.passes()).isFalse();
    assertThat(decision.unknowns()).containsExactly("the shards [2] of the candidate were not run");
  }
}
