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
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The input of a program that may not have been started yet. Writing blocks the writer's own
 * thread, so nobody else waits for a program that does not read. Thread-safe.
 */
final class PipeInput extends OutputStream {

  private final Object lock = new Object();
  private @Nullable OutputStream target;
  private boolean ended;
  private boolean closed;

  /** Connects it with a process that has been started. */
  void connect(OutputStream stream) {
    boolean alreadyClosed;
    synchronized (lock) {
      target = stream;
      alreadyClosed = closed;
      lock.notifyAll();
    }
    if (alreadyClosed) {
      closeQuietly(stream);
    }
  }

  /** Says that the call is over. */
  void end() {
    OutputStream stream;
    synchronized (lock) {
      ended = true;
      stream = target;
      lock.notifyAll();
    }
    if (stream != null) {
      closeQuietly(stream);
    }
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    OutputStream stream = awaitTarget();
    stream.write(bytes, offset, length);
    stream.flush();
  }

  private OutputStream awaitTarget() throws IOException {
    synchronized (lock) {
      while (target == null && !ended && !closed) {
        try {
          lock.wait();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new InterruptedIOException("interrupted while waiting for the program to start");
        }
      }
      if (closed) {
        throw new IOException("the stream is closed");
      }
      if (ended || target == null) {
        throw new IOException("the program has ended and reads no more");
      }
      return target;
    }
  }

  @Override
  public void close() {
    OutputStream stream;
    synchronized (lock) {
      closed = true;
      stream = target;
      lock.notifyAll();
    }
    if (stream != null) {
      closeQuietly(stream);
    }
  }

  private static void closeQuietly(OutputStream stream) {
    try {
      stream.close();
    } catch (IOException e) {
      // Every write has been flushed, so nothing is lost; the reader may have gone.
    }
  }
}
