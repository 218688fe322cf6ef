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

package dev.runsc.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Cassettes: those that ship, and one recorded here, with a fake in the place of the real runsc.
 */
class CassetteTest {
  @TempDir Path directory;

  private Shell shell(FakeRunsc fake) {
    return Shell.of(directory, fake.executable(), "--root=" + directory.resolve("root"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"20221219.0", "20240729.0"})
  void shippedCassette_replaysTheRecordedLife(String release) {
    Cassette cassette = Cassette.shipped(release);
    Path bundle = Bundle.of(directory.resolve("bundle"), "/bin/sleep", "1000");
    FakeOptions options = FakeOptions.builder().release(release).cassette(cassette).build();

    try (FakeRunsc fake = FakeRunsc.start(directory.resolve("fake"), options)) {
      Shell runsc = shell(fake);
      assertThat(runsc.call("state", "web"))
          .isEqualTo(new Shell.Result(128, "", "loading container: file does not exist\n"));
      assertThat(
              runsc
                  .call("create", "--bundle", bundle.toString(), "--pid-file", "pid", "web")
                  .exit())
          .isZero();
      assertThat(runsc.call("state", "web").stdout())
          .contains("\"id\": \"web\"", "\"status\": \"created\"", bundle.toString());
      assertThat(runsc.call("kill", "web", "TERM"))
          .isEqualTo(
              new Shell.Result(128, "", "cannot signal container \"web\" in state created\n"));
      assertThat(runsc.call("start", "web").exit()).isZero();
      assertThat(runsc.call("state", "web").stdout()).contains("\"status\": \"running\"");
      assertThat(runsc.call("start", "web").exit()).isEqualTo(128);
      assertThat(runsc.call("exec", "web", "/bin/sh", "-c", "echo out; echo err >&2; exit 3"))
          .isEqualTo(new Shell.Result(3, "out\n", "err\n"));
      assertThat(fake.invocations()).allMatch(one -> one.release().equals(release));

      assertThat(fake.unusedReplies())
          .isNotEmpty()
          .anyMatch(entry -> entry.contains("delete"))
          .noneMatch(entry -> entry.contains(" create "));
      assertThat(runsc.call("delete", "web").stderr())
          .startsWith("fake-runsc: the cassette has no answer to ");
    }
  }

  @Test
  void cassetteOfAnotherRelease_isToldInTheRecords() {
    FakeOptions options =
        FakeOptions.builder()
            .release("20240729.0")
            .cassette(Cassette.shipped("20221219.0"))
            .build();

    try (FakeRunsc fake = FakeRunsc.start(directory.resolve("fake"), options)) {
      shell(fake).call("list");

      assertThat(fake.invocations())
          .singleElement()
          .extracting(Invocation::reason)
          .asString()
          .contains("replayed as another release, 20240729.0");
    }
  }

  @Test
  void unknownRelease_hasNoCassette() {
    assertThatThrownBy(() -> Cassette.shipped("20260817.0"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no cassette of release 20260817.0 ships");
  }

  @Test
  void recordedCalls_areNormalisedRedacted_andReplayed() {
    Script script =
        Script.builder().on("debug").reply(4, "password=hunter2\n", "no\n").thenRepeat().build();
    Cassette cassette;
    Shell.Result debug;
    try (FakeRunsc real =
            FakeRunsc.start(
                directory.resolve("real"), FakeOptions.builder().script(script).build());
        FakeRunsc recorder =
            FakeRunsc.start(
                directory.resolve("recorder"),
                FakeOptions.builder().passThrough(real.executable()).build())) {
      Shell runsc = shell(recorder);
      debug = runsc.call("debug", "--stacks", "c1");
      runsc.call("state", "c1");
      cassette = recorder.cassette().redact(Pattern.compile("hunter[0-9]"));
    }

    assertThat(debug).isEqualTo(new Shell.Result(4, "password=hunter2\n", "no\n"));
    assertThat(cassette.json())
        .contains("password=[redacted]", "{{root}}", "{{id1}}")
        .doesNotContain("hunter2", directory.toString(), "\"c1\"");
    Path file = directory.resolve("cassette.json");
    cassette.write(file);
    try (FakeRunsc fake =
        FakeRunsc.start(
            directory.resolve("fake"),
            FakeOptions.builder().cassette(Cassette.load(file)).build())) {
      assertThat(shell(fake).call("debug", "--stacks", "other"))
          .isEqualTo(new Shell.Result(4, "password=[redacted]\n", "no\n"));
      assertThat(fake.unusedReplies()).hasSize(1);
      assertThat(List.copyOf(fake.invocations())).hasSize(1);
    }
  }

  private FakeRunsc real() {
    return FakeRunsc.start(
        directory.resolve("real"), FakeOptions.builder().workload(Workload.HOST).build());
  }

  private FakeRunsc recorder(FakeRunsc real) {
    return FakeRunsc.start(
        directory.resolve("recorder"),
        FakeOptions.builder().passThrough(real.executable()).build());
  }

  private FakeRunsc player(Cassette cassette) {
    return FakeRunsc.start(
        directory.resolve("fake"), FakeOptions.builder().cassette(cassette).build());
  }

  @Test
  void outputOfAContainer_comesAgainAfterTheSameCalls() {
    Path bundle =
        Bundle.of(
            directory.resolve("bundle"),
            "/bin/sh",
            "-c",
            "echo ready; trap 'echo ended >&2; exit' TERM; while :; do sleep 0.1; done");
    Cassette cassette;
    try (FakeRunsc real = real();
        FakeRunsc recorder = recorder(real)) {
      leadALife(shell(recorder), bundle);
      cassette = recorder.cassette();
    }

    assertThat(cassette.json()).contains("\"prints\"", "\"text\":\"ready\\n\"");
    try (FakeRunsc fake = player(cassette)) {
      leadALife(shell(fake), bundle);
      assertThat(fake.unusedReplies()).isEmpty();
    }
  }

  private static void leadALife(Shell runsc, Path bundle) {
    Shell.Started created = runsc.start("create", "--bundle", bundle.toString(), "job");
    assertThat(created.end()).isEqualTo(new Shell.Result(0, "", ""));
    runsc.call("start", "job");
    Waiting.until(() -> Shell.Started.text(created.stdout()).equals("ready\n"));
    assertThat(Shell.Started.text(created.stderr())).isEmpty();
    runsc.call("kill", "job", "TERM");
    Waiting.until(() -> Shell.Started.text(created.stderr()).equals("ended\n"));
    assertThat(Shell.Started.text(created.stdout())).isEqualTo("ready\n");
  }

  @Test
  void attachedRun_printsWhileItGoesOn() {
    Path bundle =
        Bundle.of(directory.resolve("bundle"), "/bin/sh", "-c", "echo ready; exec sleep 1000");
    Cassette cassette;
    try (FakeRunsc real = real();
        FakeRunsc recorder = recorder(real)) {
      runAndKill(shell(recorder), bundle);
      cassette = recorder.cassette();
    }

    try (FakeRunsc fake = player(cassette)) {
      runAndKill(shell(fake), bundle);
    }
  }

  private static void runAndKill(Shell runsc, Path bundle) {
    Shell.Started run = runsc.start("run", "--bundle", bundle.toString(), "job");
    Waiting.until(() -> Shell.Started.text(run.stdout()).equals("ready\n"));
    assertThat(runsc.call("kill", "job", "KILL").exit()).isZero();
    assertThat(run.end()).isEqualTo(new Shell.Result(137, "ready\n", ""));
  }

  @Test
  void callThatWasAbandoned_goesOnUntilItIsAgain() {
    Path bundle = Bundle.of(directory.resolve("bundle"), "/bin/sleep", "1000");
    Cassette cassette;
    try (FakeRunsc real = real();
        FakeRunsc recorder = recorder(real)) {
      abandonAWait(shell(recorder), recorder, bundle);
      cassette = recorder.cassette();
    }

    assertThat(cassette.json()).contains("\"abandoned\":true");
    try (FakeRunsc fake = player(cassette)) {
      abandonAWait(shell(fake), fake, bundle);
      assertThat(fake.unusedReplies()).isEmpty();
    }
  }

  private static void abandonAWait(Shell runsc, FakeRunsc fake, Path bundle) {
    runsc.call("create", "--bundle", bundle.toString(), "job");
    runsc.call("start", "job");
    Shell.Started wait = runsc.start("wait", "job");
    assertThat(runsc.call("state", "job").stdout()).contains("running");
    assertThat(wait.process().isAlive()).isTrue();
    wait.process().destroyForcibly();
    Waiting.until(() -> fake.invocations().stream().anyMatch(call -> call.failure().isPresent()));
    assertThat(runsc.call("kill", "job", "KILL").exit()).isZero();
  }
}
