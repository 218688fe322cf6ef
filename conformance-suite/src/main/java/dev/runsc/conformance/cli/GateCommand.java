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

import dev.runsc.conformance.diff.Side;
import dev.runsc.conformance.gate.Gate;
import dev.runsc.conformance.gate.LastGood;
import dev.runsc.conformance.report.Reports;
import dev.runsc.conformance.result.RunResult;
import dev.runsc.conformance.result.ScenarioInfo;
import dev.runsc.conformance.result.TargetInfo;
import dev.runsc.conformance.result.Verdict;
import dev.runsc.conformance.targets.TargetSpec;
import dev.runsc.conformance.targets.Targets;
import dev.runsc.testkit.internal.Identity;
import dev.runsc.testkit.internal.UnusableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Decides whether a candidate may be rolled out. */
@Command(
    name = "gate",
    description = {
      "Runs the scenarios of the release in use on a candidate, and lets it pass if nothing has"
          + " become worse. On a pass, and only then, the pointer to the last good release is"
          + " replaced, in one step.",
      "",
      "What stops a candidate: a required or optional scenario that the release in use does right"
          + " and the candidate does not, declared or not, once in however many repeats; a new"
          + " scenario that it fails; an executable that is not what it claims to be. Flags and"
          + " commands that are gone, changed defaults and quirks are noted."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the candidate passes",
      "1:the candidate is stopped",
      "2:wrong usage",
      "3:not everything could be found out; the candidate does not pass"
    },
    footer = {
      "",
      "Examples:",
      "  conformance run --target real:/usr/bin/runsc --report in-use",
      "  conformance gate --baseline in-use/report.json --candidate /opt/runsc-next/runsc",
      "  conformance gate --baseline last-good.json --candidate real:20240729.0 --results merged"
    },
    mixinStandardHelpOptions = true)
