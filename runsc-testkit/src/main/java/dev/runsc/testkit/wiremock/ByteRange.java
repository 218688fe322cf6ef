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

package dev.runsc.testkit.wiremock;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a body, by RFC 9110, section 14.
 *
 * @param from the first byte, from 0
 * @param to the byte after the last one; not after {@code from} if there is no such part
 */
record ByteRange(int from, int to) {
  private static final Pattern ONE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

  /**
   * What a {@code Range} header asks for.
   *
   * @return empty if the header is to be ignored: malformed, or several parts
   */
  static Optional<ByteRange> parse(String header, int length) {
    Matcher matcher = ONE.matcher(header.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String first = matcher.group(1);
    String last = matcher.group(2);
    if (first.isEmpty()) {
      return last.isEmpty() ? Optional.empty() : Optional.of(suffix(Long.parseLong(last), length));
    }
    long from = Long.parseLong(first);
    long to = last.isEmpty() ? length : Long.parseLong(last) + 1;
    if (to <= from && !last.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new ByteRange((int) Math.min(from, length), (int) Math.min(to, length)));
  }

  private static ByteRange suffix(long count, int length) {
    return new ByteRange((int) Math.max(0, length - count), length);
  }

  boolean isSatisfiable() {
    return from < to;
  }

  String contentRange(int length) {
    return "bytes " + from + "-" + (to - 1) + "/" + length;
  }
}
