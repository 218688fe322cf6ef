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

import dev.runsc.conformance.Bench;
import dev.runsc.conformance.fuzz.Finding;
import dev.runsc.conformance.fuzz.FindingText;
import dev.runsc.conformance.fuzz.Fuzz;
import dev.runsc.conformance.fuzz.FuzzReport;
import dev.runsc.conformance.fuzz.FuzzResult;
import dev.runsc.conformance.result.Deviations;
import dev.runsc.conformance.result.Verdict;
import dev.runsc.conformance.targets.FakeTargets;
import dev.runsc.conformance.targets.Target;
import dev.runsc.conformance.targets.TargetSpec;
import dev.runsc.conformance.targets.Targets;
import dev.runsc.conformance.trust.Mutant;
import dev.runsc.fake.FakeOptions;
import dev.runsc.fake.Script;
import dev.runsc.fake.ScriptException;
import dev.runsc.testkit.internal.RealDiscovery;
import dev.runsc.testkit.internal.Release;
import dev.runsc.testkit.internal.UnusableException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Looks for differences between fakes and real releases with random commands. */
@Command(
    name = "fuzz",
    description = {
      "Plays random sequences of commands on real releases and on the fakes of the same names, and"
          + " compares every answer and what became of the containers.",
      "",
      "A difference is shrunk to the fewest commands that show it, and printed as a scenario. Those"
          + " that are known and argued are counted, and told with their reason."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:no difference that is not explained",
      "1:a difference",
      "2:wrong usage",
      "3:a target cannot be run here, or the suite failed"
    },
    footer = {
      "",
      "Examples:",
      "  conformance fuzz --release 20240729.0 --sequences 1000",
      "  conformance fuzz --release 20240729.0 --seed 4711 --from 37 --sequences 1",
      "  conformance fuzz --target fake:20240729.0 --mutant kill.says-more",
      "  conformance fuzz --target real:/usr/bin/runsc --fake faults.json"
    },
    mixinStandardHelpOptions = true)
final class FuzzCommand implements Callable<Integer> {

  private static final Duration MUTANT_PATIENCE = Duration.ofSeconds(3);

  private final Surroundings surroundings;
  private int told;

  @Spec private CommandSpec spec;

  @Option(
      names = "--target",
      paramLabel = "TARGET",
      converter = Converters.OfTarget.class,
      description =
          "What the fake of the same release is held against: real:PATH, real:RELEASE, or an honest"
              + " fake:RELEASE. May be repeated. Default: every real release that is installed.")
  private List<TargetSpec> targets = new ArrayList<>();

  @Option(
      names = "--release",
      paramLabel = "RELEASE",
      converter = Converters.OfRelease.class,
      description = "The same as --target real:RELEASE.")
  private List<Release> releases = new ArrayList<>();

  @Option(
      names = "--sequences",
      paramLabel = "N",
      defaultValue = "100",
      description = "How many sequences, on each target. Default: 100.")
  private int sequences;

  @Option(
      names = "--length",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many commands a sequence has at most. Default: 20.")
  private int length;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The sequences are drawn from it. Default: drawn at random, and told.")
  private @Nullable Long seed;

  @Option(
      names = "--from",
      paramLabel = "N",
      defaultValue = "1",
      description = "The number of the first sequence; each is drawn by itself. Default: 1.")
  private int from;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      defaultValue = "3",
      description = "How many sequences are played at once. Default: 3.")
  private int jobs;

  @Option(
      names = "--findings",
      paramLabel = "N",
      defaultValue = "10",
      description = "Stop after so many kinds of difference. Default: 10.")
  private int findings;

  @Option(
      names = "--tries",
      paramLabel = "N",
      defaultValue = "150",
      description = "How many smaller sequences are tried for each. Default: 150.")
  private int tries;

  @Option(
      names = "--fake",
      paramLabel = "FILE",
      description = "A script or fault file for the fake, to see what it would be found out by.")
  private @Nullable Path script;

