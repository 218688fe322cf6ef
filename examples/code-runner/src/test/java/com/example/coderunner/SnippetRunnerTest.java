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

package com.example.coderunner;

import static dev.runsc.testkit.RunscAssertions.assertThat;
import static dev.runsc.testkit.TargetKind.FAKE;
import static dev.runsc.testkit.TargetKind.REAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.runsc.Runsc;
import dev.runsc.fake.FakeRunsc;
import dev.runsc.fake.Workload;
import dev.runsc.testkit.MissingReal;
import dev.runsc.testkit.OciBundle;
import dev.runsc.testkit.RunscExtension;
import dev.runsc.testkit.RunscSettings;
import dev.runsc.testkit.RunscTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

// tag::setup[]
@ExtendWith(RunscExtension.class)
@RunscSettings(workload = Workload.HOST, missingReal = MissingReal.SKIP)
class SnippetRunnerTest {
  /** The host's own files, so that these tests need no image. */
  private static final Path ROOTFS = Path.of("/");

  private static final Limits LIMITS = Limits.DEFAULTS.withTime(Duration.ofSeconds(30));

  @TempDir Path workspace;

  private SnippetRunner runner;

  @BeforeEach
  void makeRunner(Runsc runsc) {
    runner = new SnippetRunner(runsc, workspace, ROOTFS, LIMITS);
  }

  // end::setup[]

  @AfterEach
  void nothingIsLeft(Runsc runsc) {
    assertThat(runsc.list()).isEmpty();
    assertThat(workspace).isEmptyDirectory();
  }

  private static Snippet sh(String code) {
    return new Snippet(Language.SH, code, "");
  }

