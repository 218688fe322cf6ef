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

package dev.runsc.conformance.report;

import dev.runsc.conformance.result.Cell;
import dev.runsc.conformance.result.Conduct;
import dev.runsc.conformance.result.Drift;
import dev.runsc.conformance.result.Outcome;
import dev.runsc.conformance.result.RunResult;
import dev.runsc.conformance.result.ScenarioInfo;
import dev.runsc.conformance.result.Shards;
import dev.runsc.conformance.result.TargetInfo;
import dev.runsc.conformance.surface.Surface;
import dev.runsc.conformance.targets.Targets;
import dev.runsc.conformance.transcript.Comparison;
import dev.runsc.conformance.transcript.Entry;
import dev.runsc.conformance.transcript.Transcript;
import dev.runsc.testkit.internal.Release;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A run that had a bit of everything. */
final class Results {

  static final Transcript REAL = transcript("null\n");
  static final Transcript FAKE = transcript("[]<&>\u0001\n");

  private Results() {}

  private static Transcript transcript(String stdout) {
    return new Transcript(
        List.of(new Entry("runsc list", Map.of("stdout", stdout)), new Entry("end", Map.of())));
  }

  static Cell cell(String scenario, TargetInfo target, Outcome outcome, String message) {
    return new Cell(
        scenario,
        target.name(),
        outcome,
        message,
        message.isEmpty() ? "" : "java.lang.AssertionError: " + message,
        Duration.ofMillis(1234),
        target.name().startsWith("fake") ? FAKE : REAL);
  }

  static TargetInfo target(String kind) {
    return new TargetInfo(
        kind + ":20240729.0",
        kind,
        Optional.of(Release.parse("20240729.0")),
        "runsc version 0.0~20240729.0",
        "1.0.2-dev",
        "/opt/" + kind + "/runsc",
        "0123456789abcdef".repeat(4),
        List.of("--network=none"),
        List.of("RUNS_PROGRAMS", "HOST_PIDS"),
        new Surface(
            "Subcommands:\n\tlist             list <containers>\n",
            "  -debug\n    \tenable debug logging.\n",
            Map.of("list", "list [flags]  -quiet\n    \tonly list container ids\n")));
  }

  static RunResult mixed() {
    TargetInfo fake = target("fake");
    TargetInfo real = target("real");
    Cell flaky = cell("a.fails", fake, Outcome.FAILED, "Expecting <this>\n  to be \"that\"");
    return new RunResult(
        Instant.parse("2026-11-23T10:00:00.123Z"),
        Duration.ofMillis(2500),
        new Conduct(4711, new Shards(8, Set.of(3, 4)), false),
        List.of(
            new ScenarioInfo("a.fails", "it <fails>", "required", "a reference"),
            new ScenarioInfo("b.drifts", "it drifts", "quirk", "a reference"),
            new ScenarioInfo("c.deviates", "it deviates", "required", "a reference")),
        List.of(fake, real),
        List.of(new Targets.Refused("real:1", Targets.Problem.NOT_RUN, "it needs root")),
        List.of(
            flaky.and(cell("a.fails", fake, Outcome.PASSED, "")),
            cell("a.fails", real, Outcome.PASSED, ""),
            cell("b.drifts", fake, Outcome.PASSED, ""),
            cell("b.drifts", real, Outcome.PASSED, ""),
            cell("c.deviates", fake, Outcome.EXPECTED_DEVIATION, "a reason (a link)"),
            cell("c.deviates", real, Outcome.NOT_APPLICABLE, "needs HOST_PIDS")),
        List.of(new Drift("b.drifts", fake.name(), real.name(), Comparison.of(REAL, FAKE))),
        List.of());
  }
}
