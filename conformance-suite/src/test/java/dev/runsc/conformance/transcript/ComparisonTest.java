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

package dev.runsc.conformance.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  private static Entry call(String title, String stdout) {
    return new Entry(title, Map.of("stdout", stdout));
  }

  private static Transcript of(Entry... entries) {
    return new Transcript(List.of(entries));
  }

  @Test
  void equalTranscripts_haveNoDifference() {
    Transcript one = of(call("runsc list", "null\n"));

    assertThat(Comparison.of(one, of(call("runsc list", "null\n")))).isEmpty();
  }

  @Test
  void differingLine_isNamedWithCallAndPart() {
    List<Difference> differences =
        Comparison.of(
            of(call("runsc a", "same\n"), call("runsc b", "one\ntwo\nthree\n")),
            of(call("runsc a", "same\n"), call("runsc b", "one\n2\tx\nthree\n")));

    assertThat(differences).hasSize(1);
    assertThat(differences.get(0).show("real:1", "fake:1"))
        .containsExactly(
            "#2 runsc b", "  stdout, line 2:", "    real:1  \"two\"", "    fake:1  \"2\\tx\"");
  }

  @Test
  void missingNewlineAtTheEnd_isADifference() {
    List<Difference> differences =
        Comparison.of(of(call("runsc state", "}\n")), of(call("runsc state", "}")));

    assertThat(differences).hasSize(1);
    assertThat(differences.get(0).show("real:1", "fake:1"))
        .endsWith("    real:1  (nothing)", "    fake:1  \"\\\\ no newline at the end\"");
  }

  @Test
  void trailingBlank_isADifference() {
    assertThat(Comparison.of(of(call("c", "a \n")), of(call("c", "a\n")))).hasSize(1);
  }

  @Test
  void partThatOnlyOneHas_isADifference() {
    Entry returned = new Entry("client", Map.of("returned", "7"));
    Entry threw = new Entry("client", Map.of("threw", "NOT_FOUND"));

    assertThat(Comparison.of(of(returned), of(threw)))
        .extracting(Difference::part)
        .containsExactly("returned", "threw");
  }

  @Test
  void differentCall_endsTheComparison() {
    List<Difference> differences =
        Comparison.of(
            of(call("runsc a", ""), call("runsc b", "1\n"), call("runsc c", "1\n")),
            of(call("runsc a", ""), call("runsc x", "2\n"), call("runsc c", "2\n")));

    assertThat(differences).hasSize(1);
    assertThat(differences.get(0).part()).isEqualTo("call");
    assertThat(differences.get(0).reference()).containsExactly("runsc b");
    assertThat(differences.get(0).other()).containsExactly("runsc x");
  }

  @Test
  void shorterTranscript_isADifference() {
    List<Difference> differences =
        Comparison.of(of(call("runsc a", ""), call("runsc b", "")), of(call("runsc a", "")));

    assertThat(differences).hasSize(1);
    assertThat(differences.get(0).entry()).isEqualTo(2);
    assertThat(differences.get(0).other()).isEmpty();
  }
}
