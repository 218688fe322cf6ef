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

import dev.runsc.conformance.Bench;
import dev.runsc.conformance.Bench.Played;
import dev.runsc.conformance.targets.Target;
import dev.runsc.conformance.transcript.Comparison;
import dev.runsc.conformance.transcript.Difference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Plays sequences on two targets, and compares what they say. Thread-safe. */
final class Comparer {

  private final Bench bench;
  private final Target reference;
  private final Target fake;
  private final List<KnownDifference> known;

  Comparer(Bench bench, Target reference, Target fake, List<KnownDifference> known) {
    this.bench = bench;
    this.reference = reference;
    this.fake = fake;
    this.known = List.copyOf(known);
  }

  /**
   * What came of a sequence.
   *
   * @param differences those that nobody has explained, in order
   * @param explained how often which known difference was met, by its reason
   * @param problems what went wrong, and says nothing about the targets
   * @param said what the reference answered to each step
   */
  record Compared(
      List<Difference> differences,
      Map<String, Integer> explained,
      List<String> problems,
      List<Player.Said> said) {

    /** The first difference that nobody has explained. */
    Optional<Difference> first() {
      return differences.stream().findFirst();
    }
  }

  Target reference() {
    return reference;
  }

  Target fake() {
    return fake;
  }

  Model newModel() {
    return Model.of(fake.release());
  }

  Compared compare(List<Step> steps) {
    List<Player.Said> said = new ArrayList<>();
    Played one =
        bench.play(
            reference,
            runsc -> {
              Player player = new Player(runsc);
              Stage.play(steps, newModel(), player);
              said.addAll(player.said());
            });
    Played other = bench.play(fake, runsc -> Stage.play(steps, newModel(), new Player(runsc)));
    List<String> problems = new ArrayList<>();
    one.problems().forEach(problem -> problems.add(reference.name() + ": " + problem));
    other.problems().forEach(problem -> problems.add(fake.name() + ": " + problem));
    Map<String, Integer> explained = new TreeMap<>();
    List<Difference> differences = new ArrayList<>();
    for (Difference difference : Comparison.of(one.transcript(), other.transcript())) {
      known.stream()
          .filter(rule -> rule.explains(difference))
          .findFirst()
          .ifPresentOrElse(
              rule -> explained.merge(rule.reason(), 1, Integer::sum),
              () -> differences.add(difference));
    }
    return new Compared(differences, explained, problems, said);
  }
}
