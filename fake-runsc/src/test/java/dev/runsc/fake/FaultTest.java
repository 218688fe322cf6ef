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

import com.grack.nanojson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each fault as a caller sees it. */
class FaultTest {
  static final List<Fault> ALL =
      List.of(
          Fault.exit(1, "a"),
          Fault.exitAfterwards(2, "b"),
          Fault.delay(Duration.ofMillis(1), Duration.ofMillis(2)),
          Fault.hang(),
          Fault.slowStream(3, Duration.ofMillis(4)),
          Fault.cutOutput(5),
          Fault.brokenJson(),
          Fault.noise("n"),
          Fault.deprecatedFlag("f"),
          Fault.killed("KILL"),
          Fault.heldStdout(Duration.ofSeconds(1)),
          Fault.diskFull(),
          Fault.pidFile(Fault.PidFileState.EMPTY),
          Fault.pidFileLate(Duration.ofMillis(6)),
          Fault.sandboxDies(Duration.ofMillis(7)),
          Fault.metadataCorrupted());

  @TempDir Path directory;

  private FakeRunsc fake;
  private Shell runsc;
  private Path bundle;

  @AfterEach
  void close() {
    fake.close();
    String own = directory.toString();
    assertThat(ProcessHandle.allProcesses())
        .noneMatch(process -> process.info().commandLine().orElse("").contains(own));
  }

  private void with(String command, Fault... faults) {
    start(Script.builder().fault(command, faults).times(1).and().build());
  }

  private void start(Script script) {
    fake = FakeRunsc.start(directory.resolve("fake"), FakeOptions.builder().script(script).build());
    runsc = Shell.of(directory, fake.executable(), "--root=" + directory.resolve("root"));
    bundle = Bundle.of(directory.resolve("bundle"), "x");
  }

  private Shell.Result create(String... more) {
    List<String> words =
        new java.util.ArrayList<>(List.of("create", "--bundle", bundle.toString()));
    words.addAll(List.of(more));
    words.add("c1");
    return runsc.call(words.toArray(new String[0]));
  }

  private String status() {
    return runsc.call("state", "c1").stdout().replaceAll("(?s).*\"status\": \"([a-z]+)\".*", "$1");
  }

  @Test
  void exit_comesBeforeTheCommand_orAfterwards() {
    with("create", Fault.exit(3, "no\n"));

    assertThat(create()).isEqualTo(new Shell.Result(3, "", "no\n"));
    assertThat(create().exit()).isZero();
    assertThat(fake.invocations().get(0).faults()).containsExactly("exit by faults[0]");
    assertThat(fake.invocations().get(0).answeredBy()).isEqualTo("faults");
    assertThat(fake.invocations().get(1).faults()).isEmpty();
    fake.script(Script.builder().fault("start", Fault.exitAfterwards(4, "late\n")).and().build());
    assertThat(runsc.call("start", "c1")).isEqualTo(new Shell.Result(4, "", "late\n"));
    assertThat(status()).isEqualTo("running");
  }

