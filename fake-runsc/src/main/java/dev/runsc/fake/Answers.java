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

import java.io.FileInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The lines that a launcher says. */
interface Answers {
  /** The next line, or null if there is none for so long. */
  @Nullable String poll(long millis) throws InterruptedException;

  /** Lines that another thread reads. */
  static Answers of(BlockingQueue<String> lines) {
    return millis -> lines.poll(millis, TimeUnit.MILLISECONDS);
  }

  /**
   * Lines from a pipe that nobody else reads. It is looked at rather than read: a thread that is
   * blocked in reading would hold up the end of the JVM by 300 milliseconds.
   */
  final class OfPipe implements Answers {
    private final FileInputStream in;
    private final StringBuilder line = new StringBuilder();

    OfPipe(FileInputStream in) {
      this.in = in;
    }

    @Override
    public @Nullable String poll(long millis) throws InterruptedException {
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
      try {
        do {
          for (int available = in.available(); available > 0; available--) {
            int c = in.read();
            if (c == '\n') {
              String whole = line.toString();
              line.setLength(0);
              return whole;
            }
            line.append(new String(new byte[] {(byte) c}, StandardCharsets.US_ASCII));
          }
          Thread.sleep(1);
        } while (System.nanoTime() < end);
        return null;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
