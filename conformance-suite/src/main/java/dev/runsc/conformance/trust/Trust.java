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

package dev.runsc.conformance.trust;

import dev.runsc.conformance.Bench;
import dev.runsc.conformance.result.Cell;
import dev.runsc.conformance.result.Deviations;
import dev.runsc.conformance.result.Outcome;
import dev.runsc.conformance.run.Suite;
import dev.runsc.conformance.targets.FakeTargets;
import dev.runsc.conformance.targets.Target;
import dev.runsc.conformance.targets.Targets;
import dev.runsc.conformance.transcript.Transcript;
import dev.runsc.fake.FakeOptions;
import dev.runsc.testkit.internal.Release;
import dev.runsc.testkit.internal.UnusableException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Judges the suite: runs each scenario on wrong fakes, one after the other, until it fails on one.
 *
 * <p>First it is run on an honest fake, whose transcript tells which commands it uses; only mutants
 * of these are tried, those of the command that the scenario is named after first. So a scenario
 * takes little more than two runs.
 */
public final class Trust {

  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final List<String> RELEASES = List.of("20240729.0", "20221219.0", "20260817.0");

  private final String scenarioPackage;
  private final Deviations deviations;
  private final Consumer<String> progress;
  private final Map<String, String> found = new TreeMap<>();
  private final Set<String> blind = new TreeSet<>();
  private final Map<String, String> unhelpful = new TreeMap<>();
  private final Map<String, String> unjudged = new TreeMap<>();

  /**
   * Makes one for a single use.
   *
   * @param progress is told what is being done
   */
  public Trust(Consumer<String> progress) {
    this(Suite.SCENARIOS, Deviations.load(), progress);
  }

  /** Makes one for the scenarios of a package. */
  Trust(String scenarioPackage, Deviations deviations, Consumer<String> progress) {
    this.scenarioPackage = scenarioPackage;
    this.deviations = deviations;
    this.progress = progress;
  }

  /**
   * Judges scenarios.
   *
   * @param ids their ids
   * @throws UnusableException if no fake can be started
   */
  public TrustResult judge(Collection<String> ids) throws UnusableException {
    long begin = System.nanoTime();
    Set<String> left = new TreeSet<>(ids);
    for (String release : RELEASES) {
      if (!left.isEmpty()) {
        judge(Release.parse(release), left);
      }
    }
    return new TrustResult(
        found,
        List.copyOf(blind),
        unhelpful,
        unjudged,
        Duration.ofNanos(System.nanoTime() - begin));
  }

  /** Judges on the fake of one release, and takes out of the set those that pass there. */
  private void judge(Release release, Set<String> left) throws UnusableException {
    progress.accept(left.size() + " scenarios on an honest fake of " + release);
    Map<String, Deque<Mutant>> trials = new LinkedHashMap<>();
    for (Cell cell : run(release, left::contains, Set.of(), (id, mutant) -> true)) {
      if (cell.outcome() == Outcome.PASSED) {
        left.remove(cell.scenario());
        unjudged.remove(cell.scenario());
        trials.put(cell.scenario(), mutants(cell.scenario(), cell.transcript()));
      } else {
        unjudged.put(cell.scenario(), cell.outcome().text() + ": " + cell.message());
      }
    }
    while (!trials.isEmpty()) {
      round(release, trials);
    }
  }

  private static <T> T taken(Map<String, T> map, String id) {
    return Objects.requireNonNull(map.get(id), id);
  }

  /** Runs every scenario that is left on the next mutant of its own. */
  private void round(Release release, Map<String, Deque<Mutant>> trials) throws UnusableException {
    Map<String, Mutant> turn = new LinkedHashMap<>();
    trials.forEach((id, mutants) -> turn.put(id, mutants.remove()));
    progress.accept(turn.size() + " scenarios on mutants of " + release);
    Set<Mutant> mutants = new LinkedHashSet<>(turn.values());
    List<Cell> cells =
        run(release, turn::containsKey, mutants, (id, name) -> taken(turn, id).name().equals(name));
    for (Cell cell : cells) {
      String id = cell.scenario();
      if (cell.outcome() == Outcome.FAILED) {
        found.put(id, taken(turn, id).name());
        if (!cell.message().contains("xpecting") && !cell.message().contains("runsc ")) {
          unhelpful.put(id, cell.message());
        }
        trials.remove(id);
      } else if (taken(trials, id).isEmpty()) {
        blind.add(id);
        trials.remove(id);
      }
    }
  }

  private List<Cell> run(
      Release release,
      Predicate<String> ids,
      Set<Mutant> mutants,
      BiPredicate<String, String> pairs)
      throws UnusableException {
    Path directory = Bench.newDirectoryForFakes();
    FakeOptions options =
        FakeTargets.options(release, Optional.empty()).toBuilder().script(Mutant.script()).build();
    Target honest = FakeTargets.open("honest", options, directory.resolve("fake"));
    List<Target> targets = new ArrayList<>();
    for (Mutant mutant : mutants) {
      targets.add(
          honest.disguised(mutant.name(), Map.of(Mutant.VARIABLE, mutant.name()), PATIENCE));
    }
    // It is closed with the others, and runs something only where there are no others.
    targets.add(honest);
    return new Suite(scenarioPackage, ids, mutants.isEmpty() ? (id, name) -> true : pairs)
        .run(Targets.of(directory, targets), directory, deviations, Suite.Progress.NONE)
        .cells();
  }

  /** The mutants to try, in this order. */
  private static Deque<Mutant> mutants(String id, Transcript transcript) {
    Set<String> used = new LinkedHashSet<>();
    String subject = subject(id);
    for (int i = transcript.entries().size() - 1; i >= 0; i--) {
      List<String> words = List.of(transcript.entries().get(i).title().split(" "));
      Mutant.COMMANDS.stream().filter(words::contains).forEach(used::add);
    }
    Set<String> commands = new LinkedHashSet<>();
    if (used.contains(subject)) {
      commands.add(subject);
    }
    commands.addAll(used);
    commands.add(Mutant.ANY);
    Deque<Mutant> mutants = new ArrayDeque<>();
    commands.forEach(command -> mutants.addAll(Mutant.of(command)));
    return mutants;
  }

  /**
   * The command that a scenario is named after: {@code kill.missing}, {@code matrix.paused.kill}.
   */
  private static String subject(String id) {
    String[] words = id.split("[.]", -1);
    String word = words[0].equals("matrix") && words.length > 2 ? words[2] : words[0];
    return Mutant.COMMANDS.stream().filter(word::startsWith).findFirst().orElse(word);
  }
}
