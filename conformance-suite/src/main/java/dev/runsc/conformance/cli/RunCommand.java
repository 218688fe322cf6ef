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
import dev.runsc.conformance.cli.Main.Surroundings;
import dev.runsc.conformance.report.Reports;
import dev.runsc.conformance.report.Table;
import dev.runsc.conformance.result.Deviations;
import dev.runsc.conformance.result.Outcome;
import dev.runsc.conformance.result.RunResult;
import dev.runsc.conformance.result.Verdict;
import dev.runsc.conformance.run.Suite;
import dev.runsc.conformance.targets.Target;
import dev.runsc.conformance.targets.TargetSpec;
import dev.runsc.conformance.targets.Targets;
import dev.runsc.fake.FakeOptions;
import dev.runsc.testkit.internal.RealDiscovery;
import dev.runsc.testkit.internal.Release;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Runs the scenarios. */
@Command(
    name = "run",
    description = {
      "Runs all scenarios on each target, compares each fake with the real release of its name,"
          + " writes reports.",
      "",
      "Without --target: on the fake of every release, and on every real runsc that is found: the"
          + " one in PATH, and RELEASE/runsc under $RUNSC_RELEASES (else under dev.runsc/releases"
          + " in the cache directory)."
    },
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

  private static final String INSTALL_HINT =
      "no real gVisor found: conformance-suite/bin/install-runsc unpacks the releases that Debian"
          + " packages";

  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Option(
      names = "--target",
      paramLabel = "TARGET",
      converter = TargetConverter.class,
      description = "fake, fake:RELEASE or real:PATH; may be repeated.")
  private List<TargetSpec> targets = new ArrayList<>();

  @Option(
      names = "--scenario",
      paramLabel = "ID",
      description =
          "Only these scenarios; a * stands for anything, as in 'wait.*'. May be repeated.")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--require",
      paramLabel = "RELEASE",
      converter = ReleaseConverter.class,
      description = {
        "A release that must be among the real targets: without it the run ends with 3. May be"
            + " repeated; $RUNSC_REQUIRE_REAL does the same, with commas."
      })
  private List<Release> required = new ArrayList<>();

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description =
          "Where report.json, junit.xml, report.html and report.md go. Default:"
              + " conformance-suite/target/conformance in the checkout, else conformance-report in"
              + " the working directory.")
  private @Nullable Path report;

  @SuppressWarnings("NullAway.Init") // picocli sets the field
  RunCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Set<Release> allRequired = required();
    Suite suite = suite();
    Path directory = Bench.newDirectory();
    Targets opened =
        targets.isEmpty()
            ? Targets.openAll(surroundings.environment(), allRequired, directory, this::progress)
            : Targets.open(targets, allRequired, directory, this::progress);
    boolean anyReal =
        opened.ready().stream().anyMatch(target -> target.kind() == Target.Kind.REAL)
            || !opened.refused().isEmpty();
    RunResult result;
    try (ShownProgress shown =
        ShownProgress.on(spec.commandLine().getErr(), surroundings.terminal())) {
      result = suite.run(opened, directory, Deviations.load(), shown);
    }
    print(result, out);
    if (targets.isEmpty() && !anyReal) {
      out.println(INSTALL_HINT);
    }
    int exit = result.verdict().exitCode();
    try {
      Path written = reportDirectory();
      Reports.write(result, written);
      out.println("reports: " + written);
    } catch (IOException e) {
      spec.commandLine().getErr().println("conformance: cannot write the reports: " + e);
      exit = exit == Verdict.AS_EXPECTED ? Verdict.ENVIRONMENT : exit;
    }
    out.println(paint(result.verdict().line(), exit == 0 ? Outcome.PASSED : Outcome.FAILED));
    return exit;
  }

  private Suite suite() {
    if (only.isEmpty()) {
      return new Suite();
    }
    List<Pattern> patterns = new ArrayList<>();
    for (String one : only) {
      Pattern pattern = Pattern.compile("\\Q" + one.replace("*", "\\E.*\\Q") + "\\E");
      if (new Suite(pattern.asMatchPredicate()).scenarios().isEmpty()) {
        throw new ParameterException(
            spec.commandLine(), "there is no scenario " + one + "; see: conformance list");
      }
      patterns.add(pattern);
    }
    return new Suite(id -> patterns.stream().anyMatch(one -> one.matcher(id).matches()));
  }

  private Set<Release> required() {
    Set<Release> all = new LinkedHashSet<>(required);
    try {
      all.addAll(new RealDiscovery(surroundings.environment()).required());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "RUNSC_REQUIRE_REAL: " + e.getMessage(), e);
    }
    return all;
  }

  private void progress(String message) {
    spec.commandLine().getErr().println(message);
  }

  private void print(RunResult result, PrintWriter out) {
    Table table = new Table(result, this::paint);
    out.println();
    table.matrix().forEach(out::println);
    table.findings().forEach(out::println);
    out.println();
    table.deviations().forEach(out::println);
    table.notRun().forEach(out::println);
    result.errors().forEach(error -> out.println("error: " + error));
  }

  private String paint(String text, Outcome outcome) {
    if (!surroundings.terminal()) {
      return text;
    }
    String style = outcome == Outcome.PASSED ? "green" : outcome.expected() ? "yellow" : "bold,red";
    return Ansi.ON.string("@|" + style + " " + text + "|@");
  }

  private Path reportDirectory() {
    if (report != null) {
      return report.toAbsolutePath().normalize();
    }
    return surroundings.checkout().isEmpty()
        ? Path.of("conformance-report").toAbsolutePath()
        : Path.of(surroundings.checkout(), "conformance-suite", "target", "conformance");
  }

  /** Reads a target. */
  static final class TargetConverter implements ITypeConverter<TargetSpec> {
    TargetConverter() {}

    @Override
    public TargetSpec convert(String value) {
      try {
        TargetSpec target = TargetSpec.parse(value);
        if (target instanceof TargetSpec.Fake fake) {
          fake.release().ifPresent(release -> requireProfile(release.toString()));
        }
        return target;
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }

    private static void requireProfile(String release) {
      if (!FakeOptions.releases().contains(release)) {
        throw new IllegalArgumentException(
            "there is no fake of " + release + ", but of " + FakeOptions.releases());
      }
    }
  }

  /** Reads a release. */
  static final class ReleaseConverter implements ITypeConverter<Release> {
    ReleaseConverter() {}

    @Override
    public Release convert(String value) {
      try {
        return Release.parse(value);
      } catch (IllegalArgumentException e) {
        throw new CommandLine.TypeConversionException(e.getMessage());
      }
    }
  }
}
