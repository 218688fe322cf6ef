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

package dev.runsc.conformance.scenarios;

import static dev.runsc.conformance.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runsc.KillOptions;
import dev.runsc.RunOptions;
import dev.runsc.SandboxPid;
import dev.runsc.Signal;
import dev.runsc.conformance.Answer;
import dev.runsc.conformance.Level;
import dev.runsc.conformance.Pending;
import dev.runsc.conformance.Scenario;
import dev.runsc.conformance.Subject;
import dev.runsc.conformance.targets.Capability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.stream.Stream;

/** Logs beside the one of errors, and where the root directory comes from. */
final class LogScenarios {

  private static final String REFERENCE = "gVisor runsc/config/flags.go, runsc/cli/main.go";

  @Scenario(
      id = "log.text-format",
      title = "the log is JSON whatever --log-format says, without newlines between",
      level = Level.QUIRK,
      reference = REFERENCE + "; B31; trap 14")
  void textFormat_isJsonAllTheSame(Subject runsc) throws IOException {
    Path log = runsc.directory().resolve("log");
    for (int i = 0; i < 2; i++) {
      runsc
          .calling("state", "absent")
          .withGlobalFlags("--log=" + log, "--log-format=text")
          .answer();
    }

    runsc.note("the log", Files.readString(log));
    assertThat(Files.readString(log))
        .matches(
            "(\\{\"msg\":\"[^\"]*loading container: file does not exist\",\"level\":\"error\",\"time\":\"[^\"]+\"\\}){2}");
  }

  @Scenario(
      id = "log.missing-directory",
      title = "a log in a directory that does not exist is refused",
      reference = REFERENCE,
      until = "20260309.0")
  void logInMissingDirectory_isRefused(Subject runsc) {
    Path log = runsc.directory().resolve("missing").resolve("log");

    assertThat(runsc.calling("list").withGlobalFlags("--log=" + log).answer())
        .exitsWith(128)
        .hasStdout("")
        .hasStderrContaining("open " + log + ": no such file or directory\n");
  }

  @Scenario(
      id = "log.unknown-platform",
      title = "an unknown platform is refused by every command, and logged",
      reference = REFERENCE,
      until = "20250915.0")
  void unknownPlatform_isRefusedAndLogged(Subject runsc) throws IOException {
    Path log = runsc.directory().resolve("log");

    assertThat(runsc.calling("list").withGlobalFlags("--log=" + log, "--platform=nosuch").answer())
        .exitsWith(128)
        .hasStdout("")
        .hasStderrContaining("unknown platform: nosuch\n");
    assertThat(log).content().contains("{\"msg\":\"unknown platform: nosuch\"");
  }

