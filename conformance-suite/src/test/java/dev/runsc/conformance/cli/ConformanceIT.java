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

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A part of all scenarios, on every fake and on every real runsc that is found; what was not run is
 * said in its output. The whole takes minutes for each release: <code>.ci/run</code> does it, with
 * the command that users call.
 */
class ConformanceIT {

  private static int run(Map<String, String> environment, Path reports, String... more) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    List<String> args =
        new ArrayList<>(List.of("run", "--shard", "1/8", "--report", reports.toString()));
    args.addAll(List.of(more));
    return Main.run(
        args.toArray(new String[0]), new Surroundings(environment, false, ""), out, out);
  }

  @Test
  void everyTarget_isAsExpected() throws Exception {
    Path reports = Path.of("target", "conformance-it").toAbsolutePath();

    assertThat(run(System.getenv(), reports))
        .as("see the output, or %s/report.html", reports)
        .isZero();

    assertThat(Files.readString(reports.resolve("report.json"))).contains("\"exitCode\" : 0");
  }

  @Test
  void newestFake_isAsExpected() {
    Path reports = Path.of("target", "conformance-it-newest").toAbsolutePath();

    // What the build demands of its own runs is not asked of one on a fake alone.
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.remove("RUNSC_REQUIRE_REAL");

    int exit = run(environment, reports, "--target", "fake");

    assertThat(exit).as("see the output, or %s/report.html", reports).isZero();
  }
}
