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

import static org.assertj.core.api.Assertions.assertThat;

import dev.runsc.conformance.Bench;
import dev.runsc.conformance.result.Cell;
import dev.runsc.conformance.result.Conduct;
import dev.runsc.conformance.result.Deviations;
import dev.runsc.conformance.result.Merge;
import dev.runsc.conformance.result.RunResult;
import dev.runsc.conformance.result.Shards;
import dev.runsc.conformance.targets.FakeTargets;
import dev.runsc.conformance.targets.Target;
import dev.runsc.conformance.targets.Targets;
import dev.runsc.testkit.internal.Release;
import dev.runsc.testkit.internal.UnusableException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShardedRunTest {

  private static RunResult run(Shards shards) throws UnusableException {
    Path directory = Bench.newDirectoryForFakes();
    List<Target> targets = new ArrayList<>();
    for (String release : List.of("20221219.0", "20240729.0")) {
      targets.add(
          FakeTargets.open(
              "fake:" + release,
              FakeTargets.options(Release.parse(release), Optional.empty()),
              directory.resolve(release)));
    }
    return new Suite(id -> id.matches("(list|state|kill|delete)\\..*") && shards.contains(id))
        .run(
            Targets.of(directory, targets),
            directory,
            Deviations.load(),
            new Suite.Progress() {
              @Override
              public void begin(int count) {}

              @Override
              public void result(Cell cell) {}
            },
            new Plan(7, shards, 1, 0, false, Plan.DEFAULT_JOBS, true));
  }

  /** All but the times, which no two runs share. */
  private static RunResult timeless(RunResult result) {
    List<Cell> cells =
        result.cells().stream()
            .map(
                cell ->
                    new Cell(
                        cell.scenario(),
                        cell.target(),
                        cell.outcome(),
                        cell.message(),
                        cell.detail(),
                        Duration.ZERO,
                        cell.transcript()))
            .toList();
    return new RunResult(
        Instant.EPOCH,
        Duration.ZERO,
        new Conduct(result.conduct().seed(), Shards.ALL, false),
        result.scenarios(),
        result.targets(),
        result.refused(),
        cells,
        result.drifts(),
        result.errors());
  }

  @Test
  void eightShardsMerged_equalOneRun() throws UnusableException {
    RunResult whole = run(Shards.ALL);

    List<RunResult> shards = new ArrayList<>();
    for (int index = 1; index <= 8; index++) {
      shards.add(run(new Shards(8, Set.of(index))));
    }
    RunResult merged = Merge.of(shards);

    assertThat(whole.scenarios()).hasSizeGreaterThan(20);
    assertThat(merged.conduct().shards().missing()).isEmpty();
    assertThat(timeless(merged)).isEqualTo(timeless(whole));
  }
}
