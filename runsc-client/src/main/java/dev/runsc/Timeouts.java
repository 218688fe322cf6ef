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

package dev.runsc;

import java.time.Duration;

/** Checks on limits. */
final class Timeouts {
  private Timeouts() {}

  static Duration requirePositive(Duration timeout) {
    if (timeout.isZero() || timeout.isNegative()) {
      throw new IllegalArgumentException("a timeout must be positive: " + timeout);
    }
    return timeout;
  }

  /**
   * What is left of a limit after some nanoseconds; never nothing, so that it can be waited for.
   */
  static Duration left(Duration timeout, long spent) {
    Duration left = timeout.minusNanos(spent);
    return left.isZero() || left.isNegative() ? Duration.ofMillis(1) : left;
  }

  /** Nanoseconds, or the largest there are where the duration does not fit (292 years). */
  static long nanos(Duration timeout) {
    try {
      return timeout.toNanos();
    } catch (ArithmeticException tooLong) {
      return Long.MAX_VALUE;
    }
  }
}
