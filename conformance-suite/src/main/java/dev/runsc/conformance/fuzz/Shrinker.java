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

package dev.runsc.conformance.fuzz;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Finds a small list that still shows something: takes parts away, halves first, single elements
 * last, then puts plainer elements in place of others, and begins anew while any of that helps.
 *
 * <p>Why no library: those that shrink cannot be driven from here. jqwik draws and shrinks in a
 * test engine of its own, which on the class path would take part in every run of the suite's
 * launcher, is only maintained, and since 1.10 comes with terms of use that not every contributor
 * can meet. jetCheck, whose stateful commands fit best, is not in Maven Central. QuickTheories and
 * junit-quickcheck have had no release since 2019 and 2020, the second needs JUnit 4's runner, and
 * the generators of vavr do not shrink. Kotest and ScalaCheck bring a language each. What is needed
 * is this class: each step of a sequence can be taken in any state, so nothing has to be kept whole
 * while it shrinks. Not thread-safe.
 *
 * @param <T> what the lists are of
 */
final class Shrinker<T> {

  private final Predicate<List<T>> shows;
  private final Function<List<T>, List<List<T>>> plainer;
  private final int limit;
  private final Set<List<T>> tried = new HashSet<>();

  /**
   * Makes one for a single use.
   *
   * @param shows tells whether a list still shows it
   * @param plainer makes lists that are plainer than one, the plainest first
   * @param limit how many lists are tried at most
   */
  Shrinker(Predicate<List<T>> shows, Function<List<T>, List<List<T>>> plainer, int limit) {
    this.shows = shows;
    this.plainer = plainer;
    this.limit = limit;
  }

  /** How many lists were tried. */
  int tries() {
    return tried.size();
  }

  /** Shrinks a list that shows it. */
  List<T> shrink(List<T> list) {
    List<T> smallest = list;
    List<T> before;
    do {
      before = smallest;
      for (int size = Math.max(1, smallest.size() / 2); size > 0; size /= 2) {
        smallest = without(smallest, size);
      }
      smallest = plainest(smallest);
    } while (!smallest.equals(before));
    return smallest;
  }

  /** Takes away runs of a size, from the end, since what comes last builds on what came before. */
  private List<T> without(List<T> list, int size) {
    List<T> smallest = list;
    for (int from = list.size() - size; from > -size; from -= size) {
      int first = Math.max(0, from);
      if (first + size <= smallest.size() && smallest.size() > size) {
        List<T> fewer = new ArrayList<>(smallest.subList(0, first));
        fewer.addAll(smallest.subList(first + size, smallest.size()));
        smallest = attempt(fewer) ? fewer : smallest;
      }
    }
    return smallest;
  }

  private List<T> plainest(List<T> list) {
    for (List<T> candidate : plainer.apply(list)) {
      if (attempt(candidate)) {
        return plainest(candidate);
      }
    }
    return list;
  }

  private boolean attempt(List<T> candidate) {
    return tried.size() < limit && tried.add(List.copyOf(candidate)) && shows.test(candidate);
  }
}
