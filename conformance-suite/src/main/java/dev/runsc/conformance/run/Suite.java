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

package dev.runsc.conformance.run;

import static org.junit.platform.engine.discovery.ClassNameFilter.includeClassNamePatterns;

import dev.runsc.conformance.Bench;
import dev.runsc.conformance.ScenarioCase;
import dev.runsc.conformance.result.Cell;
import dev.runsc.conformance.result.Conduct;
import dev.runsc.conformance.result.Deviations;
import dev.runsc.conformance.result.RunResult;
import dev.runsc.conformance.result.ScenarioInfo;
import dev.runsc.conformance.result.TargetInfo;
import dev.runsc.conformance.surface.Surface;
import dev.runsc.conformance.targets.Target;
import dev.runsc.conformance.targets.Targets;
import dev.runsc.testkit.internal.UnusableException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherExecutionRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** All scenarios, run by JUnit. */
public final class Suite {

  /** The package of the scenarios. */
  public static final String SCENARIOS = "dev.runsc.conformance.scenarios";

  private static final String LIMIT = "3 m";

  private final String scenarioPackage;
  private final Predicate<String> ids;
  private final BiPredicate<String, String> pairs;

  /** Makes the suite of all scenarios. */
  public Suite() {
    this(SCENARIOS, id -> true);
  }

  /**
   * Makes a suite of some scenarios.
   *
   * @param ids tells by its id whether a scenario is among them
   */
  public Suite(Predicate<String> ids) {
    this(SCENARIOS, ids);
  }

  /**
   * Makes a suite of some scenarios, each on some targets only.
   *
   * @param ids tells by its id whether a scenario is among them
   * @param pairs tells by the scenario's id and the target's name whether it is run there
   */
  public Suite(Predicate<String> ids, BiPredicate<String, String> pairs) {
    this(SCENARIOS, ids, pairs);
  }

  /** Makes a suite of the scenarios in a package. */
  Suite(String scenarioPackage, Predicate<String> ids) {
    this(scenarioPackage, ids, (scenario, target) -> true);
  }

  /**
   * Makes a suite of some scenarios in a package, each on some targets only.
   *
   * @param scenarioPackage the package
   * @param ids tells by its id whether a scenario is among them
   * @param pairs tells by the scenario's id and the target's name whether it is run there
   */
  public Suite(String scenarioPackage, Predicate<String> ids, BiPredicate<String, String> pairs) {
    this.scenarioPackage = scenarioPackage;
    this.ids = ids;
    this.pairs = pairs;
  }

  /** What a run tells while it goes on. */
  public interface Progress {
    /** Tells nobody. */
    Progress NONE =
        new Progress() {
          @Override
          public void begin(int count) {}

          @Override
          public void result(Cell cell) {}
        };

    /** Called once, with the number of results that there will be. */
    void begin(int count);

    /** Called for each result, by one thread at a time. */
    void result(Cell cell);

    /** Called before scenarios that are not as expected are run again, to classify them. */
    default void classify(int scenarios, int times) {}
  }

  /** The ids of all scenarios, also of those that are left out here. */
  private Set<String> everyId() {
    Suite all = new Suite(scenarioPackage, id -> true);
    return all.scenarios().stream().map(ScenarioInfo::id).collect(Collectors.toSet());
  }

  /** Finds the scenarios, by id. */
  public List<ScenarioInfo> scenarios() {
    try (LauncherSession session = LauncherFactory.openSession()) {
      return new ArrayList<>(find(session.getLauncher().discover(request(Plan.ONCE, 0))).values());
    }
  }

  /**
   * Runs all scenarios once on the targets. Closes the targets.
   *
   * @throws IllegalArgumentException if the scenarios or the deviations contradict themselves
   */
  public RunResult run(Targets targets, Path directory, Deviations deviations, Progress progress) {
    return run(targets, directory, deviations, progress, Plan.ONCE);
  }

  /**
   * Runs all scenarios on the targets. Closes the targets.
   *
   * @throws IllegalArgumentException if the scenarios or the deviations contradict themselves
   */
  public RunResult run(
      Targets targets, Path directory, Deviations deviations, Progress progress, Plan plan) {
    Instant started = Instant.now();
    long begin = System.nanoTime();
    List<String> errors = new ArrayList<>();
    FirstFinding firstFinding = new FirstFinding(plan.failFast());
    AtomicReference<BiPredicate<String, String>> round = new AtomicReference<>(this::includes);
    Bench bench =
        new Bench(
            directory,
            targets,
            deviations,
            cell -> {
              progress.result(cell);
              firstFinding.look(cell);
            },
            (scenario, target) -> Objects.requireNonNull(round.get()).test(scenario, target));
    Rounds rounds = new Rounds(bench);
    Thread abandon = new Thread(bench::close, "abandon");
    Runtime.getRuntime().addShutdownHook(abandon);
    List<TargetInfo> infos = new ArrayList<>();
    Map<String, ScenarioInfo> scenarios;
    try (LauncherSession session = LauncherFactory.openSession()) {
      bench.offer(session.getStore());
      scenarios = find(session.getLauncher().discover(request(plan, 0)));
      deviations.check(everyId());
      for (Target target : bench.targets()) {
        infos.add(target.info(plan.surface() ? surface(target, errors) : Surface.UNKNOWN));
      }
      progress.begin(count(bench, scenarios) * plan.repeat());
      runRounds(session, rounds, scenarios.values(), plan, firstFinding);
      if (plan.classify() > 0 && !firstFinding.found() && !rounds.suspects().isEmpty()) {
        Set<Rounds.Place> suspects = rounds.suspects();
        round.set((scenario, target) -> suspects.contains(new Rounds.Place(scenario, target)));
        progress.classify(suspects.size(), plan.classify());
        classify(session, rounds, scenarios.values(), plan, suspects);
      }
      // Before the session does it, which would make a failure there the end of the run.
      close(bench, errors);
    } finally {
      close(bench, errors);
      removeHook(abandon);
    }
    return new RunResult(
        started,
        Duration.ofNanos(System.nanoTime() - begin),
        new Conduct(plan.seed(), plan.shards(), firstFinding.found()),
        new ArrayList<>(scenarios.values()),
        infos,
        targets.refused(),
        rounds.cells(),
        rounds.drifts(),
        errors);
  }

