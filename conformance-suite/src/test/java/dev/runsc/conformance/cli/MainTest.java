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
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {

  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(Map<String, String> environment, String... args) {
    return Main.run(
        args,
        new Surroundings(environment, false, ""),
        new PrintWriter(out, true),
        new PrintWriter(err, true));
  }

  private int runOne(Map<String, String> environment, String... args) {
    return run(
        environment,
        Stream.concat(
                Stream.of(
                    "run",
                    "--scenario",
                    "list.empty",
                    "--report",
                    directory.resolve("r").toString()),
                Stream.of(args))
            .toArray(String[]::new));
  }

  @Test
  void noCommand_isWrongUsage() {
    assertThat(run(Map.of())).isEqualTo(2);
    assertThat(err.toString()).contains("Usage: conformance");
  }

  @Test
  void help_tellsTheExitCodes() {
    assertThat(run(Map.of(), "--help")).isZero();
    assertThat(out.toString()).contains("Exit codes:").contains("3   the environment");
  }

  @Test
  void list_hasALineForEachScenario() {
    assertThat(run(Map.of(), "list")).isZero();
    assertThat(out.toString())
        .contains("create.pid-file-bytes")
        .contains("quirk     an id may be abbreviated");
    assertThat(out.toString().lines().count()).isGreaterThan(30);
  }

  @Test
  void unknownTarget_isWrongUsage() {
    assertThat(run(Map.of(), "run", "--target", "docker")).isEqualTo(2);
    assertThat(err.toString())
        .contains("\"docker\" is not a target: write fake, fake:RELEASE, real:PATH");
  }

  @Test
  void fakeOfUnknownRelease_isWrongUsage() {
    assertThat(run(Map.of(), "run", "--target", "fake:20200101.0")).isEqualTo(2);
    assertThat(err.toString()).contains("there is no fake of 20200101.0, but of [");
  }

  @Test
  void unknownScenario_isWrongUsage() {
    assertThat(run(Map.of(), "run", "--scenario", "nosuch")).isEqualTo(2);
    assertThat(err.toString()).contains("there is no scenario nosuch; see: conformance list");
  }

  @Test
  void badRequirement_isWrongUsage() {
    assertThat(run(Map.of("RUNSC_REQUIRE_REAL", "all"), "run")).isEqualTo(2);
    assertThat(err.toString()).contains("RUNSC_REQUIRE_REAL: \"all\" is not a gVisor release");
  }

  @Test
  void fakesAlone_areEnoughAndSayHowToGetTheRealOne() throws Exception {
    assertThat(runOne(Map.of())).as(out.toString()).isZero();

    List<String> lines = out.toString().lines().toList();
    assertThat(lines)
        .contains(
            "scenario    fake:20221219.0  fake:20240729.0", "list.empty  ok               ok");
    assertThat(lines)
        .contains(
            "no real gVisor found: conformance-suite/bin/install-runsc unpacks the releases that"
                + " Debian packages");
    assertThat(lines.get(lines.size() - 1)).isEqualTo("AS EXPECTED: 1 scenario on 2 targets");
    assertThat(err.toString()).contains("[1/2] passed ").contains("[2/2] passed ");
    try (Stream<Path> reports = Files.list(directory.resolve("r"))) {
      assertThat(reports.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("report.json", "junit.xml", "report.html", "report.md");
    }
  }

  @Test
  void requiredReleaseThatIsMissing_isEnvironment() {
    assertThat(runOne(Map.of("RUNSC_REQUIRE_REAL", "20990101.0"))).isEqualTo(3);
    assertThat(out.toString())
        .contains("environment: real:20990101.0: it is required, and there is none: unpack")
        .contains("INCOMPLETE: real:20990101.0 cannot run here");
  }

  @Test
  void realThatIsMissing_isEnvironment() {
    Path missing = directory.resolve("missing");

    assertThat(runOne(Map.of(), "--target", "fake", "--target", "real:" + missing)).isEqualTo(3);
    assertThat(out.toString())
        .contains("environment: real:" + missing + ": " + missing + " does not exist");
  }

  @Test
  void onlyTargetCannotRun_isEnvironment() {
    assertThat(runOne(Map.of(), "--target", "real:" + directory.resolve("missing"))).isEqualTo(3);
    assertThat(out.toString()).contains("no scenario was run");
  }

  @Test
  void reportsThatCannotBeWritten_areEnvironment() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "");

    int exit =
        run(
            Map.of(),
            "run",
            "--target",
            "fake",
            "--scenario",
            "list.empty",
            "--report",
            file.resolve("r").toString());

    assertThat(exit).isEqualTo(3);
    assertThat(err.toString()).contains("cannot write the reports");
  }
}
