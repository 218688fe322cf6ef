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
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Waits until a process does nothing but wait. A {@code wait} has to be waiting when the container
 * ends, and there is no other sign of it.
 *
 * <p>A process is taken to wait when none of its threads, nor of those below it, has run for a
 * while.
 */
final class IdleWatch {

  private static final Duration IDLE = Duration.ofMillis(200);

  private IdleWatch() {}

  /**
   * Waits.
   *
   * @param process finds the process, which may not be there yet
   * @param ended whether it has ended, which fails the wait
   * @param name what it is, for the failure
   */
  static void await(
      Supplier<Optional<ProcessHandle>> process, BooleanSupplier ended, Supplier<String> name) {
    Idle idle = new Idle();
    boolean waits =
        Waiting.holds(() -> ended.getAsBoolean() || idle.look(process.get()), Waiting.LIMIT);
    if (ended.getAsBoolean()) {
      throw new AssertionError("\nExpecting a call that waits, but it has ended:\n" + name.get());
    }
    if (!waits) {
      throw new AssertionError("\nExpecting a call that waits, but it is busy:\n" + name.get());
    }
  }

  private static final class Idle {
    private long activity = -1;
    private long since = System.nanoTime();

    boolean look(Optional<ProcessHandle> process) {
      long now = process.map(HostProcesses::activity).orElseGet(System::nanoTime);
      if (now != activity) {
        activity = now;
        since = System.nanoTime();
        return false;
      }
      return System.nanoTime() - since >= IDLE.toNanos();
    }
  }
}