  private boolean includes(String scenario, String target) {
    return ids.test(scenario) && pairs.test(scenario, target);
  }

  private static int count(Bench bench, Map<String, ScenarioInfo> scenarios) {
    int count = 0;
    for (String scenario : scenarios.keySet()) {
      for (Target target : bench.targets()) {
        count += bench.includes(scenario, target.name()) ? 1 : 0;
      }
    }
    return count;
  }

  private void runRounds(
      LauncherSession session,
      Rounds rounds,
      Collection<ScenarioInfo> scenarios,
      Plan plan,
      FirstFinding firstFinding) {
    for (int round = 0; round < plan.repeat() && !firstFinding.found(); round++) {
      execute(session, request(plan, round), rounds, scenarios, firstFinding);
    }
  }

  /** Runs what was not as expected again, where it was not. */
  private void classify(
      LauncherSession session,
      Rounds rounds,
      Collection<ScenarioInfo> scenarios,
      Plan plan,
      Set<Rounds.Place> suspects) {
    Set<String> suspectIds =
        suspects.stream().map(Rounds.Place::scenario).collect(Collectors.toSet());
    Suite again = new Suite(scenarioPackage, suspectIds::contains);
    for (int round = 0; round < plan.classify(); round++) {
      LauncherDiscoveryRequest request = again.request(plan, plan.repeat() + round);
      execute(session, request, rounds, scenarios, new FirstFinding(false));
    }
  }

  private static void execute(
      LauncherSession session,
      LauncherDiscoveryRequest request,
      Rounds rounds,
      Collection<ScenarioInfo> scenarios,
      FirstFinding firstFinding) {
    Unreported unreported = new Unreported();
    session
        .getLauncher()
        .execute(
            LauncherExecutionRequestBuilder.request(request)
                .cancellationToken(firstFinding.token())
                .listeners(unreported)
                .build());
    rounds.take(scenarios, unreported, firstFinding.found());
  }

  private static Surface surface(Target target, List<String> errors) {
    if (target.knownSurface().isPresent()) {
      return target.knownSurface().get();
    }
    try {
      return Surface.of(target.executable());
    } catch (UnusableException e) {
      errors.add("cannot ask " + target.name() + " for its commands: " + e.reason());
      return Surface.UNKNOWN;
    }
  }

  private static void close(Bench bench, List<String> errors) {
    try {
      bench.close();
    } catch (RuntimeException e) {
      errors.add("closing the targets failed: " + e.getMessage());
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending already, and the hook has run, or runs.
    }
  }

  private LauncherDiscoveryRequest request(Plan plan, int round) {
    String jobs = Integer.toString(plan.jobs());
    return LauncherDiscoveryRequestBuilder.request()
        .selectors(DiscoverySelectors.selectPackage(scenarioPackage))
        .filters(includeClassNamePatterns(scenarioPackage.replace(".", "\\.") + "\\.[^.]+"))
        .filters((PostDiscoveryFilter) this::include)
        .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
        .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
        .configurationParameter(
            "junit.jupiter.execution.parallel.config.executor-service", "WORKER_THREAD_POOL")
        .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
        .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", jobs)
        .configurationParameter("junit.jupiter.execution.parallel.config.fixed.max-pool-size", jobs)
        .configurationParameter(
            "junit.jupiter.testclass.order.default", ClassOrderer.Random.class.getName())
        .configurationParameter(
            "junit.jupiter.testmethod.order.default", MethodOrderer.Random.class.getName())
        .configurationParameter(
            "junit.jupiter.execution.order.random.seed", Long.toString(plan.seed() + round))
        .configurationParameter(
            "junit.jupiter.execution.timeout.testtemplate.method.default", LIMIT)
        .build();
  }

  private FilterResult include(TestDescriptor descriptor) {
    List<ScenarioCase> cases = descriptor.getSource().map(Suite::cases).orElse(List.of());
    boolean included =
        cases.isEmpty() || cases.stream().anyMatch(scenario -> ids.test(scenario.id()));
    return FilterResult.includedIf(included);
  }

  private static List<ScenarioCase> cases(TestSource source) {
    return source instanceof MethodSource method
        ? ScenarioCase.of(method.getJavaMethod())
        : List.of();
  }

  /** The scenarios of a plan, by id. */
  private Map<String, ScenarioInfo> find(TestPlan plan) {
    Map<String, ScenarioInfo> found = new TreeMap<>();
    for (TestIdentifier root : plan.getRoots()) {
      for (TestIdentifier identifier : plan.getDescendants(root)) {
        for (ScenarioCase one : identifier.getSource().map(Suite::cases).orElse(List.of())) {
          if (ids.test(one.id()) && found.put(one.id(), one.info()) != null) {
            throw new IllegalArgumentException("two scenarios have the id \"" + one.id() + "\"");
          }
        }
      }
    }
    return found;
  }
}
