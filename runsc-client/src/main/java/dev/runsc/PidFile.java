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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Reads the file in which runsc leaves a pid: digits, without a newline (trap B34). */
final class PidFile {

  /** Before 20250820.0 the file is made first and filled then. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private static final Duration POLL = Duration.ofMillis(5);

  private PidFile() {}

  /** Waits until the file has a pid in it, which it has at once or very soon. */
  static int await(Path file, String what, CallFacts facts) {
    long start = System.nanoTime();
    while (true) {
      String problem;
      try {
        String text = Files.readString(file).strip();
        if (text.matches("[1-9][0-9]{0,8}")) {
          return Integer.parseInt(text);
        }
        problem = text.isEmpty() ? "is empty" : "has no pid in it but \"" + text + "\"";
      } catch (IOException e) {
        problem = "cannot be read: " + e;
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new RunscInterruptedException(
            what + " succeeded, but the wait for its pid file " + file + " was interrupted", facts);
      }
      if (System.nanoTime() - start > PATIENCE.toNanos()) {
        throw new RunscOutputException(
            what + " succeeded, but its pid file " + file + " " + problem, facts, null);
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }
}
