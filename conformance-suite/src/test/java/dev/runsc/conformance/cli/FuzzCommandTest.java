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
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code fuzz} without real gVisor: honest fakes, and fakes that lie. */
class FuzzCommandTest {

  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int fuzz(String... args) {
    String[] all = new String[args.length + 1];
    all[0] = "fuzz";
    System.arraycopy(args, 0, all, 1, args.length);
    return Main.run(
        all,
        new Surroundings(Map.of(), false, ""),
        new PrintWriter(out, true),
        new PrintWriter(err, true));
  }

  @Test
  void honestFake_isNotFoundOut() {
    int exit = fuzz("--target", "fake", "--sequences", "3", "--length", "6", "--seed", "12");

    assertThat(exit).as(out + "" + err).isZero();
    assertThat(err.toString()).contains("seed 12");
    assertThat(out.toString()).contains("NO DIFFERENCE in 3 sequences, ");
  }

  @Test
  void mutant_isFoundOutAndShrunk() throws Exception {
    Path report = directory.resolve("report");
    int exit =
        fuzz(
            "--target", "fake:20240729.0",
            "--mutant", "state.says-more",
            "--seed", "3",
            "--findings", "1",
            "--tries", "40",
            "--report", report.toString());

    assertThat(exit).as(out + "" + err).isEqualTo(1);
    assertThat(out.toString())
        .contains("finding 1: sequence ")
        .contains("DIFFERENT: 1 findings in ")
        .containsPattern("(?m)^    state.says-more  \"mutant\"\n +\\^$");
    JsonNode finding =
        new JsonMapper().readTree(report.resolve("fuzz.json").toFile()).at("/0/findings/0");
    assertThat(finding.at("/steps").size()).isEqualTo(1);
    assertThat(finding.at("/difference/part").stringValue()).isEqualTo("stderr");
    Path source = report.resolve("finding-1/FoundScenarios.java");
    assertThat(compiles(source)).isTrue();
    assertThat(Files.readString(source)).contains("--seed 3 --from ");
  }

  private boolean compiles(Path source) {
    return ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-d",
                directory.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                source.toString())
        == 0;
  }

  @Test
  void faultFile_isFoundOut() throws Exception {
    Path faults =
        Files.writeString(
            directory.resolve("faults.json"),
            """
            {"faults": [{"on": {"command": "list"},
              "fault": {"type": "exit", "code": 77, "afterwards": true}}]}
            """);

    int exit =
        fuzz(
            "--target", "fake:20221219.0",
            "--fake", faults.toString(),
            "--sequences", "2",
            "--length", "3",
            "--seed", "1",
            "--findings", "1",
            "--tries", "10");

    assertThat(exit).isEqualTo(1);
    assertThat(out.toString()).contains(": exit, line 1, byte 1").contains("\"77\"");
  }

  @Test
  void nothingToHoldItAgainst_isTheEnvironment() {
    assertThat(fuzz()).isEqualTo(3);
    assertThat(err.toString()).contains("there is no real release here to hold the fake against");
  }

  @Test
  void releaseThatIsNotThere_isTheEnvironment() {
    assertThat(fuzz("--target", "real:" + directory.resolve("runsc"))).isEqualTo(3);
    assertThat(err.toString()).contains("conformance: real:" + directory.resolve("runsc") + ": ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --sequences 0            | --sequences is 0, and must be at least 1
          --length 0               | --length is 0, and must be at least 1
          --from 0                 | --from is 0, and must be at least 1
          --jobs x                 | is not an int
          --mutant kill.nothing    | there is no mutant kill.nothing, but [create.does-nothing,
          --mutant any.refuses --fake x | give one of them
          --release newest         | "newest" is not a gVisor release
          --fake /absent.json      | --fake: script /absent.json does not exist
          --target replay:x        | answers what was asked when it was recorded
          --target fake:1.0        | "1.0" is not a gVisor release
          """)
  void wrongUse_isTold(String args, String message) {
    assertThat(fuzz(args.split(" "))).isEqualTo(2);
    assertThat(err.toString()).contains(message);
  }

  @Test
  void help_saysHowToPlayOneAgain() {
    assertThat(fuzz("--help")).isZero();
    assertThat(out.toString()).contains("--from").contains("--mutant kill.says-more");
    assertThat(List.of(out.toString().split("\n"))).allMatch(line -> line.length() <= 100);
  }
}
