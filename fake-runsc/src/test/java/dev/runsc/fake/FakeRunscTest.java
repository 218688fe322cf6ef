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

import com.grack.nanojson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lives of containers, called as another program would call them, resident and one-shot. */
class FakeRunscTest {
  @TempDir Path directory;

  private FakeServer server;
  private FakeRunsc fake;

  /** The two ways to answer, which have to give the same. */
  enum Way {
    RESIDENT,
    ONE_SHOT
  }

  @BeforeEach
  void startServer() {
    server = FakeServer.start();
  }

  @AfterEach
  void close() {
    if (fake != null) {
      fake.close();
      String own = fake.directory().toString();
      assertThat(ProcessHandle.allProcesses())
          .noneMatch(process -> process.info().commandLine().orElse("").contains(own));
    }
    server.close();
  }

  private Shell start(Way way, FakeOptions.Builder options) {
    fake = FakeRunsc.start(directory.resolve("fake dir's"), options.build(), server);
    if (way == Way.ONE_SHOT) {
      server.close();
    }
    return shell();
  }

  private Shell shell() {
    return Shell.of(directory, fake.executable(), "--root=" + directory.resolve("root"));
  }

  private Path bundle(String... args) {
    return Bundle.of(directory.resolve("bundle"), args);
  }

  private long pid(Shell runsc, String id) {
    String state = runsc.call("state", id).stdout();
    String pid = state.replaceAll("(?s).*\"pid\": (-?[0-9]+).*", "$1");
    return Long.parseLong(pid);
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void containers_areToldWithoutACall(Way way) {
    Shell runsc = start(way, FakeOptions.builder());
    Path bundle = bundle("anything");
    runsc.call("--network=host", "--network=none", "create", "--bundle", bundle.toString(), "c1");
    int calls = fake.invocations().size();

    List<FakeContainer> containers = fake.containers(directory.resolve("root"));

    assertThat(fake.invocations()).hasSize(calls);
    assertThat(fake.containers(directory.resolve("none"))).isEmpty();
    assertThat(containers).hasSize(1);
    FakeContainer c1 = containers.get(0);
    assertThat(c1.id()).isEqualTo("c1").isEqualTo(c1.sandboxId());
    assertThat(c1.status()).isEqualTo("created");
    assertThat(c1.bundle()).isEqualTo(bundle);
    assertThat(c1.globalFlags()).containsEntry("network", "none");
    assertThat(c1.config()).contains("\"anything\"");
    assertThat(Duration.between(c1.createdAt(), java.time.Instant.now()).abs())
        .isLessThan(Duration.ofMinutes(10));
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void wholeLife_ofAScriptedContainer(Way way) {
    Shell runsc = start(way, FakeOptions.builder().release("20221219.0"));
    Path bundle = bundle("anything");

    assertThat(runsc.call("create", "--bundle", bundle.toString(), "c1"))
        .isEqualTo(new Shell.Result(0, "", ""));
    long pid = pid(runsc, "c1");
    assertThat(Processes.identify(pid).isAlive()).isTrue();
    assertThat(runsc.call("state", "c1").stdout())
        .isEqualTo(
            "{\n  \"ociVersion\": \"1.0.2-dev\",\n  \"id\": \"c1\",\n  \"status\": \"created\",\n"
                + "  \"pid\": "
                + pid
                + ",\n  \"bundle\": \""
                + bundle
                + "\"\n}");
    assertThat(runsc.call("start", "c1").exit()).isZero();
    Shell.Started waiter = runsc.start("wait", "c1");
    Waiting.until(() -> fake.invocations().size() >= 4);
    Waiting.pause(way == Way.ONE_SHOT ? 1500 : 100);
    assertThat(runsc.call("kill", "c1", "KILL").exit()).isZero();
    assertThat(waiter.end().stdout()).isEqualTo("{\"id\":\"c1\",\"exitStatus\":137}\n");
    assertThat(runsc.call("list", "--format=json").stdout()).contains("\"stopped\",\"pid\":-1");
    assertThat(runsc.call("delete", "c1").exit()).isZero();
    assertThat(runsc.call("list", "--format=json").stdout()).isEqualTo("null\n");
    assertThat(directory.resolve("root")).isEmptyDirectory();
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void hostWorkload_runsTheBundlesProgramWithItsStreamsAndStatus(Way way) {
    Shell runsc = start(way, FakeOptions.builder().workload(Workload.HOST));
    Path bundle = bundle("/bin/sh", "-c", "echo \"out $1\"; echo err >&2; exit 7", "sh", "a b\n*");

    assertThat(runsc.call("run", "--bundle", bundle.toString(), "c1"))
        .isEqualTo(new Shell.Result(7, "out a b\n*\n", "err\n"));
    assertThat(runsc.call("list").stdout().lines()).hasSize(1);
  }

  @Test
  void hostWorkload_killedByASignal_endsWith128AndTheSignal() {
    Shell runsc = start(Way.RESIDENT, FakeOptions.builder().workload(Workload.HOST));

    for (Map.Entry<String, Integer> signal :
        Map.of("TERM", 143, "INT", 130, "KILL", 137, "SEGV", 139).entrySet()) {
      Path bundle = bundle("/bin/sh", "-c", "kill -" + signal.getKey() + " $$");

      assertThat(runsc.call("run", "--bundle", bundle.toString(), "c1"))
          .isEqualTo(new Shell.Result(signal.getValue(), "", ""));
    }
  }

  @Test
  void hostWorkload_getsSignalsThatTheCallerIgnores() {
    start(Way.RESIDENT, FakeOptions.builder().workload(Workload.HOST));
    Path bundle = bundle("/bin/sh", "-c", "trap 'echo got it; exit 7' HUP; kill -HUP $$; exit 1");
    Shell shell = Shell.of(directory, Path.of("/bin/sh"), "-c", "trap '' HUP; exec \"$@\"", "sh");

    assertThat(
            shell.call(
                fake.executable().toString(),
                "--root=" + directory.resolve("root"),
                "run",
                "--bundle",
                bundle.toString(),
                "c1"))
        .isEqualTo(new Shell.Result(7, "got it\n", ""));
  }

  @Test
  void hostWorkload_leavesNoProcessBehind_whenItsSandboxIsKilled() {
    Shell runsc = start(Way.RESIDENT, FakeOptions.builder().workload(Workload.HOST));
    Path bundle = bundle("/bin/sh", "-c", "sleep 1000 & echo $! $$; wait");
    Path out = directory.resolve("out");

    Shell.Started run = runsc.start("run", "--bundle", bundle.toString(), "c1");
    Waiting.until(() -> !Shell.Started.text(run.stdout()).isEmpty());
    List<Long> pids =
        List.of(Shell.Started.text(run.stdout()).trim().split(" ", -1)).stream()
            .map(Long::valueOf)
            .toList();
    ProcessHandle.of(pid(runsc, "c1")).orElseThrow().destroyForcibly();

    assertThat(run.end().exit()).isEqualTo(137);
    assertThat(out).doesNotExist();
    Waiting.until(() -> pids.stream().noneMatch(pid -> Processes.identify(pid).isAlive()));
    assertThat(runsc.call("state", "c1").exit()).isEqualTo(128);
  }

  @Test
  void attachedRun_whoseClientIsKilled_endsTheContainerAndKeepsItsRecord() {
    Shell runsc = start(Way.RESIDENT, FakeOptions.builder());
    Shell.Started run = runsc.start("run", "--bundle", bundle("x").toString(), "c1");
    Waiting.until(() -> runsc.call("state", "c1").stdout().contains("running"));

    run.process().destroyForcibly();

    Waiting.until(() -> runsc.call("state", "c1").stdout().contains("stopped"));
    assertThat(runsc.call("delete", "c1").exit()).isZero();
  }

  @Test
  void scriptedWorkload_printsEndsAndAnswersSignals() {
    Shell runsc =
        start(
            Way.RESIDENT,
            FakeOptions.builder()
                .script(
                    Script.parse(
                        "{\"workloads\": [{\"id\": \"job\", \"stdout\": \"hi\\n\", \"stderr\":"
                            + " \"oops\\n\", \"after\": \"50ms\", \"exit\": 3}, {\"signals\":"
                            + " {\"TERM\": \"ignore\", \"USR1\": 9}}]}")));
    Path bundle = bundle("x");

    assertThat(runsc.call("run", "--bundle", bundle.toString(), "job"))
        .isEqualTo(new Shell.Result(3, "hi\n", "oops\n"));
    Shell.Started other = runsc.start("run", "--bundle", bundle.toString(), "other");
    Waiting.until(() -> runsc.call("kill", "other", "TERM").exit() == 0);
    assertThat(runsc.call("state", "other").stdout()).contains("running");
    assertThat(runsc.call("kill", "other", "USR1").exit()).isZero();
    assertThat(other.end().exit()).isEqualTo(9);
  }

  @Test
  void scriptedReplies_areGivenInSequence_thenTheModelAnswers() {
    Shell runsc =
        start(
            Way.RESIDENT,
            FakeOptions.builder()
                .script(
                    Script.builder()
                        .on("list")
                        .reply(128, "", "first\n")
                        .reply(0, "second \\n \u00e9 %s\n", "", Duration.ofMillis(30))
                        .thenModel()
                        .build()));

    assertThat(runsc.call("list")).isEqualTo(new Shell.Result(128, "", "first\n"));
    assertThat(runsc.call("list")).isEqualTo(new Shell.Result(0, "second \\n \u00e9 %s\n", ""));
    assertThat(runsc.call("list", "--format=json")).isEqualTo(new Shell.Result(0, "null\n", ""));
    assertThat(fake.invocations())
        .extracting(Invocation::answeredBy)
        .containsExactly("script[0]", "script[0]", "model");
    assertThat(fake.invocations().get(1).elapsed()).isGreaterThan(Duration.ofMillis(29));
  }

  @Test
  void longReply_arrivesWhole() {
    String text = "0123456789\\\n".repeat(20_000);
    Shell runsc =
        start(
            Way.RESIDENT,
            FakeOptions.builder()
                .script(Script.builder().on("list").reply(0, text, text).thenRepeat().build()));

    assertThat(runsc.call("list")).isEqualTo(new Shell.Result(0, text, text));
  }

  @Test
  void strictFake_refusesWhatIsNotScripted_andNamesTheClosestEntry() {
    Shell runsc =
        start(
            Way.RESIDENT,
            FakeOptions.builder()
                .strict(true)
                .script(
                    Script.builder()
                        .on("delete")
                        .flag("force", "true")
                        .reply(0, "", "")
                        .thenRepeat()
                        .build()));

    Shell.Result result = runsc.call("delete", "web");

    assertThat(result.exit()).isEqualTo(125);
    assertThat(result.stderr())
        .isEqualTo(
            "fake-runsc: no scripted reply matches \"--root="
                + directory.resolve("root")
                + "\" \"delete\" \"web\"; closest is replies[0] (script:1): --force is absent"
                + " instead of \"true\"\n");
  }

  @Test
  void commandOutsideTheModel_failsLoudly_andSaysHowToScriptIt() {
    Shell runsc = start(Way.RESIDENT, FakeOptions.builder());

    Shell.Result result = runsc.call("trace", "metadata");

    assertThat(result.exit()).isEqualTo(125);
    assertThat(result.stderr()).startsWith("fake-runsc: the command \"trace\" is not modelled");
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void argumentsArriveByteForByte(Way way) {
    Shell runsc = start(way, FakeOptions.builder().environment("SHOWN", "UNSET"));
    String[] odd = {
      "state",
      "--",
      "-x",
      "",
      "a b",
      "$(touch x)`x`",
      "'\"\\",
      "*?[",
      "new\nline\n",
      "x".repeat(100_000)
    };

    Shell.Result result = runsc.with(Map.of("SHOWN", "v=1\n", "SECRET", "s")).call(odd);

    assertThat(result.exit()).isEqualTo(128);
    Invocation invocation = fake.invocations().get(0);
    assertThat(invocation.argv().subList(1, invocation.argv().size())).containsExactly(odd);
    assertThat(invocation.environment()).containsOnly(Map.entry("SHOWN", "v=1\n"));
    assertThat(invocation.cwd()).isEqualTo(directory);
    assertThat(invocation.exit()).hasValue(128);
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void argumentsOutsideAscii_arriveInAnyLocale(Way way) throws Exception {
    start(way, FakeOptions.builder());
    // By a script: a JVM in the C locale cannot pass such an argument itself.
    Path script =
        Files.writeString(
            directory.resolve("call.sh"), "LC_ALL=C exec \"$1\" state caf\u00e9\u4e16\n");

    Shell.Result result =
        Shell.of(directory, Path.of("/bin/sh"))
            .call(script.toString(), fake.executable().toString());

    assertThat(result.exit()).isEqualTo(128);
    assertThat(fake.invocations().get(0).argv()).containsExactly("state", "caf\u00e9\u4e16");
  }

  @Test
  @Timeout(300)
  void manyCallersAtOnce_areAllRecordedOnce() throws Exception {
    start(Way.RESIDENT, FakeOptions.builder());
    int callers = 64;
    int calls = 100;
    // Shells, which start processes in a fraction of the time that this JVM needs.
    Shell caller =
        Shell.of(
            directory,
            Path.of("/bin/sh"),
            "-c",
            "i=0; while [ $i -lt \"$3\" ]; do \"$1\" --root=none state \"$2-$i\"; i=$((i + 1)); done",
            "sh",
            fake.executable().toString());

    List<Shell.Started> started =
        IntStream.range(0, callers)
            .mapToObj(number -> caller.start(number + "", calls + ""))
            .toList();
    started.forEach(Shell.Started::end);

    assertThat(fake.invocations()).hasSize(callers * calls);
    assertThat(fake.invocations()).extracting(Invocation::index).doesNotHaveDuplicates();
    assertThat(fake.invocations())
        .extracting(one -> one.call().id().orElseThrow())
        .doesNotHaveDuplicates();
  }

  @Test
  void secondCreate_destroysTheRecordOfTheFirst_asTheseReleasesDo() {
    Shell runsc = start(Way.RESIDENT, FakeOptions.builder().release("20240729.0"));
    Path bundle = bundle("x");
    runsc.call("create", "--bundle", bundle.toString(), "c1");
    long pid = pid(runsc, "c1");

    Shell.Result second = runsc.call("create", "--bundle", bundle.toString(), "c1");

    assertThat(second)
        .isEqualTo(
            new Shell.Result(
                128,
                "",
                "creating container: cannot lock container metadata file: container already"
                    + " exists\n"));
    assertThat(runsc.call("state", "c1").stderr())
        .isEqualTo("loading container: file does not exist\n");
    assertThat(Processes.identify(pid).isAlive()).isTrue();
    fake.close();
    assertThat(Processes.identify(pid).isAlive()).isFalse();
  }

  @Test
  void createThatFails_leavesNothing() throws Exception {
    Shell runsc = start(Way.RESIDENT, FakeOptions.builder().release("20240729.0"));
    JsonObject config = Bundle.config("x");
    config.remove("process");
    Path noProcess = Bundle.write(directory.resolve("noprocess"), config);
    Path malformed = Bundle.writeText(directory.resolve("malformed"), "{ not json\n");
    Path bundle = bundle("x");

    assertThat(runsc.call("create", "--bundle", noProcess.toString(), "c").stderr())
        .startsWith("reading spec: Spec.Process must be defined: &{Version:1.0.2 Process:<nil>");
    assertThat(runsc.call("create", "--bundle", malformed.toString(), "c").stderr())
        .isEqualTo(
            "reading spec: error unmarshaling spec from file \""
                + malformed
                + "/config.json\": invalid character 'n' looking for beginning of object key"
                + " string\n { not json\n\n");
    assertThat(runsc.call("create", "--bundle", bundle.toString(), "../x").stderr())
        .isEqualTo("creating container: invalid container id: ../x\n");
    assertThat(
            runsc
                .call("create", "--bundle", bundle.toString(), "--pid-file", "/no/such/p", "c")
                .stderr())
        .isEqualTo(
            "creating container: error writing PID file: open /no/such/p: no such file or"
                + " directory\n");
    assertThat(directory.resolve("root")).isEmptyDirectory();
    try (var sandboxes = Files.list(fake.directory().resolve(".fake/sandboxes"))) {
      assertThat(sandboxes).isEmpty();
    }
  }

  @Test
  void pidFile_holdsThePidAndNothingElse() throws Exception {
    Shell runsc = start(Way.RESIDENT, FakeOptions.builder());
    Path pidFile = Files.writeString(directory.resolve("pid"), "a longer text that was there");

    runsc.call("create", "--bundle", bundle("x").toString(), "--pid-file", "pid", "c1");

    assertThat(pidFile).hasContent(Long.toString(pid(runsc, "c1")));
    assertThat(Files.readString(pidFile)).doesNotContain("\n");
  }

  @Test
  void errorLog_holdsObjectsWithNothingBetween() throws Exception {
    Shell runsc = start(Way.RESIDENT, FakeOptions.builder().release("20240729.0"));
    Path log = directory.resolve("log");

    Shell logged = Shell.of(directory, fake.executable(), "--root=r", "--log", log.toString());
    logged.call("state", "a");
    logged.call("delete", "b");
    runsc.call("state", "unlogged");

    assertThat(Files.readString(log))
        .matches(
            "\\{\"msg\":\"loading container: file does not"
                + " exist\",\"level\":\"error\",\"time\":\"[^\"]*\"}\\{\"msg\":\"loading container"
                + " \\\\\"b\\\\\": file does not exist\",.*}");
  }

  @Test
  void closedServer_leavesTheFakeToEnginesOfTheirOwn() {
    Shell runsc = start(Way.RESIDENT, FakeOptions.builder());
    runsc.call("create", "--bundle", bundle("x").toString(), "c1");

    server.close();

    assertThat(runsc.call("start", "c1")).isEqualTo(new Shell.Result(0, "", ""));
    assertThat(runsc.call("state", "c1").stdout()).contains("running");
    assertThat(runsc.call("delete", "--force", "c1").exit()).isZero();
  }

  @Test
  void reset_endsProcessesAndForgetsRecordsAndContainers() {
    Shell runsc = start(Way.RESIDENT, FakeOptions.builder());
    runsc.call("create", "--bundle", bundle("x").toString(), "c1");
    long pid = pid(runsc, "c1");

    fake.reset();

    assertThat(Processes.identify(pid).isAlive()).isFalse();
    assertThat(fake.invocations()).isEmpty();
    assertThat(runsc.call("list", "--format=json").stdout()).isEqualTo("null\n");
    assertThat(fake.invocations()).hasSize(1);
    assertThat(fake.invocations().get(0).index()).isEqualTo(1);
  }

  @Test
  void directoryOfOthers_isRefusedAndLeftAlone() throws Exception {
    Path other = Files.createDirectory(directory.resolve("other"));
    Files.writeString(other.resolve("runsc"), "mine");
    Path file = Files.writeString(directory.resolve("file"), "");

    assertThatThrownBy(() -> FakeRunsc.start(other))
        .hasMessageContaining("cannot make a fake runsc in " + other)
        .hasMessageContaining("it holds other files; use a new or empty directory");
    assertThatThrownBy(() -> FakeRunsc.start(file)).hasMessageContaining("it is a file");
    assertThat(other.resolve("runsc")).hasContent("mine");
  }

  @Test
  void directories_areThisUsersOnly() throws Exception {
    Shell runsc = start(Way.RESIDENT, FakeOptions.builder());
    runsc.call("create", "--bundle", bundle("x").toString(), "c1");

    for (String sub : List.of("", ".fake", ".fake/locks", ".fake/sandboxes")) {
      assertThat(Files.getPosixFilePermissions(fake.directory().resolve(sub)))
          .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void unknownRelease_isRefusedWithTheKnownOnes() {
    assertThatThrownBy(() -> FakeOptions.builder().release("20010101.0"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("20210720.0, 20221219.0");
  }

  @Test
  void checkpoint_isRestored_andRefusedWhenDamaged() throws Exception {
    Shell runsc = start(Way.RESIDENT, FakeOptions.builder().release("20240729.0"));
    String bundle = bundle("x").toString();
    Path image = directory.resolve("image");
    runsc.call("create", "--bundle", bundle, "c1");
    runsc.call("start", "c1");

    assertThat(runsc.call("checkpoint", "--image-path", image.toString(), "c1"))
        .isEqualTo(new Shell.Result(0, "", ""));
    assertThat(runsc.call("state", "c1").stdout()).contains("stopped");
    assertThat(runsc.call("restore", "--detach", "--bundle", bundle, "--image-path", "image", "c2"))
        .isEqualTo(new Shell.Result(0, "", ""));
    assertThat(runsc.call("state", "c2").stdout()).contains("running");
    Files.writeString(image.resolve("checkpoint.img"), "garbage");
    assertThat(runsc.call("restore", "--detach", "--bundle", bundle, "--image-path", "image", "c3"))
        .isEqualTo(
            new Shell.Result(
                128,
                "",
                "starting container: restoring container \"c3\": reading metadata from statefile:"
                    + " bad magic header\n"));
    assertThat(runsc.call("state", "c3").exit()).isEqualTo(128);
  }

  @Test
  void newestProfile_isNoLongerAsTheOldOnesWere() {
    Shell runsc = start(Way.RESIDENT, FakeOptions.builder().release("20260817.0"));
    String bundle = bundle("x").toString();
    runsc.call("create", "--bundle", bundle, "c1");

    assertThat(runsc.call("--version").stdout())
        .isEqualTo("runsc version release-20260817.0\nspec: 1.2.1\n");
    assertThat(runsc.call("create", "--bundle", bundle, "c1").exit()).isEqualTo(128);
    assertThat(runsc.call("state", "c1").stdout()).contains("created");
    assertThat(runsc.call("state", "none").stderr())
        .isEqualTo("FetchSpec failed: loading container: file does not exist\n");
    assertThat(runsc.call("state", "none", "more").stderr())
        .isEqualTo("FetchSpec failed: loading container: file does not exist\n");
    assertThat(runsc.call("create").stderr())
        .isEqualTo("FetchSpec failed: a container id is required\n");
    assertThat(runsc.call("state", "-h").stderr())
        .endsWith("failed to parse flags for \"state\": flag: help requested\n");
    assertThat(runsc.call("start", "c1").exit()).isZero();
    assertThat(runsc.call("ps", "c1").stdout())
        .startsWith("UID       PID       PPID      PGID      C         TTY");
    assertThat(runsc.call("delete", "--force", "c1").exit()).isZero();
    assertThat(directory.resolve("root/null-netns")).isEmptyFile();
  }
}
