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
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * Reads files in which runsc leaves a pid: digits, without a newline (trap B34).
 *
 * <p>Has no state.
 *
 * @since 0.1.0
 */
public final class PidFile {

  /** Before 20250820.0 the file is made first and filled then. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration POLL = Duration.ofMillis(5);
  private static final Pattern PID = Pattern.compile("[1-9][0-9]{0,8}");

  private PidFile() {}

  /**
   * Reads a pid. Blanks and newlines around it do not matter. A file that is still empty is given
   * five seconds to be filled.
   *
   * @param file the file
   * @return the pid
   * @throws IOException if the file cannot be read or has no pid in it; the message says which
   */
  public static int read(Path file) throws IOException {
    long start = System.nanoTime();
    while (true) {
      String text = content(file);
      if (PID.matcher(text).matches()) {
        return Integer.parseInt(text);
      }
      if (!text.isEmpty()) {
        throw new IOException(
            "the pid file " + file + " has no pid in it but \"" + ErrorText.cut(text) + "\"");
      }
      if (System.nanoTime() - start > PATIENCE.toNanos()) {
        throw new IOException("the pid file " + file + " is empty");
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("interrupted while waiting for a pid in " + file);
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  private static String content(Path file) throws IOException {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new IOException("the pid file " + file + " cannot be read: " + e, e);
    }
  }

  /** Waits until the file has a pid in it, which it has at once or very soon. */
  static int await(Path file, String what, CallFacts facts) {
    try {
      return read(file);
    } catch (InterruptedIOException e) {
      throw new RunscInterruptedException(
          what + " succeeded, but the wait for its pid file " + file + " was interrupted", facts);
    } catch (IOException e) {
      throw new RunscOutputException(what + " succeeded, but " + e.getMessage(), facts, e);
    }
  }
}
