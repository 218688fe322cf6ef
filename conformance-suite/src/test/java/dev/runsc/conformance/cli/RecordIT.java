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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.runsc.conformance.report.Reports;
import dev.runsc.conformance.result.RunResult;
import dev.runsc.testkit.internal.RealDiscovery;
import dev.runsc.testkit.internal.Release;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;

/** Recordings of real gVisor say what it says. */
class RecordIT {

  /** Not those of list's table: a recorded table is as wide as its process ids were. */
  private static final List<String> SCENARIOS =
      List.of(
          "life.*",
          "wait.exit-status",
          "exec.exit-status",
          "pause.stands-still",
          "list.empty",
          "list.json-holds-the-states",
          "list.quiet-order");

  @TempDir private Path directory;

  private static void require(String release) {
    RealDiscovery discovery = new RealDiscovery(System.getenv());
    boolean found =
        discovery.find().stream()
            .flatMap(one -> one.claimed().stream())
            .anyMatch(one -> one.equals(Release.parse(release)));
    if (found && System.getProperty("user.name").equals("root")) {
      return;
    }
    if (discovery.required().contains(Release.parse(release))) {
      fail("real gVisor " + release + " is required");
    }
    throw new TestAbortedException(
        "not run: recording " + release + " takes root, and what install-runsc unpacks");
  }

  private static String conformance(String... args) {
    StringWriter out = new StringWriter();
    List<String> all = new ArrayList<>(List.of(args));
    SCENARIOS.forEach(one -> all.addAll(List.of("--scenario", one)));
    // What the build demands of its own runs is not asked of one on one release.
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.remove(RealDiscovery.REQUIRED_VARIABLE);
    int exit =
        Main.run(
            all.toArray(String[]::new),
            new Surroundings(environment, false, ""),
            new PrintWriter(out, true),
            new PrintWriter(System.err, true));
    assertThat(exit).as(out.toString()).isZero();
    return out.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"20221219.0", "20240729.0"})
  void replay_saysWhatTheRealReleaseSays(String release) throws Exception {
    require(release);
    String file = directory.resolve("r.json").toString();
    String report = directory.resolve("report").toString();
    String real = "real:" + release;

    conformance("record", "--target", real, "--output", file);
    conformance("run", "--target", real, "--target", "replay:" + file, "--report", report);

    RunResult result = Reports.read(Path.of(report));
    assertThat(Replays.assertSame(result, real, "replay:" + release)).isGreaterThan(8);
    assertThat(result.targets().get(1).sha256()).isEqualTo(result.targets().get(0).sha256());
  }
}
