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

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Cuts a stream into lines. It wants no more than it needs for the next one. Not thread-safe. */
final class LineBuffer implements ByteSink {

  /** Records have some hundred bytes. */
  static final int LONGEST = 1 << 20;

  private byte[] bytes = new byte[1024];
  private int length;
  private int searched;

  @Override
  public int room() {
    return findEnd() >= 0 ? 0 : LONGEST - length;
  }

  @Override
  public void append(byte[] more, int count) {
    if (length + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + count, 2 * bytes.length));
    }
    System.arraycopy(more, 0, bytes, length, count);
    length += count;
  }

  /** The next line that is complete, without its end, or null if there is none. */
  @Nullable String next() {
    int end = findEnd();
    if (end < 0) {
      return null;
    }
    String line = new String(bytes, 0, end, StandardCharsets.UTF_8);
    length -= end + 1;
    System.arraycopy(bytes, end + 1, bytes, 0, length);
    searched = 0;
    return line;
  }

  /** What has no end yet. */
  String rest() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  boolean isFull() {
    return length >= LONGEST && findEnd() < 0;
  }

  private int findEnd() {
    while (searched < length) {
      if (bytes[searched] == '\n') {
        return searched;
      }
      searched++;
    }
    return -1;
  }
}
