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

/**
 * Keeps the first and the last bytes of a stream, each up to half of a limit, so that a million
 * lines cost no more memory than the limit. Thread-safe.
 */
final class BoundedBuffer implements ByteSink {

  private static final int FIRST_SIZE = 1024;

  private final int headLimit;
  private final int tailLimit;
  private byte[] head = new byte[0];
  private int headLength;
  private byte[] ring = new byte[0];
  private long size;

  BoundedBuffer(int limit) {
    if (limit < 2) {
      throw new IllegalArgumentException("a limit of at least two bytes is needed: " + limit);
    }
    headLimit = limit / 2;
    tailLimit = limit - headLimit;
  }

  @Override
  public int room() {
    return Integer.MAX_VALUE;
  }

  @Override
  public synchronized void append(byte[] bytes, int length) {
    int toHead = Math.min(length, headLimit - headLength);
    if (toHead > 0) {
      head = grown(head, headLength + toHead, headLimit);
      System.arraycopy(bytes, 0, head, headLength, toHead);
      headLength += toHead;
    }
    size += toHead;
    appendToTail(bytes, toHead, length - toHead);
  }

  /**
   * The byte number n of the stream, counted from the end of the head, is at n modulo the limit.
   */
  private void appendToTail(byte[] bytes, int from, int count) {
    long position = size - headLength;
    size += count;
    int skipped = Math.max(0, count - tailLimit);
    int start = from + skipped;
    int left = count - skipped;
    position += skipped;
    if (left > 0) {
      ring = grown(ring, (int) Math.min(tailLimit, position + left), tailLimit);
    }
    while (left > 0) {
      int at = (int) (position % tailLimit);
      int chunk = Math.min(left, tailLimit - at);
      System.arraycopy(bytes, start, ring, at, chunk);
      start += chunk;
      position += chunk;
      left -= chunk;
    }
  }

  private static byte[] grown(byte[] array, int needed, int limit) {
    if (needed <= array.length) {
      return array;
    }
    long doubled = Math.max(FIRST_SIZE, 2L * array.length);
    return Arrays.copyOf(array, (int) Math.min(limit, Math.max(needed, doubled)));
  }

  synchronized Captured captured() {
    long tailSize = size - headLength;
    String start = new String(head, 0, headLength, StandardCharsets.UTF_8);
    if (tailSize <= tailLimit) {
      byte[] all = Arrays.copyOf(head, headLength + (int) tailSize);
      System.arraycopy(ring, 0, all, headLength, (int) tailSize);
      return new Captured(new String(all, StandardCharsets.UTF_8), size, true);
    }
    int split = (int) (tailSize % tailLimit);
    byte[] tail = new byte[tailLimit];
    System.arraycopy(ring, split, tail, 0, tailLimit - split);
    System.arraycopy(ring, 0, tail, tailLimit - split, split);
    long missing = size - headLength - tailLimit;
    String mark = "\n[... " + missing + " of " + size + " bytes left out ...]\n";
    return new Captured(start + mark + new String(tail, StandardCharsets.UTF_8), size, false);
  }
}