  @Test
  void delay_takesItsTime() {
    with("list", Fault.delay(Duration.ofMillis(300), Duration.ofMillis(50)));
    long began = System.nanoTime();

    runsc.call("list");

    assertThat(System.nanoTime() - began).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(300));
  }

  @Test
  void hang_endsWithItsCaller_andIsRecorded() throws Exception {
    with("list", Fault.hang());
    Shell.Started call = runsc.start("list");

    assertThat(call.process().waitFor(300, TimeUnit.MILLISECONDS)).isFalse();
    call.process().destroyForcibly().waitFor();

    Waiting.until(() -> fake.invocations().size() == 1);
    assertThat(fake.invocations().get(0).exit()).isEmpty();
  }

  @Test
  void slowStream_comesInPieces() throws Exception {
    start(
        Script.builder()
            .on("debug")
            .reply(0, "0123456789", "")
            .thenRepeat()
            .fault("debug", Fault.slowStream(2, Duration.ofMillis(50)))
            .and()
            .build());
    long began = System.nanoTime();

    Process process = new ProcessBuilder(fake.executable().toString(), "debug", "c").start();
    assertThat(process.getInputStream().read()).isEqualTo('0');
    long first = System.nanoTime() - began;
    assertThat(new String(process.getInputStream().readAllBytes())).isEqualTo("123456789");

    assertThat(process.waitFor()).isZero();
    assertThat(System.nanoTime() - began - first).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(150));
    assertThat(fake.invocations().get(0).stdout()).isEqualTo("0123456789");
  }

  @Test
  void output_isCut_broken_orNoisy() {
    start(
        Script.builder()
            .fault("list", Fault.cutOutput(3))
            .times(1)
            .and()
            .fault("state", Fault.brokenJson())
            .times(1)
            .and()
            .fault("kill", Fault.noise("oh\n"), Fault.deprecatedFlag("root"))
            .and()
            .build());
    create();

    assertThat(runsc.call("list")).isEqualTo(new Shell.Result(0, "ID ", ""));
    assertThat(runsc.call("list").stdout()).hasSizeGreaterThan(50);
    assertThat(runsc.call("state", "c1").stdout()).matches("(?s)\\{.*\n,\n?");
    assertThat(runsc.call("state", "c1").stdout()).contains("\n}");
    assertThat(runsc.call("kill", "c1").stderr())
        .startsWith("oh\nFlag --root has been deprecated\n");
  }

  @Test
  void killed_diesOfTheSignal_whichItsParentSees() {
    start(
        Script.builder()
            .fault("list", Fault.killed("KILL"))
            .and()
            .fault("state", Fault.killed("SEGV"))
            .and()
            .build());

    // The JDK tells a signal as a shell does.
    assertThat(runsc.call("list").exit()).isEqualTo(137);
    assertThat(runsc.call("state", "c1").exit()).isEqualTo(139);
    assertThat(fake.invocations().get(0).exit()).hasValue(137);
  }

  /** The reader of the call's standard output, which ends when nobody holds that open any more. */
  private Process reader() throws Exception {
    return new ProcessBuilder("/bin/sh", "-c", "\"$0\" list | cat", fake.executable().toString())
        .start();
  }

  @Test
  void heldStdout_staysOpenAfterTheCall() throws Exception {
    with("list", Fault.heldStdout(Duration.ofMillis(700)));
    Process reader = reader();
    Waiting.until(() -> fake.invocations().size() == 1);

    long began = System.nanoTime();
    reader.waitFor();

    assertThat(System.nanoTime() - began).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(300));
  }

  @Test
  void heldStdout_endsWithReset() throws Exception {
    with("list", Fault.heldStdout(Duration.ZERO));
    Process reader = reader();
    Waiting.until(() -> fake.invocations().size() == 1);
    assertThat(reader.waitFor(300, TimeUnit.MILLISECONDS)).isFalse();

    fake.reset();

    assertThat(reader.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void failures_areInTheLogAsThoseOfRunsc() throws Exception {
    start(
        Script.builder()
            .fault("create", Fault.exit(128, "creating container: no\n"))
            .and()
            .fault("run", Fault.diskFull())
            .and()
            .fault("list", Fault.exitAfterwards(128, "late\n"))
            .and()
            .build());
    Path log = directory.resolve("log");

    runsc.call("--log=" + log, "create", "--bundle=" + bundle, "c1");
    runsc.call("--log=" + log, "run", "--bundle=" + bundle, "c1");
    runsc.call("--log=" + log, "list");

    assertThat(Files.readString(log))
        .contains("\"msg\":\"creating container: no\",\"level\":\"error\"")
        .contains(": no space left on device\",\"level\":\"error\"")
        .contains("\"msg\":\"late\"");
    assertThat(Files.readString(log).split("\"msg\"", -1)).hasSize(4);
  }

  @Test
  void diskFull_isToldAsRunscDoes() {
    with("create", Fault.diskFull());

    assertThat(create())
        .isEqualTo(
            new Shell.Result(
                128,
                "",
                "creating container: saving container metadata: writing json file: write "
                    + directory.resolve("root/c1_sandbox:c1.state")
                    + ": no space left on device\n"));
    assertThat(create().exit()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Fault.PidFileState.class)
  void pidFile_isMissingEmptyOrLate(Fault.PidFileState state) throws Exception {
    boolean late = state == Fault.PidFileState.LATE;
    with("create", late ? Fault.pidFileLate(Duration.ofMillis(400)) : Fault.pidFile(state));
    Path file = directory.resolve("a pid's file");

    assertThat(create("--pid-file", file.toString()).exit()).isZero();

    if (state == Fault.PidFileState.EMPTY) {
      assertThat(file).isEmptyFile();
    } else {
      assertThat(file).doesNotExist();
    }
    if (late) {
      Waiting.until(() -> Files.exists(file));
      assertThat(Files.readString(file)).matches("[0-9]+");
    }
  }

  @Test
  void sandboxDies_afterCreate_afterStart() {
    start(
        Script.builder()
            .fault("create", Fault.sandboxDies(Duration.ZERO))
            .times(1)
            .and()
            .fault("start", Fault.sandboxDies(Duration.ZERO))
            .and()
            .build());

    assertThat(create().exit()).isZero();
    assertThat(status()).isEqualTo("stopped");
    runsc.call("delete", "c1");
    assertThat(create().exit()).isZero();
    assertThat(status()).isEqualTo("created");
    assertThat(runsc.call("start", "c1").exit()).isZero();
    assertThat(status()).isEqualTo("stopped");
  }

  @Test
  void sandboxDies_inTheMiddleOfExec() {
    fake =
        FakeRunsc.start(
            directory.resolve("fake"),
            FakeOptions.builder()
                .workload(Workload.HOST)
                .script(
                    Script.builder()
                        .fault("exec", Fault.sandboxDies(Duration.ofMillis(200)))
                        .and()
                        .build())
                .build());
    runsc = Shell.of(directory, fake.executable(), "--root=" + directory.resolve("root"));
    bundle = Bundle.of(directory.resolve("bundle"), "/bin/sleep", "1000");
    create();
    runsc.call("start", "c1");

    Shell.Result result = runsc.call("exec", "c1", "/bin/sleep", "1000");

    assertThat(result.exit()).isEqualTo(128);
    // The process may be dead before it has its number.
    assertThat(result.stderr())
        .matches(
            "waiting on pid ([0-9]+): waiting on PID \\1 in sandbox \"c1\": urpc method"
                + " \"containerManager.WaitPID\" failed: EOF\n");
    assertThat(status()).isEqualTo("stopped");
  }

  @Test
  void metadata_isCorrupted() {
    with("create", Fault.metadataCorrupted());

    assertThat(create().exit()).isZero();

    assertThat(runsc.call("state", "c1").exit()).isEqualTo(128);
    assertThat(runsc.call("list", "-quiet").stdout()).isEqualTo("c1\n");
  }

  @Test
  void annotation_choosesTheContainer() {
    start(
        Script.builder()
            .fault("state", Fault.exit(9, ""))
            .annotation("flaky", "yes")
            .and()
            .build());
    create();
    JsonObject config = Bundle.config("x");
    config.put("annotations", new JsonObject(Map.of("flaky", "yes")));
    Path flaky = Bundle.write(directory.resolve("flaky"), config);
    runsc.call("create", "--bundle", flaky.toString(), "c2");

    assertThat(runsc.call("state", "c1").exit()).isZero();
    assertThat(runsc.call("state", "c2").exit()).isEqualTo(9);
  }

  @Test
  void probability_isDrawnFromTheSeed_whichTheRecordTells() {
    Script script =
        Script.builder().seed(42).fault("list", Fault.exit(9, "")).probability(0.4).and().build();
    start(script);
    List<Integer> first = new java.util.ArrayList<>();
    for (int i = 0; i < 30; i++) {
      first.add(runsc.call("list").exit());
    }
    List<String> faults =
        fake.invocations().stream().flatMap(one -> one.faults().stream()).toList();

    fake.script(script);
    List<Integer> second = new java.util.ArrayList<>();
    for (int i = 0; i < 30; i++) {
      second.add(runsc.call("list").exit());
    }

    assertThat(first).isEqualTo(second).contains(0, 9);
    assertThat(faults)
        .isNotEmpty()
        .allMatch(text -> text.equals("exit by faults[0] (probability 0.4, seed 42)"));
  }
}
