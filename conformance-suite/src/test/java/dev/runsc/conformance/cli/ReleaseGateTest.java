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

import dev.runsc.conformance.gate.LastGood;
import dev.runsc.conformance.report.Reports;
import dev.runsc.conformance.result.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts of examples/release-gate: eight shards, a merge and the gate. */
class ReleaseGateTest {

  private static final Path SCRIPTS = Path.of("..", "examples", "release-gate").toAbsolutePath();
  private static final String CANDIDATE = "fake:20240729.0";
  private static final List<String> FEW =
      List.of(
          "--scenario",
          "list.*",
          "--scenario",
          "state.*",
          "--scenario",
          "create.*",
          "--classify",
          "0");

  /** The scripts are at work here; that more shards are one run is shown by ShardedRunTest. */
  private static final int COUNT = 3;

  @TempDir private Path directory;
  private Path conformance;

  @BeforeEach
  void writeCommand() throws IOException {
    conformance = directory.resolve("conformance");
    Files.writeString(
        conformance,
        """
        #!/bin/sh
        exec '%s/bin/java' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC \\
          -cp '%s' dev.runsc.conformance.cli.Main "$@"
        """
            .formatted(System.getProperty("java.home"), System.getProperty("java.class.path")));
    Files.setPosixFilePermissions(conformance, PosixFilePermissions.fromString("rwx------"));
  }

  private int run(String script, List<String> args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(script));
    command.addAll(args);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("log").toFile()));
    builder.environment().put("CONFORMANCE", conformance.toString());
    // What the build demands of its own runs is not asked of one on a fake alone.
    builder.environment().remove("RUNSC_REQUIRE_REAL");
    Process process = builder.start();
    try {
      assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
      return process.exitValue();
    } finally {
      process.destroy();
    }
  }

  private void shard(int index, String candidate) throws Exception {
    List<String> args =
        new ArrayList<>(
            List.of(Integer.toString(index), Integer.toString(COUNT), candidate, "shards"));
    args.addAll(FEW);
    assertThat(run(SCRIPTS.resolve("shard.sh").toString(), args))
        .as(Files.readString(directory.resolve("log")))
        .isZero();
  }

  private int gate(String candidate) throws Exception {
    List<String> args = new ArrayList<>(List.of("in-use/report.json", candidate, "shards", "out"));
    args.addAll(FEW);
    return run(SCRIPTS.resolve("gate.sh").toString(), args);
  }

  @Test
  void shards_areMergedAndGated() throws Exception {
    List<String> args = new ArrayList<>(List.of("run", "--target", "fake:20221219.0"));
    args.addAll(List.of("--report", "in-use"));
    args.addAll(FEW);
    assertThat(run(conformance.toString(), args)).isZero();
    for (int index = 1; index < COUNT; index++) {
      shard(index, CANDIDATE);
    }
    assertThat(gate(CANDIDATE)).as("the last is missing").isEqualTo(3);
    assertThat(directory.resolve("out/last-good.json")).doesNotExist();

    shard(COUNT, CANDIDATE);
    assertThat(gate(CANDIDATE)).as(Files.readString(directory.resolve("log"))).isZero();

    RunResult merged = Reports.read(directory.resolve("out/merged"));
    RunResult inUse = Reports.read(directory.resolve("in-use"));
    assertThat(merged.scenarios()).isEqualTo(inUse.scenarios());
    assertThat(LastGood.parse(Files.readString(directory.resolve("out/last-good.json"))).version())
        .contains("20240729.0");
  }
}
