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

package dev.runsc.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runsc.conformance.result.Cell;
import dev.runsc.conformance.result.Outcome;
import dev.runsc.conformance.result.RunResult;
import dev.runsc.conformance.transcript.Comparison;

/** Holds what two targets of one run said against each other. */
final class Replays {

  private Replays() {}

  /** Compares all scenarios that apply to the second target; returns how many there are. */
  static int assertSame(RunResult result, String target, String other) {
    int compared = 0;
    for (Cell cell : result.cells()) {
      if (cell.target().equals(target)) {
        Cell second = result.cell(cell.scenario(), other).orElseThrow();
        if (second.outcome() != Outcome.NOT_APPLICABLE) {
          assertThat(second.outcome()).as(cell.scenario()).isEqualTo(cell.outcome());
          assertThat(Comparison.of(cell.transcript(), second.transcript()))
              .as(cell.scenario())
              .isEmpty();
          compared++;
        }
      }
    }
    return compared;
  }
}
