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

package dev.runsc.conformance.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runsc.conformance.result.Deviations;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TrustTest {

  private static final String FIXTURE = "dev.runsc.conformance.fixture";

  @Test
  void scenarioThatAssertsNothing_isBlind() throws Exception {
    TrustResult result =
        new Trust(FIXTURE, new Deviations(List.of()), message -> {})
            .judge(List.of("fixture.passes", "fixture.lists-and-passes-anyway", "fixture.fails"));

    assertThat(result.found()).containsOnlyKeys("fixture.passes");
    assertThat(result.found().get("fixture.passes")).startsWith("list.");
    assertThat(result.blind()).containsExactly("fixture.lists-and-passes-anyway");
    assertThat(result.unjudged()).containsOnlyKeys("fixture.fails");
    assertThat(result.unhelpful()).isEmpty();
    assertThat(result.trustworthy()).isFalse();
  }

  @Test
  void mutants_haveNamesOfTheirOwnAndAScript() {
    List<String> names = Mutant.all().stream().map(Mutant::name).collect(Collectors.toList());

    assertThat(names).doesNotHaveDuplicates().contains("kill.does-nothing", "any.exits-wrongly");
    assertThat(names).allMatch(name -> Mutant.script().json().contains("\"" + name + "\""));
  }
}
