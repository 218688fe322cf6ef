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
import java.io.InterruptedIOException;
import java.util.Objects;

/** What a program has written and nobody has read yet, bounded. Thread-safe. */
final class PipeOutput extends InputStream {

  private static final int CAPACITY = 1 << 18;

  private final Object lock = new Object();
  private byte[] waiting = new byte[0];
  private int from;
  private int to;
  private boolean ended;
  private boolean closed;

  /** The writing side, which belongs to the call. */
  ByteSink sink() {
    return new ByteSink() {
      @Override
      public int room() {
        synchronized (lock) {
          return closed ? CAPACITY : Math.max(0, CAPACITY - (to - from));
        }
      }

      @Override
      public void append(byte[] bytes, int length) {
        add(bytes, length);
      }

      @Override
      public boolean isClosed() {
        synchronized (lock) {
          return closed;
        }
      }
    };
  }

  /** The last words of a program are taken even if there is no room for them. */
  private void add(byte[] bytes, int length) {
    synchronized (lock) {
      if (closed) {
        return;
      }
      byte[] all = waiting;
      if (to + length > waiting.length) {
        all = new byte[Math.max(to - from + length, Math.min(CAPACITY, 2 * waiting.length))];
      }
      System.arraycopy(waiting, from, all, 0, to - from);
      to -= from;
      from = 0;
      waiting = all;
      System.arraycopy(bytes, 0, waiting, to, length);
      to += length;
      lock.notifyAll();
    }
  }

  void end() {
    synchronized (lock) {
      ended = true;
      lock.notifyAll();
    }
  }

  @Override
  public int available() {
    synchronized (lock) {
      return to - from;
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length == 0) {
      return 0;
    }
    synchronized (lock) {
      awaitBytes();
      int count = Math.min(length, to - from);
      if (count == 0) {
        return -1;
      }
      System.arraycopy(waiting, from, bytes, offset, count);
      from += count;
      return count;
    }
  }

  private void awaitBytes() throws IOException {
    while (to == from && !ended && !closed) {
      try {
        lock.wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while waiting for output of the program");
      }
    }
    if (closed) {
      throw new IOException("the stream is closed");
    }
  }

  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      waiting = new byte[0];
      from = 0;
      to = 0;
      lock.notifyAll();
    }
  }
}
