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
import dev.runsc.conformance.fuzz.Comparer.Compared;
import dev.runsc.conformance.targets.Target;
import dev.runsc.conformance.transcript.Difference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Plays random sequences on a target and on the fake that imitates it, some at once, and shrinks
 * those that are answered differently. Each kind of difference is shrunk once, from the first
 * sequence that showed it. Not thread-safe.
 */
public final class Fuzz {

  private static final int REPORTED_EVERY = 25;

  /**
   * What is played.
   *
   * @param seed the sequences are drawn from it
   * @param from the number of the first
   * @param sequences how many
   * @param length how many commands one has at most
   * @param jobs how many are played at once
   * @param findings after how many kinds of difference to stop
   * @param tries how many smaller sequences are tried for each of them
   * @param lies the options that made the fake a wrong one; empty for an honest fake
   */
  public record Plan(
      long seed,
      int from,
      int sequences,
      int length,
      int jobs,
      int findings,
      int tries,
      String lies) {}

  private final Plan plan;
  private final Consumer<String> progress;
  private final Consumer<Finding> found;
  private final Map<String, Suspect> suspects = new TreeMap<>();
  private final Map<String, Integer> commands = new TreeMap<>();
  private final Map<String, Integer> explained = new TreeMap<>();
  private final Set<String> problems = new LinkedHashSet<>();
  private int played;
  private long steps;

  /**
   * Makes one for a single use.
   *
   * @param plan what is played
   * @param progress is told what is being done
   * @param found is told each finding as soon as it is shrunk
   */
  public Fuzz(Plan plan, Consumer<String> progress, Consumer<Finding> found) {
    this.plan = plan;
    this.progress = progress;
    this.found = found;
  }

  /** A kind of difference, and the first sequence that showed it. */
  private record Suspect(int sequence, List<Step> steps, Compared compared, int times) {}

  /**
   * Plays.
   *
   * @param bench where; it stays open
   * @param reference what is imitated
   * @param fake what imitates it
   */
  public FuzzResult run(Bench bench, Target reference, Target fake) {
    long begin = System.nanoTime();
    Comparer comparer = new Comparer(bench, reference, fake, KnownDifference.load());
    playAll(comparer);
    List<Finding> findings = new ArrayList<>();
    suspects.values().stream()
        .sorted((one, other) -> Integer.compare(one.sequence(), other.sequence()))
        .map(suspect -> finding(comparer, suspect))
        .forEach(
            finding -> {
              found.accept(finding);
              findings.add(finding);
            });
    return new FuzzResult(
        reference.name(),
        fake.name(),
        plan.seed(),
        played,
        steps,
        commands,
        findings,
        explained,
        List.copyOf(problems),
        Duration.ofNanos(System.nanoTime() - begin));
  }

  private void playAll(Comparer comparer) {
    Sequences sequences = new Sequences(plan.seed(), plan.length(), comparer::newModel);
    ExecutorService workers = Executors.newFixedThreadPool(plan.jobs());
    try {
      List<Future<?>> under = new ArrayList<>();
      for (int i = 0; i < plan.sequences(); i++) {
        int number = plan.from() + i;
        under.add(
            workers.submit(
                () -> {
                  List<Step> drawn = sequences.draw(number);
                  if (!enough()) {
                    note(number, drawn, comparer.compare(drawn));
                  }
                }));
      }
      for (Future<?> one : under) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a sequence could not be played", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      workers.shutdownNow();
    }
  }

  private synchronized boolean enough() {
    return suspects.size() >= plan.findings();
  }

  private synchronized void note(int number, List<Step> drawn, Compared compared) {
    played++;
    steps += drawn.size();
    drawn.forEach(step -> commands.merge(step.command(), 1, Integer::sum));
    compared.explained().forEach((reason, count) -> explained.merge(reason, count, Integer::sum));
    compared.problems().forEach(problem -> problems.add("sequence " + number + ": " + problem));
    compared
        .first()
        .ifPresent(
            first ->
                suspects.merge(
                    kind(first),
                    new Suspect(number, drawn, compared, 1),
                    (one, other) -> {
                      Suspect earlier = one.sequence() < other.sequence() ? one : other;
                      return new Suspect(
                          earlier.sequence(),
                          earlier.steps(),
                          earlier.compared(),
                          one.times() + other.times());
                    }));
    if (played % REPORTED_EVERY == 0) {
      progress.accept(progressed(played) + ", " + suspects.size() + " kinds of difference so far");
    }
  }

  private String progressed(int count) {
    return count + " of " + plan.sequences() + " sequences";
  }

  /** What two differences have in common that are likely one. */
  private static String kind(Difference difference) {
    return place(difference) + first(difference.reference()) + " " + first(difference.other());
  }

  private static String first(List<String> lines) {
    return lines.isEmpty()
        ? ""
        : lines.get(0).replaceAll("c1-b|c1|c2|absent", "ID").replaceAll("[0-9]+", "N");
  }

  /** The command and the part of its answer. */
  private static String place(Difference difference) {
    String[] words = difference.title().split(" ", 3);
    return (words.length > 1 ? words[1] : words[0]) + " " + difference.part() + " ";
  }

  // Shrinking

  private Finding finding(Comparer comparer, Suspect suspect) {
    Difference first = suspect.compared().first().orElseThrow();
    progress.accept("shrinking sequence " + suspect.sequence() + ", where this was seen:");
    first.show(comparer.reference().name(), comparer.fake().name()).forEach(progress);
    Compared[] last = {suspect.compared()};
    Shrinker<Step> shrinker =
        new Shrinker<>(
            candidate -> {
              if (!Stage.permits(candidate, comparer.newModel())) {
                return false;
              }
              Compared compared = comparer.compare(candidate);
              boolean shows =
                  compared.first().filter(one -> place(one).equals(place(first))).isPresent();
              if (shows) {
                last[0] = compared;
              }
              return shows;
            },
            Fuzz::plainer,
            plan.tries());
    boolean steady =
        comparer
            .compare(suspect.steps())
            .first()
            .filter(one -> place(one).equals(place(first)))
            .isPresent();
    List<Step> smallest = steady ? shrinker.shrink(suspect.steps()) : suspect.steps();
    Compared compared = Objects.requireNonNull(last[0]);
    Difference difference = compared.first().orElseThrow();
    return new Finding(
        comparer.reference().name(),
        comparer.fake().name(),
        suspect.sequence(),
        suspect.times(),
        suspect.steps().size(),
        shrinker.tries(),
        steady,
        smallest.stream().map(Step::toString).toList(),
        difference,
        ScenarioSource.of(
            smallest,
            compared.said(),
            comparer.newModel(),
            new ScenarioSource.Origin(
                comparer.reference().name(),
                plan.seed(),
                suspect.sequence(),
                plan.length(),
                plan.lies())));
  }

  /** Sequences with one plainer step, or with one id in place of another. */
  private static List<List<Step>> plainer(List<Step> list) {
    List<List<Step>> plainer = new ArrayList<>();
    Set<String> used = new LinkedHashSet<>();
    list.forEach(step -> step.words().stream().filter(Step::isId).forEach(used::add));
    for (String id : used) {
      if (!used.contains("{c1}")) {
        plainer.add(list.stream().map(step -> step.renamed(id, "{c1}")).toList());
      }
    }
    for (int i = 0; i < list.size(); i++) {
      for (Step simpler : list.get(i).simpler()) {
        List<Step> changed = new ArrayList<>(list);
        changed.set(i, simpler);
        plainer.add(changed);
      }
    }
    return plainer;
  }
}
