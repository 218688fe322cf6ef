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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runsc.conformance.result.Cell;
import dev.runsc.conformance.result.Outcome;
import dev.runsc.conformance.transcript.Entry;
import dev.runsc.conformance.transcript.Transcript;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BisectTest {

  private final List<Integer> asked = new ArrayList<>();

  private Cell cell(int index, Outcome outcome, String stdout) {
    asked.add(index);
    return new Cell(
        "s",
        "t" + index,
        outcome,
        "",
        "",
        Duration.ZERO,
        new Transcript(List.of(new Entry("runsc", Map.of("stdout", stdout)))));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 17, 31})
  void change_isFoundByFewRuns(int first) {
    Bisect bisect =
        new Bisect(
            index -> cell(index, index < first ? Outcome.FAILED : Outcome.PASSED, "x\n"), false);

    assertThat(bisect.search(32)).map(Bisect.Change::index).contains(first);
    assertThat(asked).hasSizeLessThanOrEqualTo(7).doesNotHaveDuplicates();
  }

  @Test
  void otherAnswer_isAChangeUnlessOnlyTheOutcomeCounts() {
    Bisect.Change change =
        new Bisect(index -> cell(index, Outcome.PASSED, index < 2 ? "a\n" : "b\n"), false)
            .search(4)
            .orElseThrow();

    assertThat(change.index()).isEqualTo(2);
    assertThat(change.before().target()).isEqualTo("t1");
    assertThat(change.differences()).hasSize(1);
    assertThat(
            new Bisect(index -> cell(index, Outcome.PASSED, index < 2 ? "a\n" : "b\n"), true)
                .search(4))
        .isEmpty();
  }

  @Test
  void rowOfOne_isRefused() {
    assertThatThrownBy(() -> new Bisect(index -> cell(index, Outcome.PASSED, ""), false).search(1))
        .hasMessage("a change takes at least two, not 1");
  }
}
