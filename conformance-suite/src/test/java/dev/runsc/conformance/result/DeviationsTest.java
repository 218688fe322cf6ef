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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runsc.conformance.run.Suite;
import dev.runsc.testkit.internal.Release;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DeviationsTest {

  private static Deviation deviation(String since, String until) {
    return new Deviation(
        "a.b",
        Optional.ofNullable(since).map(Release::parse),
        Optional.ofNullable(until).map(Release::parse),
        List.of("lost"),
        false,
        "because",
        "somewhere");
  }

  private static boolean applies(Deviation deviation, String release) {
    return new Deviations(List.of(deviation))
        .find("a.b", Optional.of(Release.parse(release)))
        .isPresent();
  }

  @Test
  void deviation_appliesFromSinceUpToButNotAtUntil() {
    Deviation deviation = deviation("20230101.0", "20250101.0");

    assertThat(applies(deviation, "20221219.0")).isFalse();
    assertThat(applies(deviation, "20230101.0")).isTrue();
    assertThat(applies(deviation, "20240729.0")).isTrue();
    assertThat(applies(deviation, "20250101.0")).as("expired").isFalse();
  }

  @Test
  void openEnds_applyForEver() {
    assertThat(applies(deviation(null, "20250101.0"), "20200101.0")).isTrue();
    assertThat(applies(deviation("20250101.0", null), "20990101.0")).isTrue();
  }

  @Test
  void unknownRelease_hasNoDeviation() {
    assertThat(new Deviations(List.of(deviation(null, null))).find("a.b", Optional.empty()))
        .isEmpty();
  }

  @Test
  void unknownScenario_isRefused() {
    assertThatThrownBy(() -> new Deviations(List.of(deviation(null, null))).check(Set.of("a.c")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a deviation is declared for the scenario \"a.b\", which does not exist");
  }

  @Test
  void endBeforeBegin_isRefused() {
    assertThatThrownBy(() -> deviation("20250101.0", "20240101.0"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the deviation of a.b ends at 20240101.0, before it begins at 20250101.0");
  }

  @Test
  void missingReason_isRefused() {
    assertThatThrownBy(() -> Deviations.parse("[{\"scenario\": \"a.b\", \"failure\": \"x\"}]"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a deviation lacks \"reason\"");
  }

  @Test
  void oneOfSeveralFailures_explains() {
    Deviation deviation =
        Deviations.parse(
                """
                [{"scenario": "a.b", "sometimes": true, "failure": ["lost", "gone"],
                  "reason": "because", "reference": "somewhere"}]
                """)
            .find("a.b", Optional.of(Release.parse("20240729.0")))
            .orElseThrow();

    assertThat(deviation.sometimes()).isTrue();
    assertThat(deviation.explains("it is gone")).isTrue();
    assertThat(deviation.explains("it is green")).isFalse();
  }

  @Test
  void sometimesThatIsNeitherTrueNorFalse_isRefused() {
    assertThatThrownBy(
            () ->
                Deviations.parse(
                    """
                    [{"scenario": "a.b", "sometimes": "often", "failure": "lost",
                      "reason": "because", "reference": "somewhere"}]
                    """))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("\"sometimes\" of a deviation is true or false");
  }

  @Test
  void malformedFile_isRefused() {
    assertThatThrownBy(() -> Deviations.parse("[{"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the deviations are not JSON");
  }

  @Test
  void declaredDeviations_areOfScenariosThereAre() {
    Set<String> ids =
        new Suite().scenarios().stream().map(ScenarioInfo::id).collect(Collectors.toSet());

    Deviations.load().check(ids);

    assertThat(ids).hasSizeGreaterThan(30);
  }
}
