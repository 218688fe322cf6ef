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

package dev.runsc.conformance.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runsc.conformance.surface.Surface;
import dev.runsc.conformance.targets.Targets;
import dev.runsc.conformance.transcript.Transcript;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MergeTest {

  private static final TargetInfo TARGET = target("aa", "/a/runsc");

  private static TargetInfo target(String sha256, String executable) {
    return new TargetInfo(
        "real:1",
        "real",
        Optional.empty(),
        "runsc version 1",
        "",
        executable,
        sha256,
        List.of(),
        List.of(),
        Surface.UNKNOWN);
  }

  private static RunResult shard(int index, TargetInfo target, Outcome outcome) {
    String id = "s." + index;
    return new RunResult(
        Instant.EPOCH.plusSeconds(index),
        Duration.ofSeconds(10L * index),
        new Conduct(index, new Shards(3, Set.of(index)), false),
        List.of(new ScenarioInfo(id, "", "required", "")),
        List.of(target),
        List.of(new Targets.Refused("real:2", Targets.Problem.NOT_RUN, "shard " + index)),
        List.of(
            new Cell(
                id, target.name(), outcome, outcome.text(), "", Duration.ZERO, Transcript.EMPTY)),
        List.of(),
        List.of("error of " + index));
  }

  private static RunResult merged(RunResult... results) {
    return Merge.of(List.of(results));
  }

  @Test
  void groups_doNotMatter() {
    RunResult a = shard(1, target("aa", "/b/runsc"), Outcome.PASSED);
    RunResult b = shard(2, TARGET, Outcome.FAILED);
    RunResult c = shard(3, target("aa", "/c/runsc"), Outcome.PASSED);

    RunResult all = merged(a, b, c);

    assertThat(merged(merged(a, b), c)).isEqualTo(all);
    assertThat(merged(a, merged(b, c))).isEqualTo(all);
    assertThat(merged(c, b, a)).isEqualTo(all);
    assertThat(all.scenarios()).extracting(ScenarioInfo::id).containsExactly("s.1", "s.2", "s.3");
    assertThat(all.targets()).containsExactly(TARGET);
    assertThat(all.conduct().shards().missing()).isEmpty();
    assertThat(all.elapsed()).isEqualTo(Duration.ofSeconds(32));
    assertThat(all.errors()).containsExactly("error of 1", "error of 2", "error of 3");
    assertThat(all.verdict().exitCode()).isEqualTo(1);
  }

  @Test
  void shardThatWasRunAgain_keepsItsFailure() {
    RunResult merged = merged(shard(1, TARGET, Outcome.FAILED), shard(1, TARGET, Outcome.PASSED));

    Cell cell = merged.cells().get(0);
    assertThat(cell.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(cell.flaky()).isTrue();
    assertThat(cell.share()).isEqualTo("1 of 2");
    assertThat(merged.verdict().line()).startsWith("NOT AS EXPECTED: 1 failed (1 flaky)");
  }

  @Test
  void otherBytesUnderTheSameName_areRefused() {
    assertThatThrownBy(
            () ->
                merged(
                    shard(1, TARGET, Outcome.PASSED),
                    shard(2, target("bb", "/a/runsc"), Outcome.PASSED)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("real:1 is not the same in both")
        .hasMessageContaining("sha256 aa")
        .hasMessageContaining("sha256 bb");
  }

  @Test
  void nothing_isRefused() {
    assertThatThrownBy(() -> Merge.of(List.of())).hasMessage("there is nothing to merge");
  }
}
