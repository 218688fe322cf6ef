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
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every method on every real release there is. */
class RealRunscIT {

  private static final DeleteOptions FORCE = DeleteOptions.builder().force(true).build();

  @ParameterizedTest
  @MethodSource("dev.runsc.RealRunsc#all")
  void wholeLife_isSeenInStateAndList(RealRunsc real, @TempDir Path directory) throws Exception {
    try (Sandboxes box = real.open(directory)) {
      Runsc runsc = box.runsc();
      Path bundle =
          box.bundle(List.of("sleep", "1000"), Map.of("annotations", Map.of("a<b", "ü&")));

      runsc.create("life", bundle);
      Container created = runsc.state("life");
      runsc.start("life");
      Container running = runsc.state("life");
      CompletableFuture<ExitStatus> end = waiter(box, "life");
      runsc.kill("life", Signal.KILL);
      ExitStatus status = end.get(20, TimeUnit.SECONDS);
      box.awaitStatus("life", ContainerStatus.STOPPED);
      Container stopped = runsc.state("life");
      List<Container> listed = runsc.list();
      runsc.delete("life");

      assertThat(created.status()).isEqualTo(ContainerStatus.CREATED);
      assertThat(created.pid()).isPresent();
      assertThat(created.bundle()).isEqualTo(bundle);
      assertThat(created.annotations()).containsExactly(Map.entry("a<b", "ü&"));
      assertThat(created.otherFields()).isEmpty();
      assertThat(running.status()).isEqualTo(ContainerStatus.RUNNING);
      assertThat(running.pid()).isEqualTo(created.pid());
      assertThat(status).isEqualTo(new ExitStatus(137));
      assertThat(status.signal()).hasValue(Signal.KILL.number());
      assertThat(stopped.pid()).as("b18: -1 is no pid").isEmpty();
      assertThat(listed).containsExactly(stopped);
      assertThat(runsc.list()).isEmpty();
    }
  }

