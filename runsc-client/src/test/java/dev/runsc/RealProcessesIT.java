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

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Processes in real containers: exec, ps, top, stats, events, pause, resume, wait. */
class RealProcessesIT {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Path NOTHING = Path.of("/dev/null");

  @TempDir private Path directory;

  private static void sleeper(Sandboxes box, String id) {
    box.runsc().create(id, box.bundle("exec sleep 1000"));
    box.runsc().start(id);
  }

  private static RunscException failure(Runnable call) {
    return assertThatExceptionOfType(RunscException.class).isThrownBy(call::run).actual();
  }

  @ParameterizedTest
  @MethodSource("dev.runsc.RealRunsc#all")
  void b10_statusOfExec_isProgramsEvenIfRunscUsesItToo(RealRunsc real) {
    try (Sandboxes box = real.open(directory)) {
      sleeper(box, box.id("c"));

      for (int code : new int[] {0, 2, 7, 128, 255}) {
        assertThat(box.runsc().exec(box.id("c"), List.of("sh", "-c", "exit " + code)))
            .isEqualTo(new ExitStatus(code));
      }
      assertThat(box.runsc().exec(box.id("c"), List.of("sh", "-c", "kill -9 $$")).signal())
          .hasValue(9);
      RunscException missing = failure(() -> box.runsc().exec(box.id("c"), List.of("/no/such")));
      assertThat(missing.kind()).isEqualTo(ErrorKind.PROGRAM_NOT_STARTABLE);
      assertThat(missing.exitCode()).hasValue(128);
      assertThat(failure(() -> box.runsc().exec("nosuch", List.of("true"))).kind())
          .isEqualTo(ErrorKind.NOT_FOUND);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.runsc.RealRunsc#all")
  void execOfProcess_takesItAll(RealRunsc real) throws Exception {
    try (Sandboxes box = real.open(directory)) {
      sleeper(box, box.id("c"));
      OciProcess process =
          OciProcess.of("/usr", "/bin/sh", "-c", "echo $A; pwd; id -u; id -g; exit 4").toBuilder()
              .env("A", "x, y")
              .env("PATH", "/usr/bin:/bin")
              .user(12, 34)
              .capabilities()
              .build();
      IoCapture output = Io.capture(1 << 16);
      IoCapture again = Io.capture(1 << 16);
      Path file = Files.writeString(directory.resolve("process.json"), process.toJson());

      ExitStatus status =
          box.runsc().exec(box.id("c"), process, ExecOptions.builder().io(output).build());
      ExitStatus same =
          box.runsc().exec(box.id("c"), file, ExecOptions.builder().io(again).build());

      assertThat(status).isEqualTo(new ExitStatus(4));
      assertThat(output.stdout().text()).isEqualTo("x, y\n/usr\n12\n34\n");
      assertThat(same).isEqualTo(status);
      assertThat(again.stdout()).isEqualTo(output.stdout());
    }
  }

  @ParameterizedTest
  @MethodSource("dev.runsc.RealRunsc#all")
  void b25_refusedProcess_isKeptInItsFile(RealRunsc real) throws Exception {
    try (Sandboxes box = real.open(directory)) {
      sleeper(box, box.id("c"));
      OciProcess process =
          OciProcess.of("/", "/bin/true").toBuilder().capabilities("CAP_NOSUCH").build();

      RunscException e = failure(() -> box.runsc().exec(box.id("c"), process));

      assertThat(e.kind()).isEqualTo(ErrorKind.INVALID_ARGUMENT);
      Path file = Path.of(e.argv().get(e.argv().indexOf("--process") + 1));
      assertThat(e).hasMessageContaining("of the process in " + file + " failed");
      assertThat(Files.readString(file)).isEqualTo(process.toJson());
      Files.delete(file);
      Files.delete(file.getParent());
    }
  }

  @ParameterizedTest
  @MethodSource("dev.runsc.RealRunsc#all")
  void detachedExec_isWaitedForByItsPid(RealRunsc real) throws Exception {
    try (Sandboxes box = real.open(directory)) {
      sleeper(box, box.id("c"));
      Path inner = directory.resolve("inner");
      Path outer = directory.resolve("outer");
      Path out = directory.resolve("out");
      ExecOptions options =
          ExecOptions.builder()
              .detach(true)
              .pidFile(outer)
              .internalPidFile(inner)
              .io(Io.files(NOTHING, out, out))
              .build();

      ExitStatus begun =
          box.runsc()
              .exec(
                  box.id("c"),
                  OciProcess.of("/", "/bin/sh", "-c", "echo up; sleep 3; exit 6"),
                  options);

      assertThat(begun.success()).isTrue();
      assertThat(ProcessHandle.of(PidFile.read(outer))).isPresent();
      ContainerPid pid = new ContainerPid(PidFile.read(inner));
      assertThat(box.runsc().ps(box.id("c"))).contains(new SandboxPid(pid.value()));
      WaitOptions target = WaitOptions.builder().target(WaitTarget.process(pid)).build();
      assertThat(box.runsc().waitFor(box.id("c"), target)).isEqualTo(new ExitStatus(6));
      assertThat(out).hasContent("up");
      assertThat(failure(() -> box.runsc().waitFor(box.id("c"), target)).kind())
          .isEqualTo(ErrorKind.NO_SUCH_PROCESS);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.runsc.RealRunsc#all")
  void b19_waitForProcessOfSandbox(RealRunsc real) throws Exception {
    try (Sandboxes box = real.open(directory)) {
      sleeper(box, box.id("c"));
      Path inner = directory.resolve("inner");
      ExecOptions options = ExecOptions.builder().detach(true).internalPidFile(inner).build();
      box.runsc().exec(box.id("c"), List.of("sh", "-c", "sleep 3; exit 9"), options);
      SandboxPid pid = new SandboxPid(PidFile.read(inner));

      ExitStatus status =
          box.runsc()
              .waitFor(box.id("c"), WaitOptions.builder().target(WaitTarget.process(pid)).build());

      assertThat(status).isEqualTo(new ExitStatus(9));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.runsc.RealRunsc#all")
  void b26_detachedExecWithTheWordDetach_isRefused(RealRunsc real) {
    try (Sandboxes box = real.open(directory)) {
      sleeper(box, box.id("c"));
      ExecOptions detached = ExecOptions.builder().detach(true).build();
      IoCapture output = Io.capture(100);

      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> box.runsc().exec(box.id("c"), List.of("echo", "semi-detached"), detached))
          .withMessageContaining("drops every argument with the word \"detach\"");
      box.runsc()
          .exec(box.id("c"), List.of("echo", "detached"), ExecOptions.builder().io(output).build());
      ExitStatus fine =
          box.runsc().exec(box.id("c"), OciProcess.of("/", "/bin/echo", "detached"), detached);

      assertThat(output.stdout().text()).isEqualTo("detached\n");
      assertThat(fine.success()).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.runsc.RealRunsc#all")
  void pipes_connectProgramWithThisProcess(RealRunsc real) throws Exception {
    try (Sandboxes box = real.open(directory)) {
      sleeper(box, box.id("c"));
      IoPipes pipes = Io.pipes();
      CompletableFuture<ExitStatus> end =
          CompletableFuture.supplyAsync(
              () ->
                  box.runsc()
                      .exec(
                          box.id("c"),
                          List.of("sh", "-c", "read a; echo got $a; cat; echo bad >&2; exit 3"),
                          ExecOptions.builder().io(pipes).build()));

      pipes.stdin().write("one\n".getBytes(StandardCharsets.UTF_8));
      byte[] first = pipes.stdout().readNBytes("got one\n".length());
      pipes.stdin().write("two\n".getBytes(StandardCharsets.UTF_8));
      pipes.stdin().close();

      assertThat(first).asString().isEqualTo("got one\n");
      assertThat(end.get(20, TimeUnit.SECONDS)).isEqualTo(new ExitStatus(3));
      assertThat(pipes.stdout().readAllBytes()).asString().isEqualTo("two\n");
      assertThat(pipes.stderr().readAllBytes()).asString().isEqualTo("bad\n");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.runsc.RealRunsc#all")
  void runWithCapture_keepsOutput(RealRunsc real) throws Exception {
    try (Sandboxes box = real.open(directory)) {
      Path stdin = Files.writeString(directory.resolve("in"), "typed\n");
      IoCapture output = Io.capture(1000, stdin);

      ExitStatus status =
          box.runsc()
              .run(
                  box.id("c"),
                  box.bundle("cat; seq 1000 >&2; exit 5"),
                  RunOptions.builder().io(output).build());

      assertThat(status).isEqualTo(new ExitStatus(5));
      assertThat(output.stdout().text()).isEqualTo("typed\n");
      assertThat(output.stderr().size()).isEqualTo(3893);
      assertThat(output.stderr().complete()).isFalse();
      assertThat(output.stderr().text()).startsWith("1\n2\n").endsWith("\n999\n1000\n");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.runsc.RealRunsc#all")
  void millionLinesOnEitherStream_areCutWithTheirSizeTold(RealRunsc real) {
    try (Sandboxes box = real.open(directory)) {
      sleeper(box, box.id("c"));
      IoCapture onOutput = Io.capture(1000);
      IoCapture onError = Io.capture(1000);

      box.runsc()
          .exec(box.id("c"), List.of("seq", "1000000"), ExecOptions.builder().io(onOutput).build());
      box.runsc()
          .exec(
              box.id("c"),
              List.of("sh", "-c", "seq 1000000 >&2"),
              ExecOptions.builder().io(onError).build());

      assertThat(onOutput.stdout().size()).isEqualTo(6_888_896);
      assertThat(onOutput.stdout().text()).startsWith("1\n2\n").endsWith("\n999999\n1000000\n");
      assertThat(onError.stderr().size()).isEqualTo(6_888_896);
      assertThat(onError.stderr().text()).hasSizeLessThan(1200).endsWith("\n999999\n1000000\n");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.runsc.RealRunsc#all")
  void b21_whatRunscRefuses_isTypedThoughItCameByExtraArguments(RealRunsc real) throws Exception {
    try (Sandboxes box = real.open(directory)) {
      sleeper(box, box.id("c"));
      WaitOptions both =
          WaitOptions.builder()
              .target(WaitTarget.process(new SandboxPid(1)))
              .extraArgs("--pid=1")
              .build();
      KillOptions twice = KillOptions.builder().pid(new SandboxPid(1)).extraArgs("--all").build();
      Path noJson = Files.writeString(directory.resolve("process.json"), "{nonsense");

      RunscException wait = failure(() -> box.runsc().waitFor(box.id("c"), both));
      RunscException kill = failure(() -> box.runsc().kill(box.id("c"), Signal.TERM, twice));
      RunscException exec =
          failure(() -> box.runsc().exec(box.id("c"), noJson, ExecOptions.defaults()));

      assertThat(wait.kind()).isEqualTo(ErrorKind.INVALID_ARGUMENT);
      assertThat(wait.runscMessage()).hasValue("only one of -pid and -rootPid can be set");
      assertThat(kill.kind()).isEqualTo(ErrorKind.INVALID_ARGUMENT);
      assertThat(kill.runscMessage()).hasValue("it is invalid to specify both --all and --pid");
      assertThat(exec.kind()).isEqualTo(ErrorKind.INVALID_ARGUMENT);
      assertThat(exec).hasMessageContaining("error parsing process file: " + noJson);
      assertThat(box.runsc().state(box.id("c")).status()).isEqualTo(ContainerStatus.RUNNING);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.runsc.RealRunsc#all")
  void psTopAndStats_tellWhatRuns(RealRunsc real) {
    try (Sandboxes box = real.open(directory)) {
      box.runsc().create(box.id("c"), box.bundle("sleep 1000; true"));
      assertThat(failure(() -> box.runsc().ps(box.id("c"))).kind())
          .isEqualTo(ErrorKind.WRONG_STATE);
      box.runsc().start(box.id("c"));
      await().until(() -> box.runsc().ps(box.id("c")).size() == 2);

      List<SandboxPid> pids = box.runsc().ps(box.id("c"));
      ProcessTable table = box.runsc().top(box.id("c"));
      Stats stats = box.runsc().stats(box.id("c"));

      assertThat(table.columns())
          .containsExactly("UID", "PID", "PPID", "C", "TTY", "STIME", "TIME", "CMD");
      assertThat(table.processes()).extracting(ProcessEntry::pid).containsExactlyElementsOf(pids);
      ProcessEntry shell = table.processes().get(0);
      ProcessEntry sleep = table.processes().get(1);
      assertThat(shell.command()).hasValue("sh");
      assertThat(shell.parent()).isEmpty();
      assertThat(shell.uid()).hasValue(0);
      assertThat(shell.terminal()).isEmpty();
      assertThat(shell.processGroup()).isEmpty();
      assertThat(sleep.command()).hasValue("sleep");
      assertThat(sleep.parent()).hasValue(shell.pid());
      assertThat(sleep.cpuTime()).hasValueSatisfying(t -> assertThat(t).isLessThan(SECOND));
      assertThat(stats.pids().current()).isPresent();
      assertThat(stats.memory().usage().usage().orElseThrow()).isPositive();
      assertThat(stats.memory().usage().max()).isEmpty();
      assertThat(stats.otherFields()).isEmpty();
      boolean tellsNetwork = Release.of(real.release()).compareTo(Release.of("20240422.0")) >= 0;
      assertThat(stats.networkInterfaces()).hasSize(tellsNetwork ? 1 : 0);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.runsc.RealRunsc#all")
  void pauseAndResume_changeStatus(RealRunsc real) {
    try (Sandboxes box = real.open(directory)) {
      sleeper(box, box.id("c"));

      box.runsc().pause(box.id("c"));
      ContainerStatus paused = box.runsc().state(box.id("c")).status();
      ErrorKind exec = failure(() -> box.runsc().exec(box.id("c"), List.of("true"))).kind();
      ErrorKind again = failure(() -> box.runsc().pause(box.id("c"))).kind();
      box.runsc().resume(box.id("c"));

      assertThat(paused).isEqualTo(ContainerStatus.PAUSED);
      assertThat(exec).isEqualTo(ErrorKind.WRONG_STATE);
      assertThat(again).isEqualTo(ErrorKind.WRONG_STATE);
      assertThat(box.runsc().state(box.id("c")).status()).isEqualTo(ContainerStatus.RUNNING);
      assertThat(failure(() -> box.runsc().resume(box.id("c"))).kind())
          .isEqualTo(ErrorKind.WRONG_STATE);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.runsc.RealRunsc#all")
  void b03_events_endWithTheContainer(RealRunsc real) {
    try (Sandboxes box = real.open(directory)) {
      sleeper(box, box.id("c"));
      List<Event> seen = new ArrayList<>();

      try (EventStream events = box.runsc().events(box.id("c"), SECOND)) {
        for (Event event : events) {
          seen.add(event);
          if (seen.size() == 2) {
            box.runsc().kill(box.id("c"), Signal.KILL);
          }
        }
      }

      assertThat(seen).hasSizeGreaterThanOrEqualTo(2);
      assertThat(seen).allSatisfy(event -> assertThat(event.id()).isEqualTo(box.id("c")));
      assertThat(seen.get(0).stats()).isPresent();
      assertThat(box.processes()).noneMatch(line -> line.contains(" events "));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.runsc.RealRunsc#all")
  void b06_closingEvents_endsWaiterAndProcess(RealRunsc real) throws Exception {
    try (Sandboxes box = real.open(directory)) {
      sleeper(box, box.id("c"));
      EventStream events = box.runsc().events(box.id("c"), Duration.ofSeconds(60));
      assertThat(events.next()).isPresent();
      CountDownLatch waiting = new CountDownLatch(1);
      CompletableFuture<Optional<Event>> next =
          CompletableFuture.supplyAsync(
              () -> {
                waiting.countDown();
                return events.next();
              });
      waiting.await();
      assertThat(events.isEnded()).isFalse();

      events.close();

      assertThat(next.get(20, TimeUnit.SECONDS)).isEmpty();
      assertThat(events.isEnded()).isTrue();
      assertThat(box.processes()).noneMatch(line -> line.contains(" events "));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.runsc.RealRunsc#all")
  void b02_eventsOfMissingContainer_sayWhy(RealRunsc real) {
    try (Sandboxes box = real.open(directory);
        EventStream events = box.runsc().events("nosuch", SECOND)) {
      assertThat(failure(events::next).kind()).isEqualTo(ErrorKind.NOT_FOUND);
      assertThat(events.next()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.runsc.RealRunsc#all")
  void versionAndCapabilities_areThoseOfTheRelease(RealRunsc real) {
    try (Sandboxes box = real.open(directory)) {
      Version version = box.runsc().version();

      assertThat(version.release()).hasValue(Release.of(real.release()));
      assertThat(version.spec()).isPresent();
      assertThat(box.runsc().supports("exec")).isTrue();
      assertThat(box.runsc().supports("update")).isFalse();
      assertThat(box.runsc().supports("kill", "pgid")).isFalse();
      assertThat(box.runsc().supports("", "platform")).isTrue();
      assertThat(box.runsc().supports("checkpoint", "--direct"))
          .isEqualTo(real.release().startsWith("2024"));
    }
  }

  /** A build from sources tells no release; what it can do is then asked of its help. */
  @ParameterizedTest
  @MethodSource("dev.runsc.RealRunsc#all")
  void capabilitiesOfABuildWithoutRelease_areThoseOfItsHelp(RealRunsc real) throws Exception {
    try (Sandboxes box = real.open(directory)) {
      Path nameless = directory.resolve("nameless");
      Files.writeString(
          nameless,
          "#!/bin/sh\n"
              + "for a; do [ \"$a\" != --version ] || exec echo 'runsc version VERSION_MISSING';"
              + " done\n"
              + "exec '"
              + real.executable()
              + "' \"$@\"\n");
      assertThat(nameless.toFile().setExecutable(true)).isTrue();
      Runsc runsc = box.builder().command(nameless).build();

      assertThat(runsc.version().release()).isEmpty();
      assertThat(runsc.supports("exec")).isTrue();
      assertThat(runsc.supports("update")).isFalse();
      assertThat(runsc.supports("kill", "all")).isTrue();
      assertThat(runsc.supports("kill", "--pgid")).isFalse();
      assertThat(runsc.supports("update", "resources")).isFalse();
      assertThat(runsc.supports("", "platform")).isTrue();
      assertThat(runsc.supports("", "nosuch")).isFalse();
      assertThat(runsc.supports("checkpoint", "--direct"))
          .isEqualTo(real.release().startsWith("2024"));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.runsc.RealRunsc#all")
  void lackingCommands_sayInWhichReleaseTheyCame(RealRunsc real) {
    try (Sandboxes box = real.open(directory)) {
      sleeper(box, box.id("c"));
      Runsc runsc = box.runsc();
      Resources limits = Resources.builder().memoryLimit(1L << 30).build();
      KillOptions group = KillOptions.builder().processGroup(1).build();

      assertLacking(runsc::features, "the command features exists since release 20260511.0");
      assertLacking(
          () -> runsc.update(box.id("c"), limits),
          "the command update exists since release 20260202.0");
      assertLacking(
          () -> runsc.fsCheckpoint(box.id("c"), directory.resolve("image")),
          "the command fscheckpoint exists since release 20260323.0");
      assertLacking(
          () -> runsc.await(box.id("c"), Milestone.RESTORE),
          "the flag --restore of wait exists since release 20250414.0");
      assertLacking(
          () -> runsc.kill(box.id("c"), Signal.TERM, group),
          "the flag --pgid of kill exists since release 20260413.0");
      assertThat(runsc.state(box.id("c")).status()).isEqualTo(ContainerStatus.RUNNING);
    }
  }

  private static void assertLacking(Runnable call, String words) {
    RunscException e = failure(call);
    assertThat(e.kind()).isEqualTo(ErrorKind.UNSUPPORTED);
    assertThat(e).hasMessageContaining("(" + words + "; ");
  }
}
