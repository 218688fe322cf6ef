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

import dev.runsc.conformance.targets.Targets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

/**
 * Makes one result of several. It does not matter in which groups they are merged. A scenario that
 * was run more than once on a target keeps every attempt, and the worst of them stands.
 */
public final class Merge {

  private Merge() {}

  /**
   * Merges results.
   *
   * @throws IllegalArgumentException if there are none, or they do not belong together; the message
   *     says in what
   */
  public static RunResult of(List<RunResult> results) {
    return results.stream()
        .reduce(Merge::two)
        .orElseThrow(() -> new IllegalArgumentException("there is nothing to merge"));
  }

  private static RunResult two(RunResult a, RunResult b) {
    Instant started = a.started().isBefore(b.started()) ? a.started() : b.started();
    Instant endA = a.started().plus(a.elapsed());
    Instant endB = b.started().plus(b.elapsed());
    Instant ended = endA.isAfter(endB) ? endA : endB;
    return new RunResult(
        started,
        Duration.between(started, ended),
        conduct(a.conduct(), b.conduct()),
        values(a.scenarios(), b.scenarios(), ScenarioInfo::id, Merge::same),
        targets(a, b),
        refused(a, b),
        cells(a, b),
        drifts(a, b),
        Stream.concat(a.errors().stream(), b.errors().stream()).distinct().sorted().toList());
  }

  private static Conduct conduct(Conduct a, Conduct b) {
    return new Conduct(
        Math.min(a.seed(), b.seed()), a.shards().and(b.shards()), a.stopped() || b.stopped());
  }

  private interface Key<T> {
    String of(T value);
  }

  private static <T> List<T> values(List<T> a, List<T> b, Key<T> key, BinaryOperator<T> both) {
    Map<String, T> all = new TreeMap<>();
    a.forEach(one -> all.merge(key.of(one), one, both));
    b.forEach(one -> all.merge(key.of(one), one, both));
    return List.copyOf(all.values());
  }

  private static ScenarioInfo same(ScenarioInfo a, ScenarioInfo b) {
    if (!a.equals(b)) {
      throw new IllegalArgumentException(
          "the scenario " + a.id() + " is not the same in both: they are of different suites");
    }
    return a;
  }

  private static List<TargetInfo> targets(RunResult a, RunResult b) {
    Map<String, TargetInfo> all = new LinkedHashMap<>();
    a.targets().forEach(one -> all.merge(one.name(), one, Merge::same));
    b.targets().forEach(one -> all.merge(one.name(), one, Merge::same));
    return List.copyOf(all.values());
  }

  private static TargetInfo same(TargetInfo a, TargetInfo b) {
    if (!a.sameSubject(b)) {
      throw new IllegalArgumentException(
          a.name() + " is not the same in both:\n  " + a.describe() + "\n  " + b.describe());
    }
    return a.executable().compareTo(b.executable()) <= 0 ? a : a.withExecutable(b.executable());
  }

  private static List<Targets.Refused> refused(RunResult a, RunResult b) {
    return Stream.concat(a.refused().stream(), b.refused().stream())
        .distinct()
        .sorted(
            Comparator.comparing(Targets.Refused::name)
                .thenComparing(Targets.Refused::problem)
                .thenComparing(Targets.Refused::reason))
        .toList();
  }

  private static List<Cell> cells(RunResult a, RunResult b) {
    Map<List<String>, Cell> all = new LinkedHashMap<>();
    a.cells().forEach(cell -> all.merge(key(cell), cell, Cell::and));
    b.cells().forEach(cell -> all.merge(key(cell), cell, Cell::and));
    return all.values().stream().sorted(Cell.ORDER).toList();
  }

  private static List<String> key(Cell cell) {
    return List.of(cell.scenario(), cell.target());
  }

  private static List<Drift> drifts(RunResult a, RunResult b) {
    Map<List<String>, Drift> all = new LinkedHashMap<>();
    for (RunResult result : List.of(a, b)) {
      for (Drift drift : result.drifts()) {
        all.putIfAbsent(List.of(drift.scenario(), drift.fake(), drift.real()), drift);
      }
    }
    return all.values().stream().sorted(Drift.ORDER).toList();
  }
}
