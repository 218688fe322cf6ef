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

import dev.runsc.conformance.result.Merge;
import dev.runsc.conformance.result.RunResult;
import dev.runsc.conformance.result.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes one report of several. */
@Command(
    name = "merge",
    description = {
      "Makes one report of those of several shards, as if one machine had run them all.",
      "",
      "The shards must have run on the same bytes with the same flags: version, sha256, flags and"
          + " capabilities of a target are compared. A missing shard ends the merge with 3. A"
          + " shard that was run twice keeps every attempt, and the worst of them stands. The"
          + " report of one run is merged as well, which writes its pages anew, with --history."
    },
    footer = {"", "Example:", "  conformance merge shards/* --report merged"},
    mixinStandardHelpOptions = true)
final class MergeCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  @Spec private CommandSpec spec;
  @Mixin private Reporting reporting;

  @Parameters(
      paramLabel = "REPORT",
      arity = "1..*",
      description = "A report's directory, or its report.json.")
  private List<Path> reports = new ArrayList<>();

  @Option(
      names = "--partial",
      description = "Let shards be missing: the result is to be merged with others.")
  private boolean partial;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  MergeCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Console console = new Console(spec, surroundings);
    List<RunResult> earlier = reporting.earlier();
    List<RunResult> parts = new ArrayList<>();
    for (Path path : reports) {
      parts.add(Reporting.read(path, spec));
    }
    RunResult merged;
    try {
      merged = Merge.of(parts);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "these reports cannot be merged: " + e.getMessage(), e);
    }
    console.print(merged);
    int exit =
        console.write(
            merged, earlier, reporting.directory(surroundings), merged.verdict().exitCode());
    List<Integer> missing = merged.conduct().shards().missing();
    if (!missing.isEmpty() && !partial) {
      console.trouble(
          "shards are missing: " + missing + " of " + merged.conduct().shards().count());
      exit = exit == Verdict.AS_EXPECTED ? Verdict.ENVIRONMENT : exit;
    }
    console.verdict(merged.verdict().line(), exit);
    return exit;
  }
}
