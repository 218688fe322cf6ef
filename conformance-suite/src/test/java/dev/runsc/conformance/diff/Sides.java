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

package dev.runsc.conformance.diff;

import dev.runsc.conformance.result.Cell;
import dev.runsc.conformance.result.Conduct;
import dev.runsc.conformance.result.Outcome;
import dev.runsc.conformance.result.RunResult;
import dev.runsc.conformance.result.ScenarioInfo;
import dev.runsc.conformance.result.TargetInfo;
import dev.runsc.conformance.surface.Surface;
import dev.runsc.conformance.transcript.Entry;
import dev.runsc.conformance.transcript.Transcript;
import dev.runsc.testkit.internal.Release;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes what is compared. */
public final class Sides {

  private final TargetInfo target;
  private final List<ScenarioInfo> scenarios = new ArrayList<>();
  private final List<Cell> cells = new ArrayList<>();

  private Sides(TargetInfo target) {
    this.target = target;
  }

  public static Sides of(String release, Surface surface) {
    return new Sides(
        new TargetInfo(
            "real:" + release,
            "real",
            Optional.of(Release.parse(release)),
            "runsc version " + release,
            "",
            "/opt/" + release + "/runsc",
            "ab".repeat(32),
            List.of(),
            List.of("HOST_PIDS", "RUNS_PROGRAMS"),
            surface));
  }

  public Sides cell(String id, String level, Outcome outcome, String stdout, long millis) {
    scenarios.add(new ScenarioInfo(id, "title of " + id, level, "reference of " + id));
    cells.add(
        new Cell(
            id,
            target.name(),
            outcome,
            outcome == Outcome.PASSED ? "" : "why " + id,
            "",
            Duration.ofMillis(millis),
            new Transcript(
                List.of(new Entry("runsc state --x c1", Map.of("stdout", stdout, "exit", "0"))))));
    return this;
  }

  public Side side() {
    return side(Conduct.PLAIN);
  }

  public Side side(Conduct conduct) {
    return new Side(
        new RunResult(
            Instant.EPOCH,
            Duration.ofSeconds(1),
            conduct,
            scenarios,
            List.of(target),
            List.of(),
            cells,
            List.of(),
            List.of()),
        target);
  }
}
