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

package dev.runsc.conformance.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runsc.conformance.result.Outcome;
import dev.runsc.conformance.result.TargetInfo;
import dev.runsc.conformance.surface.Surface;
import dev.runsc.conformance.targets.RecordedRun.Part;
import dev.runsc.testkit.internal.Release;
import dev.runsc.testkit.internal.UnusableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedRunTest {

  @TempDir private Path directory;

  private static RecordedRun run() {
    return new RecordedRun(
        LocalDate.of(2024, 8, 1),
        new TargetInfo(
            "real:20240729.0",
            "real",
            Optional.of(Release.parse("20240729.0")),
            "runsc version release-20240729.0",
            "1.1.0",
            "/opt/runsc",
            "ab".repeat(32),
            List.of("--platform=ptrace"),
            List.of("HOST_PIDS", "RUNS_PROGRAMS"),
            new Surface("help", "flags", Map.of("create", "usage"))),
        Map.of(
            "state.missing",
            new Part(Outcome.PASSED, "{\"cassette\":1,\"calls\":[]}"),
            "state.broken",
            new Part(Outcome.SUITE_ERROR, "")));
  }

  private Path written() throws IOException {
    Path file = directory.resolve("r.json");
    run().write(file);
    return file;
  }

  private void assertUnusable(Path file, String why) {
    assertThatThrownBy(() -> RecordedRun.read(file))
        .isInstanceOfSatisfying(
            UnusableException.class, e -> assertThat(e.reason()).isEqualTo(file + " " + why));
  }

  @Test
  void writtenFile_isReadAsItWas() throws Exception {
    Path file = written();

    assertThat(RecordedRun.read(file)).isEqualTo(run());
    assertThat(run().playable()).isEqualTo(1);
    assertThat(file.getParent()).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void directoryAndIds_areNamedAndFilledInAgain() {
    Part part =
        Part.of(Outcome.PASSED, "--log=/tmp/s001/log x1-001-c1", Path.of("/tmp/s001"), "x1-001-");

    assertThat(part.cassette()).isEqualTo("--log={{dir}}/log {{ids}}c1");
    assertThat(part.cassetteIn(Path.of("/var/s7"), "y-")).isEqualTo("--log=/var/s7/log y-c1");
  }

  @Test
  void missingFile_isTold() {
    Path file = directory.resolve("none.json");

    assertUnusable(file, "does not exist: conformance record --output " + file + " makes it");
  }

  @Test
  void fileThatIsCutOff_isTold() throws IOException {
    Path file = written();
    String text = Files.readString(file);
    Files.writeString(file, text.substring(0, text.length() / 2));

    assertUnusable(file, "is cut off: copy it again, or record it anew");
  }

  @Test
  void anotherVersion_isTold() throws IOException {
    Path file = written();
    Files.writeString(file, Files.readString(file).replace("/recording/1", "/recording/2"));

    assertUnusable(
        file,
        "is of the format dev.runsc.conformance/recording/2, and not"
            + " dev.runsc.conformance/recording/1: record it anew");
  }

  @Test
  void somethingElse_isTold() throws IOException {
    Path file = Files.writeString(directory.resolve("package.json"), "{\"name\":\"x\"}");

    assertUnusable(file, "is no recording: conformance record makes them");
    assertThatThrownBy(() -> RecordedRun.read(Files.writeString(file, "#!/bin/sh")))
        .hasMessageStartingWith(file + " is no recording, or a damaged one: ");
  }

  @Test
  void missingPart_isTold() throws IOException {
    Path file = written();
    Files.writeString(file, Files.readString(file).replace("\"sha256\"", "\"sum\""));

    assertThatThrownBy(() -> RecordedRun.read(file))
        .hasMessageStartingWith(file + " is no recording, or a damaged one: ")
        .hasMessageContaining("sha256");
  }

  @Test
  void recordingThatCannotBeRead_isTheEnvironment() {
    TargetSpec spec = TargetSpec.parse("replay:" + directory.resolve("none.json"));

    try (Targets targets =
        Targets.open(List.of(spec), Set.of(), directory.resolve("t"), message -> {})) {
      assertThat(targets.refused())
          .singleElement()
          .satisfies(
              one -> {
                assertThat(one.problem()).isEqualTo(Targets.Problem.ENVIRONMENT);
                assertThat(one.reason()).contains("does not exist");
              });
    }
  }
}
