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

package dev.runsc.conformance;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what happens outside of this process. */
final class Waiting {

  /**
   * How long anything may take. An orphaned sandbox is seen as stopped only when its parent has
   * reaped it, which some init processes do every few seconds.
   */
  static final Duration LIMIT = Duration.ofSeconds(15);

  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

  private Waiting() {}

  /** Waits until something holds, and fails with a message if it does not within a limit. */
  static void until(BooleanSupplier condition, Supplier<String> failure, Duration limit) {
    if (!holds(condition, limit)) {
      throw new AssertionError(
          "\nExpecting it within " + limit.toSeconds() + " s, but " + failure.get());
    }
  }

  /** Waits until something holds; tells whether it does within a limit. */
  static boolean holds(BooleanSupplier condition, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end >= 0) {
        return false;
      }
      pause();
    }
    return true;
  }

  private static void pause() {
    LockSupport.parkNanos(PAUSE);
    if (Thread.interrupted()) {
      throw new InterruptedScenarioException();
    }
  }
}
