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

import static org.assertj.core.api.Assertions.assertThat;

import dev.runsc.conformance.result.Outcome;
import dev.runsc.conformance.surface.Surface;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReleaseDiffTest {

  private static final Surface OLD =
      new Surface(
          "Subcommands:\n\tlist  x\n\tpause  x\n",
          "  -gone\n    \told\n  -kept string\n    \tsame (default \"a\")\n  -said\n    \tone way\n",
          Map.of("list", "", "pause", ""));
  private static final Surface NEW =
      new Surface(
          "Subcommands:\n\tlist  x\n\ttar  x\n",
          "  -kept string\n    \tsame (default \"b\")\n  -new int\n    \tfresh (default 3)\n  -said\n"
              + "    \tanother way\n",
          Map.of("list", "", "tar", ""));

  private final Side before =
      Sides.of("20240101.0", OLD)
          .cell("a.same", "required", Outcome.PASSED, "{\"id\": 1}\n", 10)
          .cell("b.breaks", "required", Outcome.PASSED, "yes\n", 10)
          .cell("c.mends", "optional", Outcome.EXPECTED_DEVIATION, "no\n", 10)
          .cell("d.ends", "quirk", Outcome.PASSED, "odd\n", 10)
          .cell("e.slow", "required", Outcome.PASSED, "{\"id\": 1, \"pid\": 2}\n", 10)
          .side();
  private final Side after =
      Sides.of("20250101.0", NEW)
          .cell("a.same", "required", Outcome.PASSED, "{\"id\": 1}\n", 10)
          .cell("b.breaks", "required", Outcome.FAILED, "no\n", 10)
          .cell("c.mends", "optional", Outcome.PASSED, "yes\n", 10)
          .cell("d.ends", "quirk", Outcome.NOT_APPLICABLE, "", 10)
          .cell("e.slow", "required", Outcome.PASSED, "{\"id\": \"1\", \"pod\": 2}\n", 500)
          .side();

  @Test
  void everythingThatDiffers_isAdvice() {
    assertThat(DiffText.of(ReleaseDiff.between(before, after), text -> "*" + text))
        .containsExactly(
            "*From 20240101.0 to 20250101.0",
            "  real:20240101.0: runsc version 20240101.0, sha256 abababababab",
            "  real:20250101.0: runsc version 20250101.0, sha256 abababababab",
            "",
            "*What worked and does not any more (1)",
            "  b.breaks (required): title of b.breaks",
            "    passed -> failed",
            "    why b.breaks",
            "    see reference of b.breaks",
            "",
            "*Commands that are gone: a call of them fails (1)",
            "  pause",
            "",
            "*Flags that are gone: a call that gives one fails (1)",
            "  --gone bool, default false",
            "      old",
            "",
            "*Flags of another type or default (1)",
            "  --kept: \"b\", was \"a\"; to keep it as it was: --kept=\"a\"",
            "",
            "*JSON that has another shape (3)",
            "  state: $.id is number or string, was number",
            "  state: $.pid is gone (was number)",
            "  state: $.pod is new (number)",
            "",
            "*What the scenarios no longer ask of it (1)",
            "  d.ends (quirk): title of d.ends",
            "    passed -> not applicable",
            "    why d.ends",
            "    see reference of d.ends",
            "",
            "*The same call, answered otherwise: whoever reads these must follow (3)",
            "  stdout:",
            "    - yes",
            "    + no",
            "      in b.breaks: runsc state --x c1",
            "  stdout:",
            "    - no",
            "    + yes",
            "      in c.mends: runsc state --x c1",
            "  stdout:",
            "    - {\"id\": 1, \"pid\": 2}",
            "    + {\"id\": \"1\", \"pod\": 2}",
            "      in e.slow: runsc state --x c1",
            "",
            "*What is repaired (1)",
            "  c.mends (optional): title of c.mends",
            "    expected deviation -> passed",
            "    why c.mends",
            "    see reference of c.mends",
            "",
            "*New commands (1)",
            "  tar",
            "",
            "*New flags (1)",
            "  --new int, default 3",
            "      fresh",
            "",
            "*Flags described in other words (1): --said",
            "",
            "*Time",
            "  4 scenarios on both: 0.0 s, then 0.5 s, beside each other and once each",
            "  e.slow: 10 ms, then 500 ms",
            "",
            "*DIFFERENT: 1 regression, 1 repair, 1 command gone, 1 new command, 1 flag gone, 1 new"
                + " flag, 1 changed flag, 3 changes of JSON, 3 changed answers, 3 scenarios that"
                + " ended otherwise");
  }

  @Test
  void json_saysTheSameToMachines() {
    JsonNode diff = new JsonMapper().readTree(DiffJson.of(ReleaseDiff.between(before, after)));

    assertThat(diff.at("/format").stringValue()).isEqualTo("dev.runsc.conformance/diff/1");
    assertThat(diff.at("/different").booleanValue()).isTrue();
    assertThat(diff.at("/outcomes/0/scenario").stringValue()).isEqualTo("b.breaks");
    assertThat(diff.at("/outcomes/0/kind").stringValue()).isEqualTo("regression");
    assertThat(diff.at("/outcomes/2/kind").stringValue()).isEqualTo("no-longer-holds");
    assertThat(diff.at("/surface/flagsLost/0/flag").stringValue()).isEqualTo("gone");
    assertThat(diff.at("/surface/flagsChanged/0/after/default").stringValue()).isEqualTo("\"b\"");
    assertThat(diff.at("/json/1/path").stringValue()).isEqualTo("$.pid");
    assertThat(diff.at("/answers/0/calls/0").stringValue())
        .isEqualTo("b.breaks: runsc state --x c1");
    assertThat(diff.at("/timings/outliers/0/afterMillis").intValue()).isEqualTo(500);
  }

  @Test
  void same_isNoDifference() {
    ReleaseDiff diff = ReleaseDiff.between(before, before);

    assertThat(diff.isEmpty()).isTrue();
    assertThat(DiffText.of(diff, text -> text)).endsWith("NO DIFFERENCE in 5 scenarios");
  }

  @Test
  void nothingKnownOfOne_isToldApart() {
    Side broken =
        Sides.of("20250101.0", NEW)
            .cell("a.same", "required", Outcome.ENVIRONMENT_ERROR, "", 1)
            .side();

    assertThat(ReleaseDiff.between(before, broken).outcomes())
        .extracting(OutcomeChange::kind)
        .containsOnly(OutcomeChange.Kind.UNKNOWN);
  }
}
