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

import dev.runsc.conformance.report.Reports;
import dev.runsc.conformance.result.Cell;
import dev.runsc.conformance.result.Outcome;
import dev.runsc.conformance.result.RunResult;
import dev.runsc.conformance.result.TargetInfo;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A recording of a fake, made once, and what becomes of it. */
class RecordReplayTest {

  private static final String FAKE = "fake:20240729.0";

  private static final List<String> RECORDED =
      List.of(
          "life.commands",
          "life.client",
          "wait.exit-status",
          "wait.waiter-ends",
          "exec.exit-status",
          "pause.stands-still",
          "cli.*",
          "state.*");

  @TempDir private static Path recordings;
  private static Path recording;

  @TempDir private Path directory;

  private record Said(int exit, String out, String err) {}

  private static Said conformance(List<String> args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit =
        Main.run(
            args.toArray(String[]::new),
            new Surroundings(Map.of(), false, ""),
            new PrintWriter(out, true),
            new PrintWriter(err, true));
    return new Said(exit, out.toString(), err.toString());
  }

  private static List<String> with(List<String> scenarios, String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    scenarios.forEach(one -> all.addAll(List.of("--scenario", one)));
    all.addAll(List.of("--classify", "0"));
    return all;
  }

  @BeforeAll
  static void record() {
    recording = recordings.resolve("fake.recording.json");
    Said said =
        conformance(with(RECORDED, "record", "--target", FAKE, "--output", recording.toString()));
    assertThat(said.exit()).as(said.out() + said.err()).isZero();
    assertThat(said.out()).contains(" scenarios of runsc version 0.0~20240729.0, sha256 ");
  }

  private Said replay(Path file, List<String> scenarios, String... more) {
    List<String> args = with(scenarios, "run", "--target", "replay:" + file);
    args.addAll(List.of("--report", directory.resolve("r").toString()));
    args.addAll(List.of(more));
    return conformance(args);
  }

  private RunResult report() throws IOException {
    return Reports.read(directory.resolve("r"));
  }

  @Test
  void replay_hasTheVerdictsAndTranscriptsOfTheRecordedTarget() throws IOException {
    Said said = replay(recording, RECORDED, "--target", FAKE);

    assertThat(said.exit()).as(said.out() + said.err()).isZero();
    RunResult result = report();
    assertThat(Replays.assertSame(result, FAKE, "replay:20240729.0")).isGreaterThan(8);
    TargetInfo fake = result.targets().get(0);
    TargetInfo replay = result.targets().get(1);
    assertThat(replay.kind()).isEqualTo("replay");
    assertThat(replay.sha256()).isEqualTo(fake.sha256());
    assertThat(replay.version()).isEqualTo(fake.version());
    assertThat(replay.surface()).isEqualTo(fake.surface());
    assertThat(replay.executable()).startsWith(recording + ", recorded on ");
  }

  @Test
  void scenarioThatWasNotRecorded_doesNotApply() throws IOException {
    Said said = replay(recording, List.of("list.empty", "state.missing"));

    assertThat(said.exit()).isZero();
    Cell cell = report().cell("list.empty", "replay:20240729.0").orElseThrow();
    assertThat(cell.outcome()).isEqualTo(Outcome.NOT_APPLICABLE);
    assertThat(cell.message()).isEqualTo("it is not in the recording");
  }

  @Test
  void nothingThatWasRecorded_isAFinding() {
    assertThat(replay(recording, List.of("list.empty")).exit()).isEqualTo(1);
  }

  private interface Change {
    void in(ArrayNode calls);
  }

  /** A recording in which the calls of one scenario are others. */
  private Path changed(String scenario, Change change) throws IOException {
    JsonMapper json = new JsonMapper();
    ObjectNode document = (ObjectNode) json.readTree(Files.readString(recording));
    JsonNode calls =
        document.required("scenarios").required(scenario).required("cassette").required("calls");
    change.in((ArrayNode) calls);
    return Files.writeString(directory.resolve("changed.json"), document.toString());
  }

  private static int place(ArrayNode calls, String command) {
    for (int i = 0; i < calls.size(); i++) {
      for (JsonNode word : calls.get(i).required("argv")) {
        if (word.stringValue().equals(command)) {
          return i;
        }
      }
    }
    throw new AssertionError("no " + command + " in " + calls);
  }

  @Test
  void callThatWasNotRecorded_failsTheScenarioByName() throws IOException {
    Path file = changed("life.commands", calls -> calls.remove(place(calls, "kill")));

    Said said = replay(file, List.of("life.commands"));

    assertThat(said.exit()).isEqualTo(1);
    assertThat(report().cells().get(0).message())
        .contains("the recording does not have this call: ", " has no answer to ", " kill ");
  }

  @Test
  void recordedCallThatIsNotMade_failsTheScenarioByName() throws IOException {
    Path file =
        changed(
            "state.missing",
            calls -> {
              ObjectNode more = (ObjectNode) calls.get(0).deepCopy();
              more.putArray("argv").add("list").add("--quiet");
              more.put("container", 0);
              calls.add(more);
            });

    Said said = replay(file, List.of("state.missing"));

    assertThat(said.exit()).isEqualTo(1);
    assertThat(report().cells().get(0).message())
        .contains("a recorded call was not made: calls[", "list --quiet");
  }

  @Test
  void anotherGlobalFlag_failsTheScenarioByName() throws IOException {
    Path file =
        changed(
            "state.missing",
            calls -> {
              ArrayNode argv = (ArrayNode) calls.get(0).required("argv");
              argv.set(0, argv.stringNode("--debug"));
            });

    Said said = replay(file, List.of("state.missing"));

    assertThat(said.exit()).isEqualTo(1);
    assertThat(report().cells().get(0).message())
        .startsWith("the recording has another call than\n  runsc --root=")
        .contains("namely\n  runsc --debug ");
  }

  @Test
  void flagsForEveryCall_areRefused() {
    Said said = replay(recording, List.of("state.missing"), "--runsc-flag=--strace=false");

    assertThat(said.exit()).isEqualTo(3);
    assertThat(said.out()).contains("it was recorded with its flags, and takes no other");
  }

  @Test
  void outputThatCannotBeWritten_isToldBeforeTheRun() {
    Said said =
        conformance(
            List.of("record", "--target", FAKE, "--output", directory + "/absent/recording.json"));

    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err()).contains("its directory is not there");
  }
}
