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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How long the scenarios took that were run on both. One run of each says little; only what is far
 * apart is named.
 *
 * @param scenarios how many were run on both
 * @param beforeMillis how long they took on the first, together
 * @param afterMillis how long they took on the second, together
 * @param outliers those that took at least twice as long or half as long, and a tenth of a second
 *     more or less
 */
public record Timings(int scenarios, long beforeMillis, long afterMillis, List<Outlier> outliers) {

  private static final long NOTICEABLE_MILLIS = 100;
  private static final int NOTICEABLE_FACTOR = 2;

  /** Copies the list. */
  public Timings {
    outliers = List.copyOf(outliers);
  }

  /**
   * A scenario that took much longer, or much less.
   *
   * @param scenario its id
   * @param beforeMillis how long it took on the first
   * @param afterMillis how long it took on the second
   */
  public record Outlier(String scenario, long beforeMillis, long afterMillis) {
    long difference() {
      return Math.abs(afterMillis - beforeMillis);
    }
  }

  static Timings of(List<Cell> before, List<Cell> after) {
    List<Outlier> outliers = new ArrayList<>();
    for (int i = 0; i < before.size(); i++) {
      Outlier one =
          new Outlier(
              before.get(i).scenario(),
              before.get(i).elapsed().toMillis(),
              after.get(i).elapsed().toMillis());
      long less = Math.min(one.beforeMillis(), one.afterMillis());
      long more = Math.max(one.beforeMillis(), one.afterMillis());
      if (one.difference() >= NOTICEABLE_MILLIS && more >= NOTICEABLE_FACTOR * less) {
        outliers.add(one);
      }
    }
    outliers.sort(Comparator.comparingLong(Outlier::difference).reversed());
    return new Timings(before.size(), total(before), total(after), outliers);
  }

  private static long total(List<Cell> cells) {
    return cells.stream().mapToLong(cell -> cell.elapsed().toMillis()).sum();
  }
}
