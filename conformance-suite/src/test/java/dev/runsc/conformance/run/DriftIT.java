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
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.runsc.conformance.Bench;
import dev.runsc.conformance.result.Cell;
import dev.runsc.conformance.result.Deviations;
import dev.runsc.conformance.result.Outcome;
import dev.runsc.conformance.result.RunResult;
import dev.runsc.conformance.targets.FakeTargets;
import dev.runsc.conformance.targets.Target;
import dev.runsc.conformance.targets.Targets;
import dev.runsc.fake.FakeOptions;
import dev.runsc.fake.Script;
import dev.runsc.testkit.internal.Release;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A fake that lies so cleverly that its scenario passes is found by comparing it with the real. */
class DriftIT {

  @Test
  void lieThatNoAssertionSees_isDrift() throws Exception {
    Path directory = Bench.newDirectory();
    Targets found =
        Targets.openAll(System.getenv(), Set.of(), directory.resolve("found"), message -> {});
    Optional<Target> real =
        found.ready().stream().filter(one -> one.kind() == Target.Kind.REAL).findFirst();
    assumeTrue(real.isPresent(), "no real gVisor can run here, so nothing was compared with it");
    Release release = real.get().release().orElseThrow();
    FakeOptions lying =
        FakeTargets.options(release, Optional.of(real.get().identity().ociVersion())).toBuilder()
            .script(
                Script.parse(
                    """
                    {"replies": [{"on": {"command": "create"},
                      "reply": {"exit": 128, "stderr": "create: not a directory\\n"}}]}
                    """))
            .build();
    Target fake = FakeTargets.open("fake:" + release, lying, directory.resolve("fake"));

    RunResult result;
    try (found) {
      result =
          new Suite("bundle.is-a-file"::equals)
              .run(
                  Targets.of(directory, List.of(fake, real.get())),
                  directory,
                  Deviations.load(),
                  new Suite.Progress() {
                    @Override
                    public void begin(int count) {}

                    @Override
                    public void result(Cell cell) {}
                  });
    }

    assertThat(result.cells())
        .extracting(Cell::outcome)
        .containsExactly(Outcome.PASSED, Outcome.PASSED);
    assertThat(result.drifts()).hasSize(1);
    assertThat(result.drifts().get(0).show())
        .startsWith("#1 runsc create --bundle $BUNDLE/config.json c1", "  stderr, line 1:")
        .endsWith("    fake:" + release + "  \"create: not a directory\"");
    assertThat(result.verdict().exitCode()).isEqualTo(1);
  }
}
