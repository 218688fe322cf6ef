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

package dev.runsc.testkit.awaitility;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Where Awaitility is used. */
final class Polling {
  private Polling() {}

  /**
   * Looks until the probe is decided, or time is over.
   *
   * <p>In the caller's thread, since looking never takes long, and an interrupt would break a
   * stream of events. Uncaught exceptions of other threads are none of its business: tests run in
   * parallel.
   */
  static void until(Probe<?> probe, Runnable look, Duration limit, Duration interval) {
    try {
      Awaitility.await()
          .pollInSameThread()
          .dontCatchUncaughtExceptions()
          .pollDelay(Duration.ZERO)
          .pollInterval(interval)
          .atMost(limit)
          .until(
              () -> {
                look.run();
                return probe.isDecided();
              });
    } catch (ConditionTimeoutException e) {
      // The probe says it better.
    }
  }
}
