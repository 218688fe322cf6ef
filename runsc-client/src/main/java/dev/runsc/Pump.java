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
  private final @Nullable ByteSink sink;
  private byte @Nullable [] chunk;

  Pump(InputStream stream, Stdio.Sink sink) {
    this.stream = stream;
    this.sink = target(sink);
  }

  private static @Nullable ByteSink target(Stdio.Sink sink) {
    if (sink instanceof Stdio.Capture capture) {
      return new BoundedBuffer(capture.limit());
    }
    return sink instanceof Stdio.Into into ? into.target() : null;
  }

  /**
   * Reads what is there, as far as there is room for it, without waiting.
   *
   * @return whether there was anything
   */
  boolean pump() {
    return pump(false);
  }

  /** Reads what an ended process has left, room or not: it is no more than a pipe holds. */
  boolean pumpLast() {
    return pump(true);
  }

  private boolean pump(boolean last) {
    if (sink == null) {
      return false;
    }
    try {
      int chunks = 0;
      if (sink.isClosed()) {
        // The writer is told by the system, as it would be by any pipe nobody reads.
        stream.close();
        return false;
      }
      while (chunks < MOST_CHUNKS) {
        int available = Math.min(stream.available(), last ? CHUNK : sink.room());
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
        sink.append(chunk, read);
        chunks++;
      }
      return chunks > 0;
    } catch (IOException closed) {
      // The JDK closes a pipe when its process has been reaped and nothing is left in it.
      return false;
    }
  }

  Captured captured() {
    return sink instanceof BoundedBuffer buffer ? buffer.captured() : Captured.EMPTY;
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
