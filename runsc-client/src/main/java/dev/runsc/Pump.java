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
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Moves what a process has written, and no more, into a buffer. */
final class Pump implements AutoCloseable {

  /** As much as a pipe holds. */
  private static final int CHUNK = 65_536;

  /** An ended process leaves at most a full pipe; whoever still writes must not keep us here. */
  private static final int MOST_CHUNKS = 64;

  private final InputStream stream;
  private final @Nullable BoundedBuffer buffer;
  private byte @Nullable [] chunk;

  Pump(InputStream stream, Stdio.Sink sink) {
    this.stream = stream;
    this.buffer = sink instanceof Stdio.Capture capture ? new BoundedBuffer(capture.limit()) : null;
  }

  /**
   * Reads what is there without waiting.
   *
   * @return whether there was anything
   */
  boolean pump() {
    if (buffer == null) {
      return false;
    }
    try {
      int chunks = 0;
      while (chunks < MOST_CHUNKS) {
        int available = stream.available();
        if (available <= 0) {
          break;
        }
        if (chunk == null) {
          chunk = new byte[CHUNK];
        }
        int read = stream.read(chunk, 0, Math.min(CHUNK, available));
        if (read <= 0) {
          break;
        }
        buffer.append(chunk, read);
        chunks++;
      }
      return chunks > 0;
    } catch (IOException closed) {
      // The JDK closes a pipe when its process has been reaped and nothing is left in it.
      return false;
    }
  }

  Captured captured() {
    return buffer == null ? Captured.EMPTY : buffer.captured();
  }

  @Override
  public void close() {
    try {
      stream.close();
    } catch (IOException e) {
      // Closing the reading end of a pipe loses nothing: what was in it has been read.
    }
  }
}
