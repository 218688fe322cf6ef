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

import dev.runsc.conformance.diff.DiffJson;
import dev.runsc.conformance.diff.DiffText;
import dev.runsc.conformance.diff.ReleaseDiff;
import dev.runsc.conformance.diff.Side;
import dev.runsc.conformance.result.RunResult;
import dev.runsc.conformance.result.Verdict;
import dev.runsc.conformance.targets.TargetSpec;
import dev.runsc.conformance.targets.Targets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what is different between two releases. */
@Command(
    name = "diff",
    description = {
      "Tells what is different between two releases, as advice to somebody who goes from A to B:"
          + " scenarios that end otherwise, commands and flags that came and went, defaults, the"
          + " shape of JSON, answers, words of the help, times.",
      "",
      "A and B are each " + Operand.SYNTAX + ". What is no report is run first."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:no difference but words of the help, and times",
      "1:they differ",
      "2:wrong usage",
      "3:one of them cannot be run here, or the suite failed"
    },
    footer = {
      "",
      "Examples:",
      "  conformance diff 20221219.0 20240729.0",
      "  conformance diff fake:20240729.0 fake:20260817.0 --json",
      "  conformance diff last-week/ target/conformance/report.json#real:20240729.0"
    },
    mixinStandardHelpOptions = true)
final class DiffCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  @Spec private CommandSpec spec;
  @Mixin private Selecting selecting;
  @Mixin private Conducting conducting;

  @Parameters(index = "0", paramLabel = "A", description = "What is in use.")
  private String before;

  @Parameters(index = "1", paramLabel = "B", description = "What it may be replaced with.")
  private String after;

  @Option(names = "--json", description = "Print it for machines.")
  private boolean json;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  DiffCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Console console = new Console(spec, surroundings);
    Operand first = Operand.parse(before, surroundings, spec);
    Operand second = Operand.parse(after, surroundings, spec);
    Optional<Side> a = first.side().or(() -> run(first, console));
    Optional<Side> b = second.side().or(() -> run(second, console));
    if (a.isEmpty() || b.isEmpty()) {
      return Verdict.ENVIRONMENT;
    }
    ReleaseDiff diff = ReleaseDiff.between(a.get(), b.get());
    if (json) {
      console.out().print(DiffJson.of(diff));
      console.out().flush();
    } else {
      DiffText.of(diff, console::strong).forEach(console.out()::println);
    }
    return diff.isEmpty() ? Verdict.AS_EXPECTED : Verdict.FINDING;
  }

  private Optional<Side> run(Operand operand, Console console) {
    List<TargetSpec> target = List.of(operand.target().orElseThrow());
    RunResult result =
        conducting.run(
            selecting.suite(),
            selecting.shards(),
            console,
            target,
            directory -> Targets.open(target, Set.of(), directory, console::progress));
    result.refused().forEach(one -> console.trouble(one.name() + ": " + one.reason()));
    result.errors().forEach(console::trouble);
    return result.targets().stream().map(one -> new Side(result, one)).findFirst();
  }
}
