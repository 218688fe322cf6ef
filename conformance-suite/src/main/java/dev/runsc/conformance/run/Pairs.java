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

package dev.runsc.conformance.run;

import dev.runsc.conformance.result.Cell;
import dev.runsc.conformance.result.Drift;
import dev.runsc.conformance.targets.Target;
import dev.runsc.conformance.transcript.Comparison;
import dev.runsc.conformance.transcript.Difference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which fake imitates which real target, be it there or recorded. */
final class Pairs {

  private Pairs() {}

  /**
   * A fake and a real target of the same release.
   *
   * @param fake the fake
   * @param real what it imitates
   */
  record Pair(Target fake, Target real) {

    /** Compares what the two said in one scenario, if both came to say it. */
    Optional<Drift> compare(Optional<Cell> fakeCell, Optional<Cell> realCell) {
      if (fakeCell.isEmpty()
          || realCell.isEmpty()
          || !fakeCell.get().comparableWith(realCell.get())) {
        return Optional.empty();
      }
      List<Difference> differences =
          Comparison.of(realCell.get().transcript(), fakeCell.get().transcript());
      return differences.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new Drift(fakeCell.get().scenario(), fake.name(), real.name(), differences));
    }
  }

  static List<Pair> of(List<Target> targets) {
    List<Pair> pairs = new ArrayList<>();
    for (Target fake : targets) {
      for (Target real : targets) {
        if (fake.kind() == Target.Kind.FAKE
            && (real.kind() == Target.Kind.REAL || real.kind() == Target.Kind.REPLAY)
            && fake.release().isPresent()
            && fake.release().equals(real.release())) {
          pairs.add(new Pair(fake, real));
        }
      }
    }
    return pairs;
  }
}