  private static Outcome.Finished finished(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Finished.class);
    return (Outcome.Finished) outcome;
  }

  private static String reason(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.NotRun.class);
    return ((Outcome.NotRun) outcome).reason();
  }

  // tag::both[]
  @RunscTest(targets = {FAKE, REAL})
  void statusAndOutputs_areThoseOfTheSnippet() {
    Snippet snippet =
        new Snippet(Language.SH, "read a; echo \"<$a>\"; echo bad >&2; exit 128", "typed\n");

    Outcome.Finished outcome = finished(runner.run(snippet));

    assertThat(outcome.exitCode()).isEqualTo(128);
    assertThat(outcome.stdout().text()).isEqualTo("<typed>\n");
    assertThat(outcome.stderr().text()).isEqualTo("bad\n");
  }

  // end::both[]

  @RunscTest(targets = {FAKE, REAL})
  void snippetWithoutEnd_isEndedAndKeepsWhatItWrote(Runsc runsc) {
    SnippetRunner hasty =
        new SnippetRunner(runsc, workspace, ROOTFS, LIMITS.withTime(Duration.ofSeconds(4)));

    Outcome outcome = hasty.run(sh("echo begun; sleep 1000"));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.TimedOut.class, it -> assertThat(it.stdout().text()).isEqualTo("begun\n"));
  }

  @RunscTest(targets = {FAKE, REAL})
  void outputBeyondItsLimit_isCutInTheMiddle() {
    Outcome.Finished outcome = finished(runner.run(sh("seq 100000")));

    assertThat(outcome.stdout().size()).isEqualTo(588_895);
    assertThat(outcome.stdout().complete()).isFalse();
    assertThat(outcome.stdout().text())
        .hasSizeLessThan(LIMITS.outputBytes() + 100)
        .startsWith("1\n2\n")
        .endsWith("\n99999\n100000\n");
  }

  @RunscTest(targets = {FAKE, REAL})
  void manyAtOnce_doNotMix() {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<CompletableFuture<Outcome>> outcomes =
          IntStream.range(0, 8)
              .mapToObj(
                  i ->
                      CompletableFuture.supplyAsync(
                          () -> runner.run(sh("echo " + i + "; exit " + i)), threads))
              .toList();

      for (int i = 0; i < 8; i++) {
        Outcome.Finished outcome = finished(outcomes.get(i).join());
        assertThat(outcome.exitCode()).isEqualTo(i);
        assertThat(outcome.stdout().text()).isEqualTo(i + "\n");
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** A fake's workload has the memory and the disk of the host. */
  @RunscTest(targets = REAL)
  void memoryAndDiskBeyondTheLimits_areNotHad() {
    Outcome.Finished memory =
        finished(runner.run(sh("dd if=/dev/zero of=/dev/null bs=500M count=1 && echo had")));
    Outcome.Finished disk = finished(runner.run(sh("head -c 20000000 /dev/zero >/tmp/big")));
    Outcome.Finished elsewhere = finished(runner.run(sh("echo x >/var/tmp/x")));

    assertThat(memory.exitCode()).isNotZero();
    assertThat(memory.stdout().text()).isEmpty();
    assertThat(disk.exitCode()).isNotZero();
    assertThat(disk.stderr().text()).contains("No space left on device");
    assertThat(elsewhere.exitCode()).isNotZero();
  }

  @RunscTest(targets = REAL)
  void snippet_seesNeitherNetworkNorProcessesOfTheHost() {
    Outcome.Finished outcome =
        finished(runner.run(sh("id -u; ls /proc | grep -c '^[0-9]'; grep -c : /proc/net/dev")));

    List<String> lines = outcome.stdout().text().lines().toList();
    assertThat(lines.get(0)).isEqualTo("65534");
    assertThat(Integer.parseInt(lines.get(1))).isLessThan(8);
    assertThat(lines.get(2)).as("the loopback interface, or none").isIn("0", "1");
  }

  // tag::died[]
  @Test
  @RunscSettings(
      script =
          """
          {"faults": [
            {"on": {"command": "exec"}, "fault": {"type": "sandbox-dies", "after": "500ms"}}
          ]}
          """)
  void sandboxThatRunsOutOfMemory_isToldApartFromTheSnippetsEnd() {
    Outcome outcome = runner.run(sh("sleep 1000"));

    assertThat(outcome).isInstanceOf(Outcome.SandboxDied.class);
  }

  // end::died[]

  @Test
  @RunscSettings(
      script =
          """
          {"faults": [
            {"on": {"command": "create"}, "times": 1, "fault": {"type": "exit", "code": 128, "stderr":
              "creating container: cannot create sandbox: cannot read client sync file: waiting for sandbox to start: EOF\\n"}}
          ]}
          """)
  void sandboxThatCrashesAsItStarts_isTriedAgain(FakeRunsc fake) {
    Outcome outcome = runner.run(sh("exit 3"));

    assertThat(finished(outcome).exitCode()).isEqualTo(3);
    assertThat(fake).invoked("create").times(2).invoked("exec").once();
  }

  @Test
  @RunscSettings(
      script =
          """
          {"faults": [
            {"on": {"command": "create"}, "fault": {"type": "exit", "code": 128, "stderr":
              "creating container: cannot create sandbox: cannot read client sync file: waiting for sandbox to start: EOF\\n"}}
          ]}
          """)
  void sandboxThatNeverComesUp_isNoFaultOfTheSnippet(FakeRunsc fake) {
    assertThat(reason(runner.run(sh("exit 3")))).contains("waiting for sandbox to start: EOF");
    assertThat(fake).neverInvoked("exec");
  }

  @Test
  @RunscSettings(
      script =
          """
          {"faults": [{"on": {"command": "create"}, "fault": {"type": "disk-full"}}]}
          """)
  void fullDisk_isToldAndNotTriedAgain(FakeRunsc fake) {
    assertThat(reason(runner.run(sh("exit 3")))).contains("no space left on device");
    assertThat(fake).invoked("create").once();
  }

  @Test
  @RunscSettings(
      script =
          """
          {"faults": [{"on": {"command": "create"}, "fault": {"type": "hang"}}]}
          """)
  void startThatHangs_isEnded(Runsc runsc) {
    SnippetRunner hasty =
        new SnippetRunner(runsc, workspace, ROOTFS, LIMITS.withStart(Duration.ofSeconds(1)));

    assertThat(reason(hasty.run(sh("exit 3")))).contains("did not end within 1000 ms");
  }

  // tag::slow[]
  @Test
  @RunscSettings(
      script =
          """
          {"faults": [{"on": {"command": "create"}, "fault": {"type": "delay", "delay": "5s"}}]}
          """)
  void slowStart_isNotTakenFromTheTimeOfTheSnippet(Runsc runsc) {
    SnippetRunner hasty =
        new SnippetRunner(runsc, workspace, ROOTFS, LIMITS.withTime(Duration.ofSeconds(4)));

    Outcome outcome = hasty.run(sh("exit 3"));

    assertThat(finished(outcome).exitCode()).isEqualTo(3);
  }

  // end::slow[]

  @Test
  @RunscSettings(
      script =
          """
          {"faults": [{"on": {"command": "exec"}, "fault": {"type": "hang"}}]}
          """)
  void execThatHangs_isATimeout(Runsc runsc) {
    SnippetRunner hasty =
        new SnippetRunner(runsc, workspace, ROOTFS, LIMITS.withTime(Duration.ofSeconds(1)));

    assertThat(hasty.run(sh("exit 3"))).isInstanceOf(Outcome.TimedOut.class);
  }

  // tag::flags[]
  @Test
  void networkLeftOn_isSeenInNothingButTheFlags(Runsc runsc, FakeRunsc fake) {
    Snippet snippet = sh("echo hello; exit 3");
    // What if somebody simplified the constructor that takes the network away?
    SnippetRunner careless = new SnippetRunner(LIMITS, workspace, ROOTFS, runsc);

    Outcome good = runner.run(snippet);
    Outcome bad = careless.run(snippet);

    assertThat(bad).isEqualTo(good);
    assertThat(fake).invoked("create").times(2);
    assertThat(fake).invoked("create").withGlobalFlag("network", "none").once();
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(
            () -> assertThat(fake).invoked("create").allSatisfy(SnippetRunnerTest::isolated));
  }

  @Test
  void everySandbox_isIsolated(FakeRunsc fake) {
    runner.run(sh("exit 3"));

    assertThat(fake).invoked("create").allSatisfy(SnippetRunnerTest::isolated);
    assertThat(fake).invokedExactly("create", "start", "exec", "delete");
  }

  private static void isolated(dev.runsc.fake.Invocation invocation) {
    assertThat(invocation).hasGlobalFlag("network", "none");
  }

  // end::flags[]

  @Test
  void whatAnEarlierLifeHasLeft_isSwept(Runsc runsc) throws IOException {
    Path bundle = OciBundle.in(workspace.resolve("snippet-left")).write();
    runsc.create("snippet-left", bundle);
    runsc.start("snippet-left");
    runsc.create("other", bundle);

    assertThat(runner.sweep()).isEqualTo(1);

    assertThat(runsc.list()).extracting(dev.runsc.Container::id).containsExactly("other");
    runsc.delete("other");
  }

  @Test
  void workspaceThatIsGone_isToldAndNothingIsRun(FakeRunsc fake, Runsc runsc) throws IOException {
    Path missing = workspace.resolve("missing");
    SnippetRunner broken = new SnippetRunner(runsc, missing, ROOTFS, LIMITS);

    assertThat(reason(broken.run(sh("exit 3"))))
        .startsWith("the workspace " + missing + " cannot be used: ");
    assertThat(fake).neverInvoked("create");
    assertThat(Files.exists(missing)).isFalse();
  }
}
