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

import dev.runsc.conformance.result.Cell;
import dev.runsc.conformance.transcript.Comparison;
import dev.runsc.conformance.transcript.Difference;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Finds where in a row of releases a scenario changed, by running it on as few of them as it can.
 * If it changed more than once, one of the changes is found.
 */
public final class Bisect {

  private final IntFunction<Cell> run;
  private final boolean outcomeOnly;

  /**
   * Makes a search.
   *
   * @param run runs the scenario on one of the row; asked once for each at most
   * @param outcomeOnly whether only the outcome counts, and not what was answered
   */
  public Bisect(IntFunction<Cell> run, boolean outcomeOnly) {
    this.run = run;
    this.outcomeOnly = outcomeOnly;
  }

  /**
   * A change.
   *
   * @param index where in the row it is seen first
   * @param before what came of the scenario on the one before
   * @param after what came of it there
   * @param differences what was answered otherwise
   */
  public record Change(int index, Cell before, Cell after, List<Difference> differences) {}

  /** Searches a row of so many; empty if the first and the last do not differ. */
  public Optional<Change> search(int count) {
    if (count < 2) {
      throw new IllegalArgumentException("a change takes at least two, not " + count);
    }
    Cell first = run.apply(0);
    int before = 0;
    Cell beforeCell = first;
    int after = count - 1;
    Cell afterCell = run.apply(after);
    if (same(first, afterCell)) {
      return Optional.empty();
    }
    while (after - before > 1) {
      int middle = (before + after) >>> 1;
      Cell cell = run.apply(middle);
      if (same(first, cell)) {
        before = middle;
        beforeCell = cell;
      } else {
        after = middle;
        afterCell = cell;
      }
    }
    return Optional.of(
        new Change(
            after,
            beforeCell,
            afterCell,
            Comparison.of(beforeCell.transcript(), afterCell.transcript())));
  }

  private boolean same(Cell a, Cell b) {
    return a.outcome() == b.outcome() && (outcomeOnly || a.transcript().equals(b.transcript()));
  }
}