  @Scenario(
      id = "log.debug-directory",
      title = "a debug log in a directory: one file for each process, named after its command",
      reference = REFERENCE + "; B28",
      needs = Capability.DEBUG_LOGS)
  void debugLogDirectory_hasAFileForEachProcess(Subject runsc) throws IOException {
    Path directory = runsc.directory().resolve("debug");

    assertThat(runsc.calling("list").withGlobalFlags("--debug-log=" + directory + "/").answer())
        .exitsWith(0);

    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .hasSize(1)
          .allMatch(
              name -> name.matches("runsc\\.log\\.[0-9]{8}-[0-9]{6}\\.[0-9]{6}\\.list\\.txt"));
    }
  }

  @Scenario(
      id = "log.debug-patterns",
      title = "in a debug log's path the command and the time are filled in",
      level = Level.OPTIONAL,
      reference = REFERENCE,
      needs = Capability.DEBUG_LOGS)
  void debugLogPatterns_areFilledIn(Subject runsc) throws IOException {
    Path directory = runsc.directory().resolve("debug");

    assertThat(
            runsc
                .calling("list")
                .withGlobalFlags("--debug-log=" + directory + "/x-%COMMAND%-%TIMESTAMP%.txt")
                .answer())
        .exitsWith(0);

    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .hasSize(1)
          .allMatch(name -> name.startsWith("x-list-2"));
    }
  }

  @Scenario(
      id = "root.xdg-runtime-dir",
      title = "without --root it is runsc in XDG_RUNTIME_DIR",
      reference = REFERENCE)
  void noRootFlag_isInXdgRuntimeDir(Subject runsc) throws IOException {
    String c1 = runsc.id("c1");
    runsc.created(c1, "exec sleep 1000");
    Path directory = Files.createDirectory(runsc.directory().resolve("xdg"));
    Files.createSymbolicLink(directory.resolve("runsc"), runsc.root());

    assertThat(
            runsc
                .calling("list", "--quiet")
                .withoutFixtureFlags()
                .withEnvironment("XDG_RUNTIME_DIR", directory)
                .answer())
        .succeededWith(c1 + "\n");
  }

  @Scenario(
      id = "root.made-by-create",
      title = "the root directory is made with its parents, and for its owner only",
      reference = "gVisor runsc/container/container.go, New",
      needs = Capability.FILES)
  void root_isMadeByCreate(Subject runsc) throws IOException {
    Path root = runsc.directory().resolve("a").resolve("b");
    assertThat(
            runsc
                .calling("create", "--bundle", runsc.bundle(), runsc.id("c1"))
                .withGlobalFlags("--root=" + root)
                .answer())
        .succeededSilently();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root)))
        .isEqualTo("rwx--x--x");
    assertThat(runsc.calling("delete", runsc.id("c1")).withGlobalFlags("--root=" + root).answer())
        .succeededSilently();
  }

  @Scenario(
      id = "list.owner",
      title = "the owner is the user that create was told of in USER",
      reference = "gVisor runsc/cmd/list.go",
      needs = Capability.TABLE_WIDTHS)
  void owner_isTheUserOfCreate(Subject runsc) {
    assertThat(
            runsc
                .calling("create", "--bundle", runsc.bundle(), runsc.id("c1"))
                .withEnvironment("USER", "somebody")
                .answer())
        .succeededSilently();

    assertThat(runsc.call("list").stdout()).endsWith("   somebody\n");
  }

  @Scenario(
      id = "create.user-log",
      title = "the user log is made, and empty",
      reference = "gVisor runsc/cmd/create.go",
      needs = Capability.FILES)
  void userLog_isMade(Subject runsc) {
    Path log = runsc.directory().resolve("user.log");

    assertThat(runsc.call("create", "--bundle", runsc.bundle(), "--user-log", log, runsc.id("c1")))
        .succeededSilently();

    assertThat(log).isEmptyFile();
  }

  @Scenario(
      id = "create.config-is-read-once",
      title = "a program changed between create and start is not run",
      reference = "OCI runtime-spec 1.0.2, runtime.md, Create: MUST NOT have an effect",
      needs = Capability.RUNS_PROGRAMS)
  void changedProgram_isNotRun(Subject runsc) {
    String c1 = runsc.id("c1");
    Answer created = runsc.created(c1, "echo before; exec sleep 1000");
    runsc.bundle("echo after; exec sleep 1000");

    assertThat(runsc.call("start", c1)).succeededSilently();

    created.streams().awaitStdout("before\n");
  }

  @Scenario(
      id = "create.bundle-may-go",
      title = "after start the bundle is not needed any more",
      reference = "gVisor runsc/container/container.go",
      needs = Capability.RUNS_PROGRAMS)
  void removedBundle_isNotMissed(Subject runsc) throws IOException {
    String c1 = runsc.id("c1");
    runsc.running(c1);
    Files.delete(runsc.bundle().resolve("config.json"));

    assertThat(runsc.call("exec", c1, "/bin/sh", "-c", "exit 3")).exitsWith(3);
    assertThat(runsc.call("kill", c1, "KILL")).succeededSilently();
    runsc.awaitStatus(c1, "stopped");
    assertThat(runsc.call("delete", c1)).succeededSilently();
  }

  @Scenario(
      id = "kill.pid",
      title = "--pid reaches one process, by its number in ps",
      reference = "gVisor runsc/cmd/kill.go; B19; B20",
      needs = Capability.RUNS_PROGRAMS)
  void pid_reachesOneProcess(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.running(c1);
    Pending exec = runsc.begin("exec", c1, "/bin/sh", "-c", "echo up; exec sleep 1000");
    exec.streams().awaitStdout("up\n");

    runsc.tell(
        client ->
            client.kill(c1, Signal.TERM, KillOptions.builder().pid(new SandboxPid(2)).build()));

    assertThat(exec.answer()).exitsWith(143);
    runsc.awaitStatus(c1, "running");
  }

  @Scenario(
      id = "kill.pid-unknown",
      title = "a process that does not exist, or a negative number, is refused",
      reference = "gVisor runsc/cmd/kill.go",
      needs = Capability.RUNS_PROGRAMS)
  void unknownPid_isRefused(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.running(c1);
    String signaling = "signaling container \"" + c1 + "\" PID 4242: ";

    assertThat(runsc.call("kill", "--pid=4242", c1, "TERM"))
        .failedWith(
            "failed to signal pid 4242: "
                + signaling
                + "signaling process in container \""
                + c1
                + "\" PID 4242: no such process with PID 4242");
    assertThat(runsc.call("kill", "--pid=-1", c1, "TERM"))
        .exitsWith(128)
        .hasStderrContaining("PID (-1) must be positive");
    assertThat(runsc.call("kill", "--all", "--pid=1", c1, "TERM"))
        .failedWith("it is invalid to specify both --all and --pid");
  }

  @Scenario(
      id = "wait.pid-of-exec",
      title = "wait --pid tells the status of a process of exec, once",
      reference = "gVisor runsc/cmd/wait.go; B19; B21",
      needs = Capability.RUNS_PROGRAMS)
  void waitForProcessOfExec_tellsItOnce(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.running(c1);
    Pending exec = runsc.begin("exec", c1, "/bin/sh", "-c", Programs.exitingAtTerm(6));
    exec.streams().awaitStdout("ready\n");
    Pending waiter = runsc.begin("wait", "--pid=2", c1).awaitIdle();

    assertThat(runsc.call("kill", "--pid=2", c1, "TERM")).succeededSilently();

    assertThat(waiter.answer()).succeededWith("{\"id\":\"" + c1 + "\",\"exitStatus\":6}\n");
    assertThat(exec.answer()).exitsWith(6);
  }

  @Scenario(
      id = "wait.bad-pids",
      title = "wait --pid=0, and --pid with --rootpid, are refused",
      reference = "gVisor runsc/cmd/wait.go; B21",
      needs = Capability.RUNS_PROGRAMS)
  void badPids_areRefused(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.running(c1);

    assertThat(runsc.call("wait", "--pid=0", c1))
        .exitsWith(128)
        .hasStdout("")
        .hasStderrContaining("PID (0) must be positive");
    assertThat(runsc.call("wait", "--pid=1", "--rootpid=1", c1))
        .failedWith("only one of -pid and -rootPid can be set");
  }

  @Scenario(
      id = "wait.before-start",
      title = "a waiter from before the start is not told the status",
      level = Level.QUIRK,
      reference = "gVisor runsc/cmd/wait.go; trap 4",
      needs = Capability.RUNS_PROGRAMS)
  void waiterFromBeforeStart_isNotTold(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.created(c1, "exit 7");
    Pending waiter = runsc.begin("wait", c1).lasts(Duration.ofMillis(700));

    assertThat(runsc.call("start", c1)).succeededSilently();

    assertThat(waiter.answer()).exitsWith(128).hasStdout("");
    runsc.awaitStatus(c1, "stopped");
  }

  @Scenario(
      id = "kill.sandbox-process-status",
      title = "the pid file of a detached run names the process that ends with the container",
      reference = "gVisor runsc/sandbox/sandbox.go",
      needs = {Capability.RUNS_PROGRAMS, Capability.HOST_PIDS})
  void processOfPidFile_endsWithTheContainer(Subject runsc) throws IOException {
    String c1 = runsc.id("c1");
    Path file = runsc.directory().resolve("pid");
    Path bundle = runsc.bundle();
    runsc.tell(
        client -> client.run(c1, bundle, RunOptions.builder().detach(true).pidFile(file).build()));
    long pid = Long.parseLong(Files.readString(file));
    assertThat(runsc.pid(runsc.awaitStatus(c1, "running"))).isEqualTo(pid);

    assertThat(runsc.call("kill", c1, "KILL")).succeededSilently();

    runsc.awaitEnd(pid);
    runsc.awaitStatus(c1, "stopped");
  }
}