  @Option(
      names = "--mutant",
      paramLabel = "NAME",
      description =
          "Make the fake one of those that the suite is judged with, such as kill.says-more.")
  private @Nullable String mutant;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Write fuzz.json there, and a Java class for each finding. Default: no report.")
  private @Nullable Path report;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  FuzzCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    check("--sequences", sequences);
    check("--length", length);
    check("--from", from);
    check("--jobs", jobs);
    check("--findings", findings);
    check("--tries", tries);
    Script lies = lies();
    List<TargetSpec> specs = specs();
    Console console = new Console(spec, surroundings);
    if (specs.isEmpty()) {
      console.trouble(
          "there is no real release here to hold the fake against: unpack Debian's with"
              + " conformance-suite/bin/install-runsc, or name one with --target");
      return Verdict.ENVIRONMENT;
    }
    long drawn = seed == null ? new SecureRandom().nextInt(1_000_000) : seed;
    console.progress("seed " + drawn);
    String wrong =
        mutant != null ? " --mutant " + mutant : script != null ? " --fake " + script : "";
    Fuzz.Plan plan = new Fuzz.Plan(drawn, from, sequences, length, jobs, findings, tries, wrong);
    List<FuzzResult> results = new ArrayList<>();
    int exit = Verdict.AS_EXPECTED;
    for (TargetSpec target : specs) {
      exit = worse(exit, fuzz(target, lies, plan, console, results));
    }
    return written(results, exit, console);
  }

  /** A finding outweighs an environment that failed. */
  private static int worse(int one, int other) {
    return one == Verdict.FINDING || other == Verdict.AS_EXPECTED ? one : other;
  }

  private int fuzz(
      TargetSpec target, Script lies, Fuzz.Plan plan, Console console, List<FuzzResult> results) {
    Path directory = Bench.newDirectory();
    try (Bench bench = open(target, lies, directory, console)) {
      Thread abandon = new Thread(bench::close, "abandon");
      Runtime.getRuntime().addShutdownHook(abandon);
      Target reference = bench.targets().get(0);
      FuzzResult result =
          new Fuzz(plan, console::progress, finding -> tell(finding, console))
              .run(bench, reference, disguised(bench.targets().get(1)));
      Runtime.getRuntime().removeShutdownHook(abandon);
      results.add(result);
      return tell(result, console);
    } catch (UnusableException e) {
      console.trouble(target + ": " + e.reason());
      return e.impostor() ? Verdict.FINDING : Verdict.ENVIRONMENT;
    }
  }

  private Target disguised(Target fake) {
    return mutant == null
        ? fake
        : fake.disguised(mutant, Map.of(Mutant.VARIABLE, mutant), MUTANT_PATIENCE);
  }

  private void tell(Finding finding, Console console) {
    told++;
    console.out().println();
    FindingText.show(told, finding).forEach(console.out()::println);
    console.out().println();
  }

  private static int tell(FuzzResult result, Console console) {
    result
        .explained()
        .forEach((why, times) -> console.out().println("known " + times + "x: " + why));
    result.problems().forEach(problem -> console.out().println("problem: " + problem));
    console.verdict(result.line(), result.exitCode());
    return result.exitCode();
  }

  private int written(List<FuzzResult> results, int exit, Console console) {
    if (report == null) {
      return exit;
    }
    try {
      FuzzReport.write(results, report);
      console.out().println("report: " + report);
      return exit;
    } catch (IOException e) {
      console.trouble("cannot write the report: " + e);
      return worse(exit, Verdict.ENVIRONMENT);
    }
  }

  // Opening

  /** Opens what is imitated, and the fake. */
  private static Bench open(TargetSpec spec, Script lies, Path directory, Console console)
      throws UnusableException {
    Targets opened = Targets.open(List.of(spec), Set.of(), directory, console::progress);
    if (opened.ready().isEmpty()) {
      opened.close();
      Targets.Refused refused = opened.refused().get(0);
      throw refused.problem() == Targets.Problem.IMPOSTOR
          ? UnusableException.impostor(refused.reason())
          : UnusableException.environment(refused.reason());
    }
    Target reference = opened.ready().get(0);
    boolean whole = false;
    try {
      Target fake = imitating(reference, lies, directory);
      whole = true;
      return new Bench(
          directory,
          Targets.of(directory, List.of(reference, fake)),
          new Deviations(List.of()),
          cell -> {});
    } finally {
      if (!whole) {
        opened.close();
      }
    }
  }

  private static Target imitating(Target reference, Script lies, Path directory)
      throws UnusableException {
    Release release =
        reference
            .release()
            .filter(one -> FakeOptions.releases().contains(one.toString()))
            .orElseThrow(
                () ->
                    UnusableException.environment(
                        "there is no fake of what it says it is, "
                            + reference.identity().version()
                            + ", but of "
                            + FakeOptions.releases()));
    FakeOptions options =
        FakeTargets.options(release, Optional.of(reference.identity().ociVersion())).toBuilder()
            .script(lies)
            .build();
    return FakeTargets.open("fake:" + release, options, directory.resolve("fake"));
  }

  private List<TargetSpec> specs() {
    List<TargetSpec> specs = new ArrayList<>(targets);
    for (TargetSpec target : targets) {
      if (target instanceof TargetSpec.Replay) {
        throw usage(target + " answers what was asked when it was recorded, and nothing else");
      }
    }
    for (Release release : releases) {
      specs.add(TargetSpec.parse("real:" + release, surroundings.environment()));
    }
    if (specs.isEmpty()) {
      new RealDiscovery(surroundings.environment())
          .find().stream()
              .filter(one -> one.claimed().isPresent())
              .forEach(one -> specs.add(new TargetSpec.Real(one.executable(), one.claimed())));
    }
    return specs;
  }

  private Script lies() {
    if (mutant != null) {
      if (Mutant.all().stream().noneMatch(one -> one.name().equals(mutant))) {
        throw usage(
            "there is no mutant "
                + mutant
                + ", but "
                + Mutant.all().stream().map(Mutant::name).toList());
      }
      if (script != null) {
        throw usage("--mutant and --fake both say what is wrong with the fake: give one of them");
      }
      return Mutant.script();
    }
    if (script == null) {
      return Script.empty();
    }
    try {
      return Script.load(script);
    } catch (ScriptException e) {
      throw usage("--fake: " + e.getMessage());
    }
  }

  private void check(String option, int value) {
    if (value < 1) {
      throw usage(option + " is " + value + ", and must be at least 1");
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
