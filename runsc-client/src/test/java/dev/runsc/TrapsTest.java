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

package dev.runsc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What gVisor's own client gets wrong, by the numbers under which those errors are listed. Others
 * stand with the tests of the part they are about, with the same names.
 */
class TrapsTest {

  private static final Path BUNDLE = Path.of("/bundle");
  private static final Duration SECOND = Duration.ofSeconds(1);

  @TempDir private Path directory;

  private Stub stub(String body) {
    return Stub.in(directory, body);
  }

  @Test
  void b01_intervalIsAWholeNumberOfSeconds() {
    Stub stub = stub("echo '{\"type\":\"stats\",\"id\":\"c\",\"data\":{}}'");

    try (EventStream events = stub.client().events("c", Duration.ofSeconds(90))) {
      assertThat(events.next()).isPresent();
    }

    assertThat(stub.onlyCall()).containsExactly("events", "--interval=90", "c");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stub.client().events("c", Duration.ofMillis(1500)))
        .withMessage(
            "the interval must be a whole number of seconds, at least one, as runsc takes no other:"
                + " PT1.5S");
  }

  @Test
  void b02_failureOfEvents_carriesWhatWasSaid() {
    Stub stub = stub("echo 'loading sandbox: file does not exist' >&2; exit 128");

    try (EventStream events = stub.client().events("c", SECOND)) {
      assertThatExceptionOfType(RunscExitException.class)
          .isThrownBy(events::next)
          .satisfies(
              e -> {
                assertThat(e.kind()).isEqualTo(ErrorKind.NOT_FOUND);
                assertThat(e.exitCode()).hasValue(128);
                assertThat(e.stderr()).contains("loading sandbox");
              });
      assertThat(events.next()).isEmpty();
      assertThat(events.isEnded()).isTrue();
    }
  }

  @Test
  void b03_eventsEndWhenTheContainerHasEnded() {
    Stub stub =
        stub(
            "case $1 in events) echo '{\"type\":\"stats\",\"id\":\"c\",\"data\":{}}'; exec sleep"
                + " 60;; state) echo"
                + " '{\"ociVersion\":\"1\",\"id\":\"c\",\"status\":\"stopped\",\"pid\":-1,\"bundle\":\"/\"}';;"
                + " esac");

    try (EventStream events = stub.client().events("c", SECOND)) {
      assertThat(events.next()).isPresent();
      assertThat(events.next()).isEmpty();
    }

    assertThat(stub.calls()).contains(List.of("state", "c"));
  }

  @Test
  void b03_eventsEndWhenTheContainerIsGone() {
    Stub stub =
        stub(
            "case $1 in events) exec sleep 60;; esac;"
                + "echo 'loading container: file does not exist' >&2; exit 128");

    try (EventStream events = stub.client().events("c", SECOND)) {
      assertThat(events.next()).isEmpty();
    }
  }

  /** One that is asked whether the container runs, and does not answer, holds nobody up. */
  @Test
  void b03_stateThatHangs_doesNotHoldTheStream() throws Exception {
    Stub stub = stub("exec sleep 60");

    try (EventStream events = stub.client().events("c", SECOND)) {
      while (!stub.calls().contains(List.of("state", "c"))) {
        assertThat(events.nextWithin(Duration.ofMillis(100))).isEmpty();
      }
      assertThat(events.isEnded()).isFalse();
    }
  }

  /** A call may make others on its way: they are within its limit, and have its environment. */
  @Test
  void b27_limitOfACall_holdsForThoseOnItsWay() {
    Stub stub = stub("[ \"$OWN\" = yes ] && exec sleep 60");
    CheckpointOptions checkpoint =
        CheckpointOptions.builder()
            .leaveRunning(true)
            .timeout(Duration.ofMillis(300))
            .environment("OWN", "yes")
            .build();
    RestoreOptions restore =
        RestoreOptions.builder().timeout(Duration.ofMillis(300)).environment("OWN", "yes").build();

    assertThatExceptionOfType(RunscTimeoutException.class)
        .isThrownBy(() -> stub.client().checkpoint("c", Path.of("/image"), checkpoint));
    assertThatExceptionOfType(RunscTimeoutException.class)
        .isThrownBy(() -> stub.client().restoreCreated("c", Path.of("/image"), restore));
    assertThat(stub.calls()).containsExactly(List.of("--version"), List.of("--version"));
  }

  @Test
  void b04_intervalBelowASecond_isRefused() {
    Runsc runsc = stub("").client();

    for (Duration wrong : List.of(Duration.ZERO, Duration.ofMillis(999), Duration.ofSeconds(-1))) {
      assertThatIllegalArgumentException().isThrownBy(() -> runsc.events("c", wrong));
    }
  }

  @Test
  void b05_brokenRecord_isOneTerminalError() {
    Stub stub =
        stub(
            "echo '{\"type\":\"stats\",\"id\":\"c\",\"data\":{}}'; echo '{\"type\":nonsense}';"
                + " echo '{\"type\":\"stats\",\"id\":\"c\",\"data\":{}}'; exec sleep 60");

    try (EventStream events = stub.client().events("c", SECOND)) {
      assertThat(events.next()).isPresent();
      assertThatExceptionOfType(RunscOutputException.class)
          .isThrownBy(events::next)
          .withMessageContaining("a record of runsc cannot be understood: ");
      assertThat(events.next()).isEmpty();
      assertThat(events.isEnded()).isTrue();
    }
  }

  @Test
  void b05_recordCutOff_isOneTerminalError() {
    Stub stub = stub("printf '{\"type\":\"sta'; kill -9 $$");

    try (EventStream events = stub.client().events("c", SECOND)) {
      assertThatExceptionOfType(RunscOutputException.class)
          .isThrownBy(events::next)
          .withMessageContaining("the last record is cut off: {\"type\":\"sta");
      assertThat(events.next()).isEmpty();
    }
  }

  @Test
  void b06_readerThatStaysAway_holdsTheWriterUpAndCloseReapsIt() {
    Stub stub =
        stub(
            "echo $$ >\"$DIR/pid\"; while true; do"
                + " echo '{\"type\":\"stats\",\"id\":\"c\",\"data\":{}}'; done");
    EventStream events = stub.client().events("c", SECOND);
    assertThat(events.next()).isPresent();

    events.close();
    events.close();

    assertThat(events.next()).isEmpty();
    assertThat(Processes.isAlive(stub.file("pid"))).isFalse();
  }

  @Test
  void b06_limitOfEvents_holdsThoughRecordsKeepComing() {
    Stub stub = stub("while true; do echo '{\"type\":\"stats\",\"id\":\"c\",\"data\":{}}'; done");
    EventsOptions options = EventsOptions.builder().timeout(Duration.ofMillis(300)).build();

    try (EventStream events = stub.client().events("c", SECOND, options)) {
      assertThatExceptionOfType(RunscTimeoutException.class)
          .isThrownBy(() -> events.forEach(event -> assertThat(event.id()).isEqualTo("c")));
      assertThat(events.isEnded()).isTrue();
    }
  }

  @Test
  void b27_interruptOfAReader_endsTheStream() throws Exception {
    Stub stub = stub("echo $$ >\"$DIR/pid\"; exec sleep 60");
    CompletableFuture<Throwable> seen = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try (EventStream events = stub.client().events("c", Duration.ofSeconds(60))) {
                seen.complete(new AssertionError("read " + events.next()));
              } catch (RunscException e) {
                seen.complete(e);
              }
            });
    thread.start();
    await().until(() -> Processes.isAlive(stub.file("pid")));

    thread.interrupt();

    assertThat(seen.get(20, TimeUnit.SECONDS)).isInstanceOf(RunscInterruptedException.class);
    await().until(() -> !Processes.isAlive(stub.file("pid")));
  }

  @Test
  void b06_endlessRecord_isBounded() {
    Stub stub = stub("case $1 in events) while true; do printf '%65536s' x; done;; esac; exit 3");

    try (EventStream events = stub.client().events("c", SECOND)) {
      assertThatExceptionOfType(RunscOutputException.class)
          .isThrownBy(events::next)
          .withMessageContaining("a record is longer than 1048576 bytes");
    }
  }

  @Test
  void b11_runDrainsBothStreams() {
    Stub stub = stub("seq 200000; seq 200000 >&2; exit 3");
    IoCapture output = Io.capture(1000);

    ExitStatus status = stub.client().run("c", BUNDLE, RunOptions.builder().io(output).build());

    assertThat(status).isEqualTo(new ExitStatus(3));
    assertThat(output.stdout().size()).isEqualTo(1_288_895);
    assertThat(output.stderr().size()).isEqualTo(1_288_895);
  }

  @Test
  void b12_pipesForCommandsThatLeaveProcesses_areRefused() {
    for (Io io : List.of(Io.pipes(), Io.capture(100))) {
      assertRefused(() -> CreateOptions.builder().io(io));
      assertRefused(() -> StartOptions.builder().io(io));
      assertRefused(() -> RunOptions.builder().io(io).detach(true).build());
      assertRefused(() -> ExecOptions.builder().io(io).detach(true).build());
      assertRefused(() -> RestoreOptions.builder().io(io).detach(true).build());
    }
  }

  private static void assertRefused(Runnable call) {
    assertThatIllegalArgumentException()
        .isThrownBy(call::run)
        .withMessageContaining("use Io.files(...) and read the files, or Io.discard()");
  }

  @Test
  void b13_thereIsNoDebugLogDescriptor() {
    assertThat(Arrays.stream(Runsc.Builder.class.getMethods()).map(m -> m.getName()))
        .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).contains("fd"));
    for (String flag : List.of("debug-log-fd", "log-fd", "panic-log-fd")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Runsc.builder().config(flag, "3"))
          .withMessageContaining("name a file instead");
    }
  }

  @Test
  void b14_orderOfFlagsIsThatOfSetting_andDuplicatesAreRefused() {
    Stub stub = Stub.printing(directory, "[]");
    Map<String, String> config = new LinkedHashMap<>();
    List.of("zz", "a", "m").forEach(name -> config.put(name, "1"));

    stub.builder().config(config).build().list();

    assertThat(stub.onlyCall())
        .containsExactly("--zz=1", "--a=1", "--m=1", "list", "--format=json");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Runsc.builder().config(config).config("a", "2"));
    for (String reserved : List.of("log", "root", "version", "help", "h")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Runsc.builder().config(reserved, "/l"))
          .withMessageContaining("not the flag \"" + reserved + "\" here");
    }
  }

  @Test
  void b15_rebuiltClient_keepsEverySetting() {
    Stub stub = Stub.printing(directory, "[]");
    Runsc first = stub.builder().debug(true).debugLog("/d/").setpgid(false).build();

    first.toBuilder().root(Path.of("/r")).build().list();

    assertThat(stub.onlyCall())
        .containsExactly("--root=/r", "--debug=true", "--debug-log=/d/", "list", "--format=json");
    assertThat(first.toString()).doesNotContain("--root");
  }

  @Test
  void b16_topNamesTheLineItCannotRead() {
    assertTop("UID PID CMD\n0 1 sh\n0\n", "line 3 has 1 of 3 columns: 0");
    assertTop("UID CMD\n0 sh\n", "line 1 should name the columns, but there is no PID in it");
    assertTop("UID PID CMD\n0 x sh\n", "line 2 has no pid in the column PID but \"x\"");
    assertTop("UID PID PID\n", "line 1 names a column twice");
    assertTop("", "there is no line with the names of the columns");
  }

  private void assertTop(String table, String problem) {
    Stub stub = stub("printf '" + table.replace("\n", "\\n") + "'");

    assertThatExceptionOfType(RunscOutputException.class)
        .isThrownBy(() -> stub.client().top("c"))
        .withMessageContaining("the output of runsc cannot be understood: " + problem);
  }

  @Test
  void b17_containerHasNoFieldsThatAreNeverSent() {
    assertThat(Arrays.stream(Container.class.getRecordComponents()).map(c -> c.getName()))
        .containsExactly(
            "ociVersion", "id", "status", "pid", "bundle", "annotations", "otherFields");
  }

  @Test
  void b19_pidsOfTwoKinds_cannotBeMixedUp() {
    assertThat(WaitTarget.process(new ContainerPid(7)).flags()).containsExactly("--pid=7");
    assertThat(WaitTarget.process(new SandboxPid(7)).flags()).containsExactly("--rootpid=7");
    assertThat(KillOptions.builder().pid(new SandboxPid(7)).build().flags())
        .containsExactly("--pid", "7");
    assertThatIllegalArgumentException().isThrownBy(() -> new ContainerPid(0));
    assertThatIllegalArgumentException().isThrownBy(() -> new SandboxPid(-1));
  }

  @Test
  void b20_killHasOneTarget() {
    KillOptions all = KillOptions.builder().all().all().build();
    KillOptions group = all.toBuilder().processGroup(2).build();
    List<Consumer<KillOptions.Builder>> targets =
        List.of(
            builder -> builder.all(),
            builder -> builder.pid(new SandboxPid(1)),
            builder -> builder.pid(new SandboxPid(2)),
            builder -> builder.processGroup(1));

    assertThat(all.flags()).containsExactly("--all");
    assertThat(group.flags()).containsExactly("--pgid", "2");
    assertThatIllegalArgumentException().isThrownBy(() -> KillOptions.builder().processGroup(0));
    for (Consumer<KillOptions.Builder> one : targets) {
      for (Consumer<KillOptions.Builder> other : targets) {
        if (one != other) {
          assertThatIllegalArgumentException()
              .isThrownBy(() -> other.accept(builderOf(one)))
              .withMessageMatching("a signal has one target, and .* before .*: choose one, or .*");
        }
      }
    }
    assertThat(Signal.values()).noneMatch(signal -> signal.number() < 1 || signal.number() > 31);
  }

  private static KillOptions.Builder builderOf(Consumer<KillOptions.Builder> target) {
    KillOptions.Builder builder = KillOptions.builder();
    target.accept(builder);
    return builder;
  }

  @Test
  void b21_waitHasOneTarget() {
    Stub stub = Stub.printing(directory, "{\"id\":\"c\",\"exitStatus\":4}");
    WaitOptions options =
        WaitOptions.builder().target(WaitTarget.process(new SandboxPid(3))).build().toBuilder()
            .target(WaitTarget.process(new ContainerPid(2)))
            .build();

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                WaitOptions.builder()
                    .target(WaitTarget.process(new SandboxPid(3)))
                    .target(WaitTarget.process(new ContainerPid(2))))
        .withMessageMatching("a wait has one target, and .*3.* before .*2.*: choose one, or .*");
    assertThat(stub.client().waitFor("c", options)).isEqualTo(new ExitStatus(4));
    assertThat(stub.onlyCall()).containsExactly("wait", "--pid=2", "c");
  }

  @Test
  void b21_milestonesAreWaitedForOnTheirOwn() {
    Stub stub = stub("");

    for (Milestone milestone : Milestone.values()) {
      stub.client().await("c", milestone);
    }

    assertThat(stub.calls())
        .containsExactlyInAnyOrder(
            List.of("wait", "--checkpoint=1", "c"),
            List.of("wait", "--restore", "c"),
            List.of("wait", "--fscheckpoint", "c"),
            List.of("wait", "--fsrestore", "c"));
  }

  private static final String PID_FILE =
      "for a; do case $last in --pid-file) printf 5 >\"$a\";; esac; last=$a; done\n";

  @Test
  void b22_restoreHasAllOptionsAndABundle() {
    Stub stub = stub(PID_FILE);
    RestoreOptions options =
        RestoreOptions.builder()
            .consoleSocket(Path.of("/s"))
            .pidFile(stub.file("pid"))
            .userLog(Path.of("/u"))
            .detach(true)
            .direct(true)
            .background(true)
            .fsRestoreImagePath(Path.of("/f"))
            .fsRestoreDirect(true)
            .splitFsRestore(true)
            .extraArgs("--x")
            .build();

    stub.builder()
        .log(Path.of("/log"))
        .build()
        .restore("c", Path.of("/i"), BUNDLE, options.toBuilder().build());

    assertThat(String.join(" ", stub.onlyCall()))
        .isEqualTo(
            "--log=/log restore --bundle /bundle --image-path /i --console-socket /s --pid-file "
                + stub.file("pid")
                + " --user-log /u --detach --direct --background --fs-restore-image-path /f"
                + " --fs-restore-direct --split-fsrestore --x c");
  }

  @Test
  void b22_restoreIntoCreated_neverTakesTheWorkingDirectoryForABundle() throws Exception {
    Stub stub =
        stub(
            PID_FILE
                + "case $* in *--version*) echo 'runsc version release-20240729.0';; *state*) echo"
                + " '{\"ociVersion\":\"1\",\"id\":\"c\",\"status\":\"created\",\"pid\":1,"
                + "\"bundle\":\"/\"}';; *restore*) pwd >\"$DIR/pwd\"; ls -A >\"$DIR/ls\";; esac");

    stub.client().restoreCreated("c", Path.of("/i"), RestoreOptions.defaults());

    assertThat(Files.readString(stub.file("pwd")))
        .isNotEqualTo(Path.of("").toAbsolutePath() + "\n");
    assertThat(stub.file("ls")).isEmptyFile();
  }

  @Test
  void b23_checkpointAndFsCheckpoint_haveTheirOwnOptions() {
    Stub stub = stub("case $* in *--version*) echo 'runsc version release-20260817.0';; esac");
    CheckpointOptions options =
        CheckpointOptions.builder()
            .leaveRunning(true)
            .compression(Compression.FLATE_BEST_SPEED)
            .direct(true)
            .excludeCommittedZeroPages(true)
            .saveRestoreExecArgv("/bin/sync now")
            .saveRestoreExecTimeout(Duration.ofSeconds(90))
            .cudaCheckpointPath(Path.of("/c"))
            .cudaCheckpointSequential(true)
            .fsCheckpointPaths("/a")
            .build();
    FsCheckpointOptions fs =
        FsCheckpointOptions.builder().leaveRunning(true).direct(true).paths("/a", "x:/b").build();

    stub.client().checkpoint("c", Path.of("/i"), options.toBuilder().build());
    stub.client().fsCheckpoint("c", Path.of("/i"), fs.toBuilder().build());

    assertThat(stub.calls().stream().map(call -> String.join(" ", call)))
        .containsExactlyInAnyOrder(
            "--version",
            "checkpoint --image-path /i --leave-running --compression flate-best-speed --direct"
                + " --exclude-committed-zero-pages --save-restore-exec-argv /bin/sync now"
                + " --save-restore-exec-timeout 90000ms --cuda-checkpoint-path /c"
                + " --cuda-checkpoint-sequential --fs-checkpoint-paths /a c",
            "fscheckpoint --image-path /i --leave-running --direct --path /a --path x:/b c");
  }

  @Test
  @SuppressWarnings("NullAway")
  void b24_updateNeedsABody() {
    Stub stub = stub("cat >\"$DIR/body\"");
    Resources nothing = null;

    stub.client()
        .update(
            "c", Resources.builder().memoryLimit(1 << 20).cpuShares(7).blockIoWeight(100).build());

    assertThat(stub.onlyCall()).containsExactly("update", "--resources=-", "c");
    assertThat(stub.file("body"))
        .hasContent(
            "{\"memory\":{\"limit\":1048576},\"cpu\":{\"shares\":7},\"blockIO\":{\"weight\":100}}");
    assertThatExceptionOfType(NullPointerException.class)
        .isThrownBy(() -> stub.client().update("c", nothing))
        .withMessageContaining("say what to change");
    assertThatIllegalArgumentException().isThrownBy(() -> Resources.builder().build());
    assertThatIllegalArgumentException().isThrownBy(() -> Resources.parse("null"));
    assertThatIllegalArgumentException().isThrownBy(() -> Resources.parse("{}"));
  }

  @Test
  void b25_processFile_isPrivateAndGoneAfterwards() throws Exception {
    Stub stub =
        stub(
            "for a; do case $last in --process) cp \"$a\" \"$DIR/copy\"; stat -c %a \"${a%/*}\""
                + " >\"$DIR/mode\";; esac; last=$a; done");
    OciProcess process = OciProcess.of("/", "/bin/true").toBuilder().env("A", "b").build();

    stub.client().exec("c", process);

    List<String> call = stub.onlyCall();
    Path file = Path.of(call.get(call.indexOf("--process") + 1));
    assertThat(file.getParent()).doesNotExist();
    assertThat(stub.file("mode")).hasContent("700");
    assertThat(OciProcess.parse(Files.readString(stub.file("copy")))).isEqualTo(process);
  }

  @Test
  void b25_processFileOfCallThatTakesTooLong_isGoneToo() {
    Stub stub = stub("exec sleep 60");
    ExecOptions options = ExecOptions.builder().timeout(SECOND).build();

    assertThatExceptionOfType(RunscTimeoutException.class)
        .isThrownBy(() -> stub.client().exec("c", OciProcess.of("/", "/bin/true"), options));

    List<String> call = stub.onlyCall();
    assertThat(Path.of(call.get(call.indexOf("--process") + 1)).getParent()).doesNotExist();
  }

  @Test
  void b26_wordDetachInArgumentsOfDetachedExec_isRefused() {
    Stub stub = stub("");
    ExecOptions detached = ExecOptions.builder().detach(true).build();
    OciProcess process = OciProcess.of("/", "true");

    assertWordRefused(() -> stub.client().exec("my-detached", process, detached));
    assertWordRefused(
        () -> stub.builder().root(Path.of("/detach/root")).build().exec("c", process, detached));
    assertWordRefused(
        () ->
            stub.client()
                .exec("c", process, detached.toBuilder().pidFile(Path.of("/detach")).build()));
    assertThat(stub.calls()).isEmpty();
    stub.client().exec("my-detached", process);
    assertThat(stub.calls()).hasSize(1);
    // What launches runsc, and its own path, are not repeated.
    DetachLint.check(
        Command.plain("exec", "exec", List.of("--detach"), "c"),
        List.of("setsid", "/detach/runsc", "exec", "--detach", "c"),
        1);
  }

  private static void assertWordRefused(Runnable call) {
    assertThatIllegalArgumentException()
        .isThrownBy(call::run)
        .withMessageContaining("drops every argument with the word \"detach\"");
  }

  @Test
  void b28_shimLogPath_hasIdAndDefaultName() {
    assertThat(RunscPaths.shimLog("/logs/", "c")).isEqualTo("/logs/runsc-shim-c.log");
    assertThat(RunscPaths.shimLog("/logs/%ID%/%ID%.log", "c")).isEqualTo("/logs/c/c.log");
    assertThat(RunscPaths.shimLog("/logs/x", "c")).isEqualTo("/logs/x");
  }

  @Test
  void b28_pathsOfConfiguration_getTheIdInACopy() {
    Map<String, String> config = new LinkedHashMap<>();
    config.put("platform", "%ID%");
    config.put("trace", "/t/%ID%");
    config.put("debug-log", "/d/%ID%/");
    config.put("log", "/l");

    assertThat(RunscPaths.emitted("c", config)).containsExactly("/l", "/d/c/", "/t/c");
    assertThat(RunscPaths.withId("c", config).toString())
        .isEqualTo("{platform=%ID%, trace=/t/c, debug-log=/d/c/, log=/l}");
    assertThat(config).containsEntry("trace", "/t/%ID%");

    List<String> flags =
        List.of(
            "log",
            "panic-log",
            "debug-log",
            "coverage-report",
            "profile-block",
            "profile-cpu",
            "profile-heap",
            "profile-mutex",
            "trace");
    Map<String, String> all = new LinkedHashMap<>();
    flags.forEach(flag -> all.put(flag, "/" + flag + "/%ID%"));
    assertThat(RunscPaths.emitted("c", all))
        .containsExactlyInAnyOrderElementsOf(
            flags.stream().map(flag -> "/" + flag + "/c").toList());
    assertThat(RunscPaths.withId("c", all)).containsEntry("profile-mutex", "/profile-mutex/c");
  }

  @Test
  void b30_notFound_isKnownOnlyFromCodeAndBeginning() {
    String words = "creating container: the file does not exist";
    Stub stub = stub("echo '" + words + "' >&2; exit ${CODE:-128}");

    assertThatExceptionOfType(RunscExitException.class)
        .isThrownBy(() -> stub.client().state("c"))
        .satisfies(e -> assertThat(e.kind()).isNotEqualTo(ErrorKind.NOT_FOUND));
    assertThat(ErrorTable.classify(1, "loading container: file does not exist"))
        .isEqualTo(ErrorKind.OTHER);
    assertThat(ErrorTable.classify(128, "FetchSpec failed: loading container: file does not exist"))
        .isEqualTo(ErrorKind.NOT_FOUND);
  }

  @Test
  void b31_logFormatIsSentThoughRunscIgnoresIt() {
    Stub stub = Stub.printing(directory, "[]");

    stub.builder().logFormat(LogFormat.TEXT).build().list();

    assertThat(stub.onlyCall()).contains("--log-format=text");
  }

  @Test
  void b32_environmentIsAnAllowList() throws Exception {
    Stub stub = stub("env >\"$DIR/env\"; echo '[]'");
    Runsc runsc = stub.builder().environment("MINE", "1").build();

    runsc.list(CallOptions.builder().environment("CALL", "2").build());

    List<String> names =
        Files.readAllLines(stub.file("env")).stream()
            .map(line -> line.substring(0, line.indexOf('=')))
            .collect(Collectors.toList());
    assertThat(names).contains("MINE", "CALL", "PATH").doesNotContain("NOTIFY_SOCKET");
    names.removeAll(List.of("MINE", "CALL", "PWD", "SHLVL", "_", "OLDPWD"));
    assertThat(names).allMatch(Environment::passes);
  }

  @Test
  void b33_warningsOnStandardError_doNotReachWhatIsParsed() {
    Stub stub = stub("echo '\u001b[33mWARNING: --vfs2 is deprecated\u001b[0m' >&2; echo '[1,2]'");

    assertThat(stub.client().ps("c")).containsExactly(new SandboxPid(1), new SandboxPid(2));
  }

  @Test
  void b34_pidFile_mayEndWithANewlineAndMayBeEmptyAtFirst() throws Exception {
    Path file = Files.writeString(directory.resolve("pid"), "4711\n");
    Path wrong = Files.writeString(directory.resolve("wrong"), "47 11");
    Path empty = Files.createFile(directory.resolve("empty"));

    assertThat(PidFile.read(file)).isEqualTo(4711);
    assertThatExceptionOfType(java.io.IOException.class)
        .isThrownBy(() -> PidFile.read(wrong))
        .withMessageContaining("the pid file " + wrong + " has no pid in it but \"47 11\"");
    assertThatExceptionOfType(java.io.IOException.class)
        .isThrownBy(() -> PidFile.read(empty))
        .withMessageContaining("is empty");
  }

  @Test
  void b35_argumentsKeepTheirBoundaries() {
    Stub stub = stub("");
    // Beyond ASCII a JVM passes what its locale knows, and this may be the C locale.
    boolean unicode = "UTF-8".equalsIgnoreCase(System.getProperty("sun.jnu.encoding"));
    List<String> odd = List.of("printf", "a b", "", "c\nd", "'\"$x`", unicode ? "ü" : "u");

    stub.client().exec("c", odd);

    List<String> call = stub.onlyCall();
    assertThat(call.subList(call.indexOf("c"), call.size()).subList(1, odd.size() + 1))
        .isEqualTo(odd);
    assertThat(Optional.of(call.get(call.size() - 1))).hasValue(unicode ? "ü" : "u");
  }
}