final class GateCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  @Spec private CommandSpec spec;
  @Mixin private Selecting selecting;
  @Mixin private Conducting conducting;
  @Mixin private Reporting reporting;

  @Option(
      names = "--baseline",
      required = true,
      paramLabel = "FILE",
      description =
          "The report of the release in use: its report.json or directory, with #TARGET behind it"
              + " if it has several targets; or a pointer to a last good release.")
  private String baseline;

  @Option(
      names = "--candidate",
      required = true,
      paramLabel = "RUNSC",
      description =
          "The executable that may take its place: a path, or a target. " + TargetSpec.SYNTAX + ".")
  private String candidate;

  @Option(
      names = "--results",
      paramLabel = "REPORT",
      description =
          "A report of the candidate, such as merged shards, to be used instead of running. Version"
              + " and checksum must be those of RUNSC.")
  private @Nullable Path results;

  @Option(
      names = "--last-good",
      paramLabel = "FILE",
      description = "The pointer. Default: last-good.json in the directory of the baseline.")
  private @Nullable Path lastGood;

  @Option(names = "--quirks", description = "Let a quirk that has changed stop the candidate too.")
  private boolean quirks;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  GateCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Console console = new Console(spec, surroundings);
    Path file = baselineFile();
    Side inUse = baseline(file);
    TargetSpec target = candidate();
    RunResult result = results == null ? run(target, console) : reported(target, console);
    if (result.targets().size() != 1) {
      result.refused().forEach(one -> console.trouble(one.name() + ": " + one.reason()));
      console.verdict("STOPPED: " + result.verdict().line(), result.verdict().exitCode());
      return result.verdict().exitCode();
    }
    Side tried = new Side(result, result.targets().get(0));
    Set<String> asked =
        selecting.scenarios().stream().map(ScenarioInfo::id).collect(Collectors.toSet());
    Gate.Decision decision = Gate.decide(inUse, tried, asked, quirks);
    Path directory = reporting.directory(surroundings);
    int exit = console.write(result, List.of(inUse.result()), directory, exit(decision));
    if (exit == Verdict.AS_EXPECTED) {
      exit = point(tried.target(), directory, file, console);
    }
    tell(inUse, tried, decision, exit, console);
    return exit;
  }

  private static int exit(Gate.Decision decision) {
    if (!decision.stops().isEmpty()) {
      return Verdict.FINDING;
    }
    return decision.unknowns().isEmpty() ? Verdict.AS_EXPECTED : Verdict.ENVIRONMENT;
  }

  private int point(TargetInfo target, Path directory, Path baselineFile, Console console) {
    Path pointer = lastGood == null ? baselineFile.resolveSibling("last-good.json") : lastGood;
    try {
      LastGood.of(target, directory.resolve(Reports.JSON), pointer, Instant.now()).write(pointer);
      console.out().println("last good: " + pointer);
      return Verdict.AS_EXPECTED;
    } catch (UncheckedIOException e) {
      console.trouble(e.getMessage() + ": " + e.getCause());
      return Verdict.ENVIRONMENT;
    }
  }

  private static void tell(
      Side inUse, Side tried, Gate.Decision decision, int exit, Console console) {
    decision.notes().forEach(note -> console.out().println("note: " + note));
    decision.unknowns().forEach(one -> console.out().println("unknown: " + one));
    decision.stops().forEach(one -> console.out().println(console.bad("stop: ") + one));
    String way = inUse.label() + " -> " + tried.label();
    String line =
        decision.passes()
            ? "PASSES: " + way + ", " + tried.result().scenarios().size() + " scenarios"
            : decision.stops().isEmpty()
                ? "UNDECIDED: " + way + ", " + decision.unknowns().size() + " unknown"
                : "STOPPED: " + way + ", " + decision.stops().size() + " against it";
    console.verdict(line, exit);
  }

  // What is compared

  /** The report's file, found through a pointer if need be. */
  private Path baselineFile() {
    int mark = baseline.lastIndexOf('#');
    Path path = Path.of(mark < 0 ? baseline : baseline.substring(0, mark)).toAbsolutePath();
    return Files.isDirectory(path) ? path.resolve(Reports.JSON) : path;
  }

  private Side baseline(Path file) {
    Path report = file;
    try {
      String text = Files.readString(file);
      if (LastGood.isOne(text)) {
        report = file.resolveSibling(LastGood.parse(text).report());
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "cannot read the baseline " + file + ": " + e, e);
    }
    int mark = baseline.lastIndexOf('#');
    Optional<String> name = mark < 0 ? Optional.empty() : Optional.of(baseline.substring(mark + 1));
    return Operand.side(Reporting.read(report, spec), name, report, spec);
  }

  private TargetSpec candidate() {
    try {
      return Files.exists(Path.of(candidate))
          ? TargetSpec.parse("real:" + candidate)
          : TargetSpec.parse(candidate, surroundings.environment());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "there is no file " + candidate + ", and " + e.getMessage(), e);
    }
  }

  private RunResult run(TargetSpec target, Console console) {
    return conducting.run(
        selecting.suite(),
        selecting.shards(),
        console,
        List.of(target),
        directory -> Targets.open(List.of(target), Set.of(), directory, console::progress));
  }

  /** Takes the word of a report for the candidate, if it is the candidate's. */
  private RunResult reported(TargetSpec target, Console console) {
    RunResult result = Reporting.read(Objects.requireNonNull(results), spec);
    if (target instanceof TargetSpec.Real real && result.targets().size() == 1) {
      TargetInfo reported = result.targets().get(0);
      try {
        Identity identity = Identity.of(real.executable());
        if (!identity.sha256().equals(reported.sha256())) {
          throw new ParameterException(
              spec.commandLine(),
              results
                  + " is about other bytes than "
                  + real.executable()
                  + ": sha256 "
                  + reported.sha256()
                  + ", not "
                  + identity.sha256());
        }
      } catch (UnusableException e) {
        throw new ParameterException(spec.commandLine(), "the candidate: " + e.reason(), e);
      }
    }
    boolean named =
        target instanceof TargetSpec.Own
            || (target instanceof TargetSpec.Fake fake && fake.release().isPresent());
    if (named && result.target(target.toString()).isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          results
              + " is about "
              + result.targets().stream().map(TargetInfo::name).toList()
              + ", not about "
              + target);
    }
    console.progress("using the results in " + results);
    return result;
  }
}
