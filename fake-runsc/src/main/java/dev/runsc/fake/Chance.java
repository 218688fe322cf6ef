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

package dev.runsc.fake;

import java.time.Duration;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Chance that is the same again with the same seed, in whatever order and process it is asked. */
final class Chance {
  private final long seed;

  Chance(long seed) {
    this.seed = seed;
  }

  /** A number from 0 to below 1 for the n-th call that an entry meets. */
  double draw(int entry, long call, @Nullable String container) {
    return random(Objects.hash(entry, call, container)).nextDouble();
  }

  /** A time and at most so much more, for the n-th call of all. */
  Duration around(Duration fixed, Duration jitter, long call) {
    return jitter.isZero()
        ? fixed
        : fixed.plusMillis(random(Long.hashCode(call)).nextLong(jitter.toMillis() + 1));
  }

  private SplittableRandom random(int what) {
    SplittableRandom random = new SplittableRandom(seed * 31 + what);
    random.nextLong();
    return random;
  }
}
