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
import dev.runsc.conformance.result.Deviations;
import dev.runsc.conformance.result.Drift;
import dev.runsc.conformance.result.Outcome;
import dev.runsc.conformance.result.RunResult;
import dev.runsc.conformance.result.ScenarioInfo;
import dev.runsc.conformance.targets.Target;
import dev.runsc.conformance.targets.Targets;
import dev.runsc.conformance.transcript.Transcript;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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
import org.junit.platform.launcher.core.LauncherFactory;

/** All scenarios, run by JUnit. */
public final class Suite {

  /** The package of the scenarios. */
  public static final String SCENARIOS = "dev.runsc.conformance.scenarios";

  /** Calls spend their time in other processes, so more at once than there are processors. */
  private static final int THREADS = 4;

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

  /** Makes a suite of the scenarios in a package. */
  Suite(String scenarioPackage, Predicate<String> ids) {
    this(scenarioPackage, ids, (scenario, target) -> true);
  }

  /** Makes a suite of some scenarios, each on some targets only. */
  Suite(String scenarioPackage, Predicate<String> ids, BiPredicate<String, String> pairs) {
    this.scenarioPackage = scenarioPackage;
    this.ids = ids;
    this.pairs = pairs;
  }

  /** What a run tells while it goes on. */
  public interface Progress {
    /** Called once, with the number of results that there will be. */
    void begin(int count);

    /** Called for each result, by one thread at a time. */
    void result(Cell cell);
  }

  /** The ids of all scenarios, also of those that are left out here. */
  private Set<String> everyId() {
    Suite all = new Suite(scenarioPackage, id -> true);
    return all.scenarios().stream().map(ScenarioInfo::id).collect(Collectors.toSet());
  }

  /** Finds the scenarios, by id. */
  public List<ScenarioInfo> scenarios() {
    try (LauncherSession session = LauncherFactory.openSession()) {
      return new ArrayList<>(find(session.getLauncher().discover(request())).values());
    }
  }

  /**
   * Runs all scenarios on the targets. Closes the targets.
   *
   * @throws IllegalArgumentException if the scenarios or the deviations contradict themselves
   */
  public RunResult run(Targets targets, Path directory, Deviations deviations, Progress progress) {
    Instant started = Instant.now();
    long begin = System.nanoTime();
    List<String> errors = new ArrayList<>();
    Bench bench = new Bench(directory, targets, deviations, progress::result, this::includes);
    Thread abandon = new Thread(bench::close, "abandon");
    Runtime.getRuntime().addShutdownHook(abandon);
    Map<String, ScenarioInfo> scenarios;
    try (LauncherSession session = LauncherFactory.openSession()) {
      bench.offer(session.getStore());
      TestPlan plan = session.getLauncher().discover(request());
      scenarios = find(plan);
      deviations.check(everyId());
      progress.begin(count(bench, scenarios));
      Unreported unreported = new Unreported();
      session.getLauncher().execute(plan, unreported);
      reportMissing(bench, scenarios, unreported);
      // Before the session does it, which would make a failure there the end of the run.
      close(bench, errors);
    } finally {
      close(bench, errors);
      removeHook(abandon);
    }
    return new RunResult(
        started,
        Duration.ofNanos(System.nanoTime() - begin),
        new ArrayList<>(scenarios.values()),
        bench.targets(),
        targets.refused(),
        sorted(bench.cells()),
        drifts(bench, scenarios),
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

  private LauncherDiscoveryRequest request() {
    return LauncherDiscoveryRequestBuilder.request()
        .selectors(DiscoverySelectors.selectPackage(scenarioPackage))
        .filters(includeClassNamePatterns(scenarioPackage.replace(".", "\\.") + "\\.[^.]+"))
        .filters((PostDiscoveryFilter) this::include)
        .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
        .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
        .configurationParameter(
            "junit.jupiter.execution.parallel.config.executor-service", "WORKER_THREAD_POOL")
        .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
        .configurationParameter(
            "junit.jupiter.execution.parallel.config.fixed.parallelism", Integer.toString(THREADS))
        .configurationParameter(
            "junit.jupiter.execution.parallel.config.fixed.max-pool-size",
            Integer.toString(THREADS))
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

  /** A scenario that did not even come to its body must not be missing from the result. */
  private static void reportMissing(
      Bench bench, Map<String, ScenarioInfo> scenarios, Unreported unreported) {
    for (String scenario : scenarios.keySet()) {
      for (Target target : bench.targets()) {
        if (bench.includes(scenario, target.name())
            && bench.cell(scenario, target.name()).isEmpty()) {
          bench.report(
              new Cell(
                  scenario,
                  target.name(),
                  Outcome.SUITE_ERROR,
                  "it did not come to an end" + unreported.reasons(),
                  "",
                  Duration.ZERO,
                  Transcript.EMPTY));
        }
      }
    }
  }

  private static List<Cell> sorted(List<Cell> cells) {
    return cells.stream()
        .sorted(Comparator.comparing(Cell::scenario).thenComparing(Cell::target))
        .collect(Collectors.toList());
  }

  private static List<Drift> drifts(Bench bench, Map<String, ScenarioInfo> scenarios) {
    return Pairs.of(bench.targets()).stream()
        .flatMap(
            pair ->
                scenarios.keySet().stream()
                    .flatMap(
                        scenario ->
                            pair
                                .compare(
                                    bench.cell(scenario, pair.fake().name()),
                                    bench.cell(scenario, pair.real().name()))
                                .stream()))
        .collect(Collectors.toList());
  }
}
