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

package dev.runsc.testkit;

import static dev.runsc.testkit.RunscAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runsc.Runsc;
import dev.runsc.fake.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The kit on real gVisor, as far as there is any. */
@RunscSettings(workload = Workload.HOST)
class RealRunscIT {
  @TempDir Path output;

  @RunscTest
  void sameBody_runsEverywhere(Runsc runsc, Bundles bundles, @FreshId String id)
      throws IOException {
    Path bundle = bundles.bundle().args("/bin/sh", "-c", "exit 7").write();

    assertThat(runsc.run(id, bundle).code()).isEqualTo(7);
    assertThat(runsc.list()).isEmpty();
  }

  @RunscTest
  void containersAreLeft_andNothingStays(
      Runsc runsc, RunscTarget target, Bundles bundles, @FreshId String id) {
    runsc.create(id, bundles.bundle().write());
    runsc.start(id);

    assertThat(runsc.state(id)).isRunning();
    assertThat(target.root()).isDirectory();
  }

  @Test
  @EnabledIfRealRunsc
  void leftContainers_areEndedAndTheirTestIsNamed() throws IOException {
    EngineTestKit.Builder builder = Kit.builder(LeavingTestCase.class);

    EngineExecutionResults results = builder.execute();

    assertThat(Kit.failure(results))
        .hasMessage(LeavingTestCase.class.getName() + "#leaves left behind\n  container \"web\"");
    Path directory = LeavingTestCase.ROOTS.remove().getParent();
    assertThat(Kit.suppressed(Kit.failure(results)).get(0))
        .startsWith("The directory of this test is kept: " + directory + "\nIt ran on real:");
    assertThat(new Orphans(directory).table()).isEqualTo("(none)\n");
    dev.runsc.testkit.internal.Directories.delete(directory);
    assertThat(directory).doesNotExist();
    assertThat(Files.exists(output)).isTrue();
  }

  @ExtendWith(RunscExtension.class)
  static class LeavingTestCase {
    static final Queue<Path> ROOTS = new ConcurrentLinkedQueue<>();

    @Test
    @RunscSettings(target = TargetKind.REAL, failOnLeftContainers = true)
    void leaves(Runsc runsc, RunscTarget target, Bundles bundles) {
      ROOTS.add(target.root());
      runsc.create("web", bundles.bundle().write());
      runsc.start("web");
    }
  }
}
