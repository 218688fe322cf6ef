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

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * Sees every process a client starts: to count, to time, to log, or to run it elsewhere.
 *
 * <p>A monitor belongs to the clients it is given to with {@link Runsc.Builder#monitor}. It is
 * called by whatever threads make calls, so it must be thread-safe. What it throws reaches the
 * caller of the call.
 *
 * <pre>{@code
 * final class Counting implements ProcessMonitor {
 *   final AtomicInteger started = new AtomicInteger();
 *
 *   public Process start(ProcessBuilder builder) throws IOException {
 *     started.incrementAndGet();
 *     return builder.start();
 *   }
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
public interface ProcessMonitor {

  /**
   * Starts a process. Its command, environment, directory and streams are set; they may be changed,
   * such as by putting another command before it, as long as the streams lead where they did.
   *
   * @param builder what to start
   * @return the process
   * @throws IOException if it cannot be started
   */
  Process start(ProcessBuilder builder) throws IOException;

  /**
   * Is told that a process has ended. Does nothing unless overridden.
   *
   * @param command the command as {@link #start} got it
   * @param exitCode its exit code; empty if the client ended it, after a timeout, an interrupt or a
   *     close
   * @param elapsed the time from its start on
   */
  default void ended(List<String> command, OptionalInt exitCode, Duration elapsed) {}

  /**
   * Returns the monitor that does no more than start processes.
   *
   * @return the default
   */
  static ProcessMonitor plain() {
    return ProcessBuilder::start;
  }
}
