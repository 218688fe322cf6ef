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

import dev.runsc.conformance.result.RunResult;
import dev.runsc.conformance.result.TargetInfo;
import dev.runsc.conformance.targets.TargetSpec;
import dev.runsc.conformance.targets.Targets;
import dev.runsc.testkit.internal.RealDiscovery;
import dev.runsc.testkit.internal.Release;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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
    footer = {
      "",
      "Examples:",
      "  conformance run",
      "  conformance run --target real:/usr/bin/runsc --scenario 'kill.*' --fail-fast",
      "  conformance run --target fake --shard 3/8 --report shards/3",
      "  conformance run --target real:20240729.0 --repeat 20 --level required"
    },
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

  private static final String INSTALL_HINT =
      "no real gVisor found: conformance-suite/bin/install-runsc unpacks the releases that Debian"
          + " packages";

  private final Surroundings surroundings;

  @Spec private CommandSpec spec;
  @Mixin private Selecting selecting;
  @Mixin private Conducting conducting;
  @Mixin private Reporting reporting;

  @Option(
      names = "--target",
      paramLabel = "TARGET",
      converter = Converters.OfTarget.class,
      description = TargetSpec.SYNTAX + "; may be repeated.")
  private List<TargetSpec> targets = new ArrayList<>();

  @Option(
      names = "--require",
      paramLabel = "RELEASE",
      converter = Converters.OfRelease.class,
      description = {
        "A release that must be among the real targets: without it the run ends with 3. May be"
            + " repeated; $RUNSC_REQUIRE_REAL does the same, with commas."
      })
  private List<Release> required = new ArrayList<>();

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  RunCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Console console = new Console(spec, surroundings);
    Set<Release> allRequired = required();
    List<RunResult> earlier = reporting.earlier();
    RunResult result =
        conducting.run(
            selecting.suite(),
            selecting.shards(),
            console,
            targets,
            directory ->
                targets.isEmpty()
                    ? Targets.openAll(
                        surroundings.environment(), allRequired, directory, console::progress)
                    : Targets.open(targets, allRequired, directory, console::progress));
    console.print(result);
    boolean anyReal =
        !result.refused().isEmpty()
            || result.targets().stream().anyMatch(one -> one.kind().equals(TargetInfo.REAL));
    if (targets.isEmpty() && !anyReal) {
      console.out().println(INSTALL_HINT);
    }
    int exit =
        console.write(
            result, earlier, reporting.directory(surroundings), result.verdict().exitCode());
    console.verdict(result.verdict().line(), exit);
    return exit;
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
}