  private static CompletableFuture<ExitStatus> waiter(Sandboxes box, String id) {
    CompletableFuture<ExitStatus> end = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                end.complete(box.runsc().waitFor(id));
              } catch (RunscException e) {
                end.completeExceptionally(e);
              }
            });
    thread.start();
    await().until(() -> box.processes().stream().anyMatch(line -> line.endsWith(" wait " + id)));
    // Nothing tells when a wait has reached the sandbox; too early a signal fails the test.
    await().pollDelay(Duration.ofMillis(500)).until(thread::isAlive);
    return end;
  }

  @ParameterizedTest
  @MethodSource("dev.runsc.RealRunsc#all")
  void b18_emptyList_isEmpty(RealRunsc real, @TempDir Path directory) {
    try (Sandboxes box = real.open(directory)) {
      assertThat(box.runsc().list()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.runsc.RealRunsc#all")
  void waitFor_returnsProgramsStatus(RealRunsc real, @TempDir Path directory) throws Exception {
    try (Sandboxes box = real.open(directory)) {
      Runsc runsc = box.runsc();
      runsc.create("seven", box.bundle("sleep 2; exit 7"));
      runsc.start("seven");

      ExitStatus status = runsc.waitFor("seven");

      assertThat(status).isEqualTo(new ExitStatus(7));
      assertKind(ErrorKind.STATUS_UNAVAILABLE, () -> runsc.waitFor("seven"));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.runsc.RealRunsc#all")
  void b10_statusOfRun_isProgramsEvenIfRunscUsesItToo(RealRunsc real, @TempDir Path directory) {
    try (Sandboxes box = real.open(directory)) {
      for (int code : new int[] {0, 1, 2, 7, 127, 128, 255}) {
        ExitStatus status = box.runsc().run("run-" + code, box.bundle("exit " + code));

        assertThat(status).isEqualTo(new ExitStatus(code));
      }
      assertThat(box.runsc().run("killed", box.bundle("kill -9 $$")).signal()).hasValue(9);
      assertThat(box.runsc().list()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.runsc.RealRunsc#all")
  void runWithFiles_readsAndWritesThem(RealRunsc real, @TempDir Path directory) throws Exception {
    try (Sandboxes box = real.open(directory)) {
      Path stdin = Files.writeString(directory.resolve("in"), "typed\n");
      Path both = Files.writeString(directory.resolve("both"), "before\n");
      RunOptions options = RunOptions.builder().io(Io.files(stdin, both, both)).build();

      ExitStatus status =
          box.runsc().run("files", box.bundle("cat; echo said >&2; exit 128"), options);

      assertThat(status).isEqualTo(new ExitStatus(128));
      assertThat(both).hasContent("before\ntyped\nsaid\n");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.runsc.RealRunsc#all")
  void detachedRun_leavesContainer(RealRunsc real, @TempDir Path directory) throws Exception {
    try (Sandboxes box = real.open(directory)) {
      Path pidFile = directory.resolve("pid");
      Path out = directory.resolve("out");
      RunOptions options =
          RunOptions.builder()
              .detach(true)
              .pidFile(pidFile)
              .io(Io.files(Path.of("/dev/null"), out, out))
              .build();

      ExitStatus status = box.runsc().run("away", box.bundle("echo here; sleep 1000"), options);

      Container container = box.runsc().state("away");
      assertThat(status.success()).isTrue();
      assertThat(container.status()).isEqualTo(ContainerStatus.RUNNING);
      assertThat(pidFile).hasContent(String.valueOf(container.pid().orElseThrow()));
      await().untilAsserted(() -> assertThat(out).hasContent("here\n"));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.runsc.RealRunsc#all")
  void b12_createAndStart_holdNoPipeOpen(RealRunsc real, @TempDir Path directory) throws Exception {
    try (Sandboxes box = real.open(directory)) {
      Runsc runsc = box.runsc();

      // With a pipe that the sandbox holds these would last until their timeout.
      runsc.create(
          "quiet", box.bundle("while true; do echo noise; echo noise >&2; sleep 0.1; done"));
      runsc.start("quiet");

      ProcessHandle sandbox =
          ProcessHandle.of(runsc.state("quiet").pid().orElseThrow()).orElseThrow();
      Set<String> ours = pipes(ProcessHandle.current());
      assertThat(pipes(sandbox)).doesNotContainAnyElementsOf(ours);
      assertThat(runsc.state("quiet").status()).isEqualTo(ContainerStatus.RUNNING);
    }
  }

  private static Set<String> pipes(ProcessHandle process) throws IOException {
    Set<String> pipes = new HashSet<>();
    try (Stream<Path> entries = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
      for (Path entry : entries.toList()) {
        try {
          String target = Files.readSymbolicLink(entry).toString();
          if (target.startsWith("pipe:")) {
            pipes.add(target);
          }
        } catch (IOException closedMeanwhile) {
          // Not open, so not held.
        }
      }
    }
    return pipes;
  }

  @ParameterizedTest
  @MethodSource("dev.runsc.RealRunsc#all")
  void createOptions_reachRunsc(RealRunsc real, @TempDir Path directory) {
    try (Sandboxes box = real.open(directory)) {
      Path pidFile = directory.resolve("pid");
      Path userLog = directory.resolve("user-log");
      CreateOptions options = CreateOptions.builder().pidFile(pidFile).userLog(userLog).build();

      box.runsc().create("options", box.bundle("sleep 1000"), options);

      assertThat(pidFile)
          .hasContent(String.valueOf(box.runsc().state("options").pid().orElseThrow()));
      assertThat(userLog).exists();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.runsc.RealRunsc#all")
  void settings_reachRunsc(RealRunsc real, @TempDir Path directory) throws Exception {
    try (Sandboxes box = real.open(directory)) {
      Path log = directory.resolve("log");
      Path debugLogs = directory.resolve("debug");
      Path panicLog = directory.resolve("panic-log");
      Runsc runsc =
          box.builder()
              .log(log)
              .logFormat(LogFormat.JSON)
              .panicLog(panicLog)
              .debug(true)
              .debugLog(debugLogs + "/")
              .build();

      runsc.create("settings", box.bundle("sleep 1000"));

      assertKind(ErrorKind.WRONG_STATE, () -> runsc.kill("settings", Signal.TERM));
      assertThat(log).content().contains("cannot signal container");
      assertThat(panicLog).exists();
      assertThat(debugLogs).isNotEmptyDirectory();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.runsc.RealRunsc#all")
  void killOptions_reachRunsc(RealRunsc real, @TempDir Path directory) throws Exception {
    try (Sandboxes box = real.open(directory)) {
      Runsc runsc = box.runsc();
      Path out = directory.resolve("out");
      String script = "trap 'echo got' USR1; echo up; while true; do sleep 0.05; done";
      runsc.create(
          "kills",
          box.bundle(script),
          CreateOptions.builder().io(Io.files(Path.of("/dev/null"), out, out)).build());
      runsc.start("kills");
      await().untilAsserted(() -> assertThat(out).hasContent("up"));

      runsc.kill("kills", Signal.USR1, KillOptions.builder().pid(new SandboxPid(1)).build());

      await().untilAsserted(() -> assertThat(out).hasContent("up\ngot"));
      assertKind(
          ErrorKind.NO_SUCH_PROCESS,
          () ->
              runsc.kill(
                  "kills", Signal.USR1, KillOptions.builder().pid(new SandboxPid(4242)).build()));
      runsc.kill("kills", Signal.KILL, KillOptions.builder().all().build());
      box.awaitStatus("kills", ContainerStatus.STOPPED);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.runsc.RealRunsc#all")
  void everySignal_isAccepted(RealRunsc real, @TempDir Path directory) {
    try (Sandboxes box = real.open(directory)) {
      Runsc runsc = box.runsc();
      runsc.create("signals", box.bundle("exec sleep 1000"));

      for (Signal signal : Signal.values()) {
        RunscException refused = failure(() -> runsc.kill("signals", signal));

        assertThat(refused.runscMessage())
            .as(signal.name())
            .hasValueSatisfying(message -> assertThat(message).contains("cannot signal container"));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.runsc.RealRunsc#all")
  void failures_haveTheirKind(RealRunsc real, @TempDir Path directory) throws Exception {
    try (Sandboxes box = real.open(directory)) {
      Runsc runsc = box.runsc();
      Path sleeper = box.bundle("exec sleep 1000");
      runsc.create("ab", sleeper);
      runsc.create("running", sleeper);
      runsc.start("running");
      Path empty = Files.createDirectory(directory.resolve("empty"));
      Path malformed = Files.createDirectory(directory.resolve("malformed"));
      Files.writeString(malformed.resolve("config.json"), "{ not json");
      Path noProgram = box.bundle(List.of("/no/such/program"), Map.of());
      Map<String, Object> missing =
          Map.of("destination", "/mnt", "type", "bind", "source", "/no/such/directory");
      Path noMount = box.bundle(List.of("true"), Map.of("mounts", List.of(missing)));
      Path badHook =
          box.bundle(
              List.of("true"),
              Map.of("hooks", Map.of("prestart", List.of(Map.of("path", "/bin/false")))));

      assertKind(ErrorKind.NOT_FOUND, () -> runsc.state("nosuch"));
      assertKind(ErrorKind.NOT_FOUND, () -> runsc.start("nosuch"));
      assertKind(ErrorKind.NOT_FOUND, () -> runsc.kill("nosuch", Signal.TERM));
      assertKind(ErrorKind.NOT_FOUND, () -> runsc.delete("nosuch"));
      assertKind(ErrorKind.NOT_FOUND, () -> runsc.waitFor("nosuch"));
      assertKind(ErrorKind.WRONG_STATE, () -> runsc.start("running"));
      assertKind(ErrorKind.WRONG_STATE, () -> runsc.delete("running"));
      assertKind(ErrorKind.WRONG_STATE, () -> runsc.kill("ab", Signal.TERM));
      assertKind(ErrorKind.INVALID_ID, () -> runsc.create("a/b", sleeper));
      assertKind(ErrorKind.INVALID_ID, () -> runsc.create("", sleeper));
      assertKind(ErrorKind.INVALID_ID, () -> runsc.create("x".repeat(200), sleeper));
      assertKind(ErrorKind.INVALID_ID, () -> runsc.run("a/b", sleeper));
      assertKind(ErrorKind.INVALID_BUNDLE, () -> runsc.create("new", empty));
      assertKind(ErrorKind.INVALID_BUNDLE, () -> runsc.create("new", empty.resolve("missing")));
      assertKind(ErrorKind.INVALID_BUNDLE, () -> runsc.run("new", malformed));
      assertKind(ErrorKind.PROGRAM_NOT_STARTABLE, () -> runsc.run("new", noProgram));
      RunscException mount = failure(() -> runsc.create("new", noMount));
      assertThat(mount.kind()).isEqualTo(ErrorKind.SANDBOX_FAILED);
      assertThat(mount).hasMessageContaining("stat /no/such/directory: no such file or directory");
      assertKind(ErrorKind.HOOK_FAILED, () -> runsc.create("new", badHook));
      runsc.create("abc", sleeper);
      assertKind(ErrorKind.AMBIGUOUS_ID, () -> runsc.state("ab"));
      runsc.delete("abc", FORCE);
      runsc.create("noprogram", noProgram);
      assertKind(ErrorKind.PROGRAM_NOT_STARTABLE, () -> runsc.start("noprogram"));
      runsc.delete("nosuch", FORCE);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.runsc.RealRunsc#all")
  void idInUse_isReported(RealRunsc real, @TempDir Path directory) {
    try (Sandboxes box = real.open(directory)) {
      Path bundle = box.bundle("exec sleep 1000");
      box.runsc().create("twice", bundle);
      ProcessHandle sandbox =
          ProcessHandle.of(box.runsc().state("twice").pid().orElseThrow()).orElseThrow();

      RunscException e = failure(() -> box.runsc().create("twice", bundle));
      sandbox.destroyForcibly();

      assertThat(e.kind()).isEqualTo(ErrorKind.EXISTS);
      assertThat(e.exitCode()).hasValue(128);
      assertThat(e.runscMessage())
          .hasValue(
              "creating container: cannot lock container metadata file: container already exists");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.runsc.RealRunsc#all")
  void wrongFlags_areReportedByCommandsWhoseErrorsAreTheContainers(
      RealRunsc real, @TempDir Path directory) {
    try (Sandboxes box = real.open(directory)) {
      Path bundle = box.bundle("exit 0");
      Runsc wrongFlag = box.builder().config("nosuch", "1").build();
      Runsc wrongValue = box.builder().config("file-access", "nosuch").build();
      CreateOptions extra = CreateOptions.builder().extraArgs("--nosuch").build();
      RunOptions runExtra = RunOptions.builder().extraArgs("--nosuch").build();
      Runsc noLog = box.builder().log(directory.resolve("no/such/log")).build();
      CreateOptions noPid =
          CreateOptions.builder().pidFile(directory.resolve("no/such/pid")).build();
      CreateOptions noSocket =
          CreateOptions.builder().consoleSocket(directory.resolve("no-socket")).build();
      Map<String, Object> process = Map.of("args", List.of("true"), "cwd", "/", "terminal", true);
      Path terminal = box.bundle(List.of("true"), Map.of("process", process));

      RunscException flag = failure(() -> wrongFlag.create("c", bundle));
      assertThat(flag.kind()).isEqualTo(ErrorKind.UNSUPPORTED);
      assertThat(flag.runscMessage()).hasValue("flag provided but not defined: -nosuch");
      assertThat(flag.exitCode()).hasValue(2);
      assertKind(ErrorKind.UNSUPPORTED, () -> wrongFlag.run("c", bundle));
      assertKind(ErrorKind.INVALID_ARGUMENT, () -> wrongValue.create("c", bundle));
      assertKind(ErrorKind.UNSUPPORTED, () -> box.runsc().create("c", bundle, extra));
      assertKind(ErrorKind.UNSUPPORTED, () -> box.runsc().run("c", bundle, runExtra));
      assertKind(ErrorKind.INVALID_PATH, () -> noLog.create("c", bundle));
      assertKind(ErrorKind.INVALID_PATH, () -> box.runsc().create("c", bundle, noPid));
      assertKind(ErrorKind.INVALID_PATH, () -> box.runsc().create("c", terminal, noSocket));
      assertThat(box.runsc().list()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.runsc.RealRunsc#all")
  void timeoutOfRun_endsSandbox(RealRunsc real, @TempDir Path directory) {
    try (Sandboxes box = real.open(directory)) {
      RunOptions options = RunOptions.builder().timeout(Duration.ofSeconds(3)).build();
      Path bundle = box.bundle("sleep 1000");

      RunscException e = failure(() -> box.runsc().run("endless", bundle, options));

      assertThat(e).isInstanceOf(RunscTimeoutException.class);
      assertThat(e.elapsed()).isGreaterThanOrEqualTo(Duration.ofSeconds(3));
      assertThat(box.processes()).isEmpty();
      // 20240729.0 says running until the host's first process has reaped the sandbox.
      box.awaitStatus("endless", ContainerStatus.STOPPED);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.runsc.RealRunsc#all")
  void timeoutOfCreate_endsSandboxAndHook(RealRunsc real, @TempDir Path directory) {
    try (Sandboxes box = real.open(directory)) {
      CreateOptions options = CreateOptions.builder().timeout(Duration.ofSeconds(2)).build();
      Map<String, Object> hook =
          Map.of(
              "path",
              "/bin/sh",
              "args",
              List.of("sh", "-c", "sleep 1000; exit 1", box.root().toString()));
      Path bundle = box.bundle(List.of("true"), Map.of("hooks", Map.of("prestart", List.of(hook))));

      RunscException e = failure(() -> box.runsc().create("hooked", bundle, options));

      assertThat(e).isInstanceOf(RunscTimeoutException.class);
      assertThat(e.elapsed()).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
      assertThat(box.processes()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.runsc.RealRunsc#all")
  void interruptOfWait_leavesContainer(RealRunsc real, @TempDir Path directory) throws Exception {
    try (Sandboxes box = real.open(directory)) {
      Runsc runsc = box.runsc();
      runsc.create("stays", box.bundle("exec sleep 1000"));
      runsc.start("stays");
      CompletableFuture<RunscException> seen = new CompletableFuture<>();
      Thread thread = new Thread(() -> seen.complete(failure(() -> runsc.waitFor("stays"))));
      thread.start();
      await().until(() -> box.processes().stream().anyMatch(line -> line.contains(" wait stays")));

      thread.interrupt();

      assertThat(seen.get(20, TimeUnit.SECONDS)).isInstanceOf(RunscInterruptedException.class);
      assertThat(box.processes()).noneMatch(line -> line.contains(" wait stays"));
      assertThat(runsc.state("stays").status()).isEqualTo(ContainerStatus.RUNNING);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.runsc.RealRunsc#all")
  void manyThreads_shareAClientAndItsLog(RealRunsc real, @TempDir Path directory) throws Exception {
    try (Sandboxes box = real.open(directory)) {
      Runsc runsc = box.builder().log(directory.resolve("log")).build();
      ExecutorService pool = Executors.newFixedThreadPool(4);
      try {
        List<Future<ExitStatus>> runs = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          int code = i;
          Path bundle = box.bundle("exit " + code);
          runs.add(pool.submit(() -> runsc.run("many-" + code, bundle)));
        }

        for (int i = 0; i < 8; i++) {
          assertThat(runs.get(i).get(60, TimeUnit.SECONDS)).isEqualTo(new ExitStatus(i));
        }
      } finally {
        pool.shutdownNow();
      }
    }
  }

  private static void assertKind(ErrorKind kind, Runnable call) {
    RunscException e = failure(call);
    assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind);
  }

  private static RunscException failure(Runnable call) {
    return assertThatExceptionOfType(RunscException.class).isThrownBy(call::run).actual();
  }
}
