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

package dev.runsc.conformance.cli;

import dev.runsc.conformance.diff.Bisect;
import dev.runsc.conformance.result.Cell;
import dev.runsc.conformance.result.RunResult;
import dev.runsc.conformance.result.ScenarioInfo;
import dev.runsc.conformance.result.Shards;
import dev.runsc.conformance.result.Verdict;
import dev.runsc.conformance.run.Suite;
import dev.runsc.conformance.targets.TargetSpec;
import dev.runsc.conformance.targets.Targets;
import dev.runsc.fake.FakeOptions;
import dev.runsc.testkit.internal.RealDiscovery;
import dev.runsc.testkit.internal.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Finds the release in which a scenario changed. */
@Command(
    name = "bisect",
    description = {
      "Finds the first release in which a scenario ends otherwise than in the oldest, or is answered"
          + " otherwise, by running it on as few releases as it can.",
      "",
      "Without TARGET: over the real releases that are installed; conformance fetch installs more."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the oldest and the newest do not differ",
      "1:the change is found",
      "2:wrong usage",
      "3:one of them cannot be run here, or the suite failed"
    },
    footer = {
      "",
      "Examples:",
      "  conformance bisect --scenario create.duplicate-id-keeps-the-first --fakes",
      "  conformance bisect --scenario state.missing real:20221219.0 real:20240729.0"
    },
    mixinStandardHelpOptions = true)
final class BisectCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  @Spec private CommandSpec spec;
  @Mixin private Conducting conducting;

  @Option(names = "--scenario", required = true, paramLabel = "ID", description = "The scenario.")
  private String scenario;

  @Option(names = "--fakes", description = "Over the fakes of all releases.")
  private boolean fakes;

  @Option(
      names = "--outcome",
      description = "Let only the outcome count, not what was answered on the way.")
  private boolean outcomeOnly;

  @Parameters(
      paramLabel = "TARGET",
      arity = "0..*",
      converter = Converters.OfTarget.class,
      description = "The row to search, oldest first. " + TargetSpec.SYNTAX + ".")
  private List<TargetSpec> targets = new ArrayList<>();

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  BisectCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** A target of the row that cannot be run ends the search: nothing is known of it. */
  private static final class NoAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoAnswerException(String message) {
      super(message);
    }
  }

  @Override
  public Integer call() {
    Console console = new Console(spec, surroundings);
    List<TargetSpec> row = row();
    Suite suite = new Suite(scenario::equals);
    List<ScenarioInfo> found = suite.scenarios();
    if (found.isEmpty()) {
      throw usage("there is no scenario " + scenario + "; see: conformance list");
    }
    try {
      Optional<Bisect.Change> change =
          new Bisect(index -> run(suite, row.get(index), console), outcomeOnly).search(row.size());
      console.out().println(scenario + ": " + found.get(0).title());
      if (change.isEmpty()) {
        console.verdict("NO CHANGE between " + row.get(0) + " and " + row.get(row.size() - 1), 0);
        return Verdict.AS_EXPECTED;
      }
      tell(change.get(), row, console);
      return Verdict.FINDING;
    } catch (NoAnswerException e) {
      console.trouble(String.valueOf(e.getMessage()));
      return Verdict.ENVIRONMENT;
    }
  }

  private static void tell(Bisect.Change change, List<TargetSpec> row, Console console) {
    String before = change.before().target();
    String after = change.after().target();
    for (Cell cell : List.of(change.before(), change.after())) {
      console.out().println("  " + cell.target() + ": " + cell.outcome().text());
      cell.message().lines().limit(6).forEach(line -> console.out().println("    " + line));
    }
    change
        .differences()
        .forEach(
            one -> one.show(before, after).forEach(line -> console.out().println("  " + line)));
    console.verdict(
        "CHANGED in "
            + row.get(change.index())
            + ": "
            + change.before().outcome().text()
            + " -> "
            + change.after().outcome().text(),
        Verdict.FINDING);
  }

  private Cell run(Suite suite, TargetSpec target, Console console) {
    console.progress("running " + scenario + " on " + target);
    RunResult result =
        conducting.run(
            suite,
            Shards.ALL,
            console,
            List.of(target),
            directory -> Targets.open(List.of(target), Set.of(), directory, console::progress));
    return result.cells().stream()
        .filter(cell -> cell.outcome().expected() || cell.outcome().finding())
        .findFirst()
        .orElseThrow(() -> new NoAnswerException(target + ": " + result.verdict().line()));
  }

  private List<TargetSpec> row() {
    List<TargetSpec> row = new ArrayList<>(targets);
    if (fakes) {
      FakeOptions.releases().stream()
          .map(Release::parse)
          .sorted()
          .forEach(release -> row.add(new TargetSpec.Fake(Optional.of(release))));
    } else if (targets.isEmpty()) {
      new RealDiscovery(surroundings.environment())
          .find().stream()
              .filter(one -> one.claimed().isPresent())
              .forEach(one -> row.add(new TargetSpec.Real(one.executable(), one.claimed())));
    }
    if (row.size() < 2) {
      throw usage(
          "there are not two releases to search between, but "
              + row
              + ": name targets, give --fakes, or install releases (conformance fetch)");
    }
    return row;
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
