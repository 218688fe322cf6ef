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

package dev.runsc.conformance.result;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * Which part of the scenarios was run. A scenario falls into a shard by its id alone, so that every
 * machine that knows the ids knows the shards, and a new scenario moves no other.
 *
 * @param count into how many shards the scenarios are divided
 * @param indices those that were run, from 1
 */
public record Shards(int count, Set<Integer> indices) {

  /** All scenarios, undivided. */
  public static final Shards ALL = new Shards(1, Set.of(1));

  private static final Pattern SYNTAX = Pattern.compile("([0-9]{1,4})/([0-9]{1,4})");

  /** Copies and checks. */
  public Shards {
    indices = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(indices));
    for (int index : indices) {
      if (index < 1 || index > count) {
        throw new IllegalArgumentException("there is no shard " + index + " of " + count);
      }
    }
  }

  /**
   * Reads a shard: {@code 3/8}.
   *
   * @throws IllegalArgumentException if it is not one; the message says how to write it
   */
  public static Shards parse(String text) {
    Matcher matcher = SYNTAX.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not a shard: write I/N with I from 1 to N, such as 3/8");
    }
    return new Shards(
        Integer.parseInt(matcher.group(2)), Set.of(Integer.parseInt(matcher.group(1))));
  }

  /** Whether a scenario is among them: the CRC-32 of its id, modulo the count, plus one. */
  public boolean contains(String scenario) {
    CRC32 crc = new CRC32();
    crc.update(scenario.getBytes(StandardCharsets.UTF_8));
    return indices.contains((int) (crc.getValue() % count) + 1);
  }

  /** Those that are not among them. */
  public List<Integer> missing() {
    List<Integer> missing = new ArrayList<>();
    for (int index = 1; index <= count; index++) {
      if (!indices.contains(index)) {
        missing.add(index);
      }
    }
    return missing;
  }

  /**
   * Adds others.
   *
   * @throws IllegalArgumentException if they divide the scenarios otherwise
   */
  public Shards and(Shards other) {
    if (count != other.count) {
      throw new IllegalArgumentException(
          "one was run as " + count + " shards, another as " + other.count);
    }
    Set<Integer> all = new TreeSet<>(indices);
    all.addAll(other.indices);
    return new Shards(count, all);
  }

  @Override
  public String toString() {
    return String.join(",", indices.stream().map(Object::toString).toList()) + "/" + count;
  }
}
