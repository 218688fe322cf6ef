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

import static dev.runsc.conformance.AnswerAssert.RUNTIME_FAILURE;
import static dev.runsc.conformance.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runsc.ErrorKind;
import dev.runsc.ExitStatus;
import dev.runsc.OciProcess;
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
import java.util.List;

/** The {@code exec} command. */
final class ExecScenarios {

  private static final String REFERENCE = "gVisor runsc/cmd/exec.go";
  private static final String EXECUTING = "executing processes for container: executing command ";

  @Scenario(
      id = "exec.missing",
      title = "nothing can be run in a container that does not exist",
      reference = REFERENCE)
  void missingContainer_isNotFound(Subject runsc) {
    assertThat(runsc.call("exec", "absent", "true"))
        .failedWith("loading sandbox: file does not exist");
    assertThat(runsc.refused(client -> client.exec("absent", List.of("true"))).kind())
        .isEqualTo(ErrorKind.NOT_FOUND);
  }

  @Scenario(
      id = "exec.exit-status",
      title = "exec ends with the program's exit status, or 128 + n",
      reference = REFERENCE + "; B10; trap 16",
      needs = Capability.RUNS_PROGRAMS)
  void exitStatus_isTheProgramsOwn(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.running(c1);

    for (int status : new int[] {0, 7, 128, 255}) {
      assertThat(runsc.call("exec", c1, "/bin/sh", "-c", "exit " + status))
          .exitsWith(status)
          .hasStdout("")
          .hasStderr("");
    }
    assertThat(runsc.call("exec", c1, "/bin/sh", "-c", "kill -TERM $$")).exitsWith(143);
    ExitStatus told =
        runsc.ask(client -> client.exec(c1, List.of("/bin/sh", "-c", "kill -KILL $$")));
    assertThat(told.signal()).hasValue(9);
  }

  @Scenario(
      id = "exec.streams",
      title = "exec passes the three streams through, apart",
      reference = REFERENCE,
      needs = Capability.RUNS_PROGRAMS)
  void streams_arePassedThroughApart(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.running(c1);

    assertThat(
            runsc
                .calling("exec", c1, "/bin/sh", "-c", "cat; echo out; echo err >&2")
                .withStdin("in\n")
                .answer())
        .exitsWith(0)
        .hasStdout("in\nout\n")
        .hasStderr("err\n");
  }

  @Scenario(
      id = "exec.arguments",
      title = "all after the id belongs to the program, dashes and empty words too",
      reference = REFERENCE,
      needs = Capability.RUNS_PROGRAMS)
  void argumentsAfterTheId_areTheProgramsOwn(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.running(c1);

    assertThat(runsc.call("exec", c1, "/bin/printf", "[%s]", "--flag", "", "two words", "-x"))
        .succeededWith("[--flag][][two words][-x]");
    assertThat(runsc.call("exec", "--", c1, "/bin/echo", "x")).succeededWith("x\n");
    assertThat(runsc.call("exec", c1, "--", "/bin/echo", "x"))
        .exitsWith(128)
        .hasStderrContaining("error finding executable \"--\" in PATH");
  }

  @Scenario(
      id = "exec.no-command",
      title = "without a command, and with one beside a process file, the usage is printed",
      reference = REFERENCE)
  void noCommand_printsUsage(Subject runsc) throws IOException {
    String c1 = runsc.id("c1");
    runsc.created(c1, "exec sleep 1000");
    Path file = Files.writeString(runsc.directory().resolve("process.json"), "{}");

    for (Answer answer :
        List.of(runsc.call("exec", c1), runsc.call("exec", "--process", file, c1, "true"))) {
      assertThat(answer).exitsWith(128).hasStdout("");
      assertThat(answer.stderr()).startsWith("exec [command options] <container-id> <command>");
    }
  }

  @Scenario(
      id = "exec.missing-program",
      title = "a program that does not exist, or is a directory, fails exec with 128",
      reference = REFERENCE,
      needs = Capability.RUNS_PROGRAMS)
  void missingProgram_isToldApart(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.running(c1);

    assertThat(runsc.call("exec", c1, "/no/such/program"))
        .failedWith(
            EXECUTING
                + "\"/no/such/program\" in sandbox: failed to load /no/such/program: no such file or"
                + " directory");
    assertThat(runsc.call("exec", c1, "no-such-program"))
        .exitsWith(128)
        .hasStdout("")
        .hasStderrContaining("error finding executable \"no-such-program\" in PATH [");
    assertThat(runsc.call("exec", c1, "/tmp"))
        .failedWith(EXECUTING + "\"/tmp\" in sandbox: failed to load /tmp: permission denied");
    assertThat(runsc.refused(client -> client.exec(c1, List.of("/no/such/program"))).kind())
        .isEqualTo(ErrorKind.PROGRAM_NOT_STARTABLE);
    runsc.awaitStatus(c1, "running");
  }

  @Scenario(
      id = "exec.environment",
      title = "the environment is the container's, with what --env adds",
      reference = REFERENCE,
      needs = Capability.RUNS_PROGRAMS)
  void environment_isTheContainersPlusFlags(Subject runsc) {
    String c1 = runsc.id("c1");
    greeting(runsc, c1);
    String[] shown = {"/bin/sh", "-c", "echo $GREETING $A $B"};

    assertThat(runsc.call("exec", c1, shown[0], shown[1], shown[2])).succeededWith("hello\n");
    assertThat(runsc.call("exec", "--env", "A=1", "--env=B=2", c1, shown[0], shown[1], shown[2]))
        .succeededWith("hello 1 2\n");
    assertThat(runsc.call("exec", "--env", "GREETING=bye", c1, shown[0], shown[1], shown[2]))
        .succeededWith("bye\n");
  }

  private static void greeting(Subject runsc, String id) {
    Path bundle =
        runsc.bundle(
            one ->
                one.args("/bin/sh", "-c", "echo ready; exec sleep 1000")
                    .env("GREETING", "hello")
                    .cwd("/tmp"));
    Answer created = runsc.call("create", "--bundle", bundle, id);
    assertThat(created).succeededSilently();
    assertThat(runsc.call("start", id)).succeededSilently();
    created.streams().awaitStdout("ready\n");
  }

  @Scenario(
      id = "exec.environment-comma",
      title = "a comma in --env separates variables",
      level = Level.QUIRK,
      reference = REFERENCE + ", stringSlice",
      since = "20230320.0",
      until = "20250715.0",
      needs = Capability.RUNS_PROGRAMS)
  void commaInEnv_separates(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.running(c1);

    assertThat(runsc.call("exec", "--env", "A=1,B=2", c1, "/bin/sh", "-c", "echo $A $B"))
        .succeededWith("1 2\n");
  }

  @Scenario(
      id = "exec.environment-bad",
      title = "a variable without an equals sign is refused",
      reference = REFERENCE,
      until = "20241118.0",
      needs = Capability.RUNS_PROGRAMS)
  void variableWithoutValue_isRefused(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.running(c1);

    assertThat(runsc.call("exec", "--env", "NOEQ", c1, "/bin/true"))
        .failedWith("getting environment variables: invalid variable: NOEQ");
  }

  @Scenario(
      id = "exec.cwd",
      title = "the directory is the container's, or that of --cwd, from the root if relative",
      reference = REFERENCE,
      needs = Capability.RUNS_PROGRAMS)
  void workingDirectory_isTheContainersOrTheFlags(Subject runsc) {
    String c1 = runsc.id("c1");
    greeting(runsc, c1);

    assertThat(runsc.call("exec", c1, "/bin/pwd")).succeededWith("/tmp\n");
    assertThat(runsc.call("exec", "--cwd", "/etc", c1, "/bin/pwd")).succeededWith("/etc\n");
    assertThat(runsc.call("exec", "--cwd", "etc", c1, "/bin/pwd")).succeededWith("/etc\n");
  }

  @Scenario(
      id = "exec.cwd-missing",
      title = "a directory that does not exist fails exec, and is not made",
      reference = REFERENCE,
      until = "20241118.0",
      needs = Capability.RUNS_PROGRAMS)
  void missingWorkingDirectory_isRefused(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.running(c1);

    assertThat(runsc.call("exec", "--cwd", "/no-such-directory", c1, "/bin/pwd"))
        .failedWith(
            EXECUTING
                + "\"/bin/pwd\" in sandbox: failed to find initial working directory"
                + " \"/no-such-directory\": no such file or directory");
    assertThat(Path.of("/no-such-directory")).doesNotExist();
  }

  @Scenario(
      id = "exec.user",
      title = "--user takes a number, or two, and nothing else",
      reference = REFERENCE,
      needs = {Capability.RUNS_PROGRAMS, Capability.OWN_KERNEL})
  void user_isANumberOrTwo(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.running(c1);
    String who = "id -u; id -g";

    assertThat(runsc.call("exec", "--user", "12:34", c1, "/bin/sh", "-c", who))
        .succeededWith("12\n34\n");
    assertThat(runsc.call("exec", "--user", "12", c1, "/bin/sh", "-c", who))
        .succeededWith("12\n0\n");
  }

  @Scenario(id = "exec.user-bad", title = "--user takes no names", reference = REFERENCE)
  void userByName_isRefused(Subject runsc) {
    assertThat(runsc.call("exec", "--user", "root", "c1", "true"))
        .exitsWith(128)
        .hasStdout("")
        .hasFirstStderrLine("invalid value \"root\" for flag -user: couldn't parse UID: root");
    // Its usage shows the half of the value that was understood as the default.
    assertThat(runsc.calling("exec", "--user", "1:x", "c1", "true").unrecorded().answer())
        .exitsWith(128)
        .hasFirstStderrLine("invalid value \"1:x\" for flag -user: couldn't parse GID: x");
  }

  @Scenario(
      id = "exec.capabilities",
      title = "--cap gives these capabilities and no others",
      reference = REFERENCE,
      needs = {Capability.RUNS_PROGRAMS, Capability.OWN_KERNEL})
  void cap_givesTheseOnly(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.running(c1);

    assertThat(
            runsc.call("exec", "--cap", "CAP_KILL", c1, "/bin/grep", "CapEff", "/proc/self/status"))
        .succeededWith("CapEff:\t0000000000000020\n");
  }

  @Scenario(
      id = "exec.capability-bad",
      title = "a capability that does not exist is refused",
      reference = REFERENCE,
      needs = Capability.RUNS_PROGRAMS)
  void unknownCapability_isRefused(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.running(c1);

    assertThat(runsc.call("exec", "--cap", "CAP_NOSUCH", c1, "/bin/true"))
        .exitsWith(128)
        .hasStdout("")
        .hasStderrContaining("unknown capability \"CAP_NOSUCH\"");
  }

  @Scenario(
      id = "exec.process-file",
      title = "a process file says arguments, environment and directory",
      reference = REFERENCE,
      needs = Capability.RUNS_PROGRAMS)
  void processFile_saysItAll(Subject runsc) throws IOException {
    String c1 = runsc.id("c1");
    greeting(runsc, c1);
    Path file =
        process(
            runsc,
            "{\"args\": [\"/bin/sh\", \"-c\", \"echo $A; pwd; exit 4\"], \"env\": [\"A=1\"],"
                + " \"cwd\": \"/etc\", \"user\": {\"uid\": 0, \"gid\": 0}}");

    assertThat(runsc.call("exec", "--process", file, c1)).exitsWith(4).hasStdout("1\n/etc\n");
    OciProcess process = OciProcess.of("/etc", "/bin/sh", "-c", "exit 5");
    assertThat(runsc.ask(client -> client.exec(c1, process)).code()).isEqualTo(5);
  }

  private static Path process(Subject runsc, String json) throws IOException {
    return Files.writeString(runsc.directory().resolve("process.json"), json);
  }

  @Scenario(
      id = "exec.process-file-defaults",
      title = "what a process file leaves out is taken from the container",
      reference = REFERENCE,
      until = "20241118.0",
      needs = Capability.RUNS_PROGRAMS)
  void processFileWithoutEnvironment_hasTheContainers(Subject runsc) throws IOException {
    String c1 = runsc.id("c1");
    greeting(runsc, c1);
    Path file = process(runsc, "{\"args\": [\"/bin/sh\", \"-c\", \"echo $GREETING; pwd\"]}");

    assertThat(runsc.call("exec", "--process", file, c1)).succeededWith("hello\n/tmp\n");
  }

  @Scenario(
      id = "exec.process-file-bad",
      title = "a process file that is missing or malformed is refused, naming it",
      reference = REFERENCE,
      needs = Capability.RUNS_PROGRAMS)
  void badProcessFile_isRefused(Subject runsc) throws IOException {
    String c1 = runsc.id("c1");
    runsc.running(c1);
    Path missing = runsc.directory().resolve("missing.json");

    assertThat(runsc.call("exec", "--process", missing, c1))
        .failedWith(
            "parsing process spec: error opening process file: "
                + missing
                + ", open "
                + missing
                + ": no such file or directory");
    Path malformed = process(runsc, "{ not json");
    assertThat(runsc.call("exec", "--process", malformed, c1))
        .failedWith(
            "parsing process spec: error parsing process file: "
                + malformed
                + ", invalid character 'n' looking for beginning of object key string");
  }

  @Scenario(
      id = "exec.process-file-no-args",
      title = "a process file without arguments is refused by the sandbox",
      reference = REFERENCE,
      until = "20241118.0",
      needs = Capability.RUNS_PROGRAMS)
  void processFileWithoutArgs_isRefused(Subject runsc) throws IOException {
    String c1 = runsc.id("c1");
    runsc.running(c1);

    assertThat(runsc.call("exec", "--process", process(runsc, "{\"cwd\": \"/\"}"), c1))
        .failedWith(EXECUTING + "\"\" in sandbox: no filename or command provided");
  }

  @Scenario(
      id = "exec.process-file-invalid",
      title = "a process file without arguments or directory is refused, without saying why",
      level = Level.QUIRK,
      reference = REFERENCE + "; Q7",
      since = "20241118.0",
      needs = Capability.RUNS_PROGRAMS)
  void invalidProcessFile_isRefusedWithoutReason(Subject runsc) throws IOException {
    String c1 = runsc.id("c1");
    runsc.running(c1);

    assertThat(runsc.call("exec", "--process", process(runsc, "{\"cwd\": \"/\"}"), c1))
        .failedWith("parsing process spec: invalid process spec: %!w(<nil>)");
  }

  @Scenario(
      id = "exec.pid-files",
      title = "the pid files hold a pid of the host and one of the container, and no newline",
      reference = REFERENCE,
      needs = {Capability.RUNS_PROGRAMS, Capability.HOST_PIDS})
  void pidFiles_areBarePids(Subject runsc) throws IOException {
    String c1 = runsc.id("c1");
    runsc.running(c1);
    Path outer = runsc.directory().resolve("pid");
    Path inner = runsc.directory().resolve("internal-pid");

    assertThat(
            runsc.call("exec", "--pid-file", outer, "--internal-pid-file", inner, c1, "/bin/true"))
        .succeededSilently();

    assertThat(Files.readString(outer)).matches("[1-9][0-9]*");
    assertThat(Files.readString(inner)).isEqualTo("2");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(outer)))
        .isEqualTo("rw-r--r--");
  }

  @Scenario(
      id = "exec.pid-file-unwritable",
      title = "a pid file that cannot be written fails exec, though the program has run",
      reference = REFERENCE,
      until = "20250820.0",
      needs = Capability.RUNS_PROGRAMS)
  void unwritablePidFile_failsExec(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.running(c1);
    Path file = runsc.directory().resolve("missing").resolve("pid");

    assertThat(runsc.call("exec", "--pid-file", file, c1, "/bin/true"))
        .failedWith("writing pid file: open " + file + ": no such file or directory");
  }

  @Scenario(
      id = "exec.detach",
      title = "a detached exec returns at once; its pid file names the client that stays",
      reference = REFERENCE + "; B25",
      needs = {Capability.RUNS_PROGRAMS, Capability.HOST_PIDS})
  void detached_returnsAndStays(Subject runsc) throws IOException {
    String c1 = runsc.id("c1");
    runsc.running(c1);
    Path file = runsc.directory().resolve("pid");

    Answer exec =
        runsc.call(
            "exec", "--detach", "--pid-file", file, c1, "/bin/sh", "-c", Programs.exitingAtTerm(9));

    assertThat(exec).exitsWith(0).hasStderr("");
    exec.streams().awaitStdout("ready\n");
    long pid = Long.parseLong(Files.readString(file));
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isPresent();
    assertThat(runsc.call("ps", "--format=json", c1).stdout()).startsWith("[1,2");
    assertThat(runsc.call("kill", "--pid=2", c1, "TERM")).succeededSilently();
    runsc.awaitEnd(pid);
  }

  @Scenario(
      id = "exec.detach-missing-program",
      title = "a detached exec that cannot start its program fails, and writes no pid file",
      reference = REFERENCE,
      needs = Capability.RUNS_PROGRAMS)
  void detachedMissingProgram_fails(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.running(c1);
    Path file = runsc.directory().resolve("pid");

    assertThat(runsc.call("exec", "--detach", "--pid-file", file, c1, "/no/such/program"))
        .exitsWith(128)
        .hasStdout("")
        .hasStderrContaining("failed to load /no/such/program");
    assertThat(file).doesNotExist();
  }

  @Scenario(
      id = "exec.detach-without-pid-file",
      title = "a detached exec without a pid file fails when its program ends, without a word",
      level = Level.QUIRK,
      reference = REFERENCE + "; google/gvisor#12653; Q14; trap 5",
      until = "20260302.0",
      needs = Capability.RUNS_PROGRAMS)
  void detachedWithoutPidFile_fails(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.running(c1);

    assertThat(runsc.call("exec", "--detach", c1, "/bin/true"))
        .exitsWith(128)
        .hasStdout("")
        .hasStderr("");
  }

  @Scenario(
      id = "exec.detach-without-pid-file-works",
      title = "a detached exec needs no pid file",
      reference = REFERENCE + "; google/gvisor#12653; Q14",
      since = "20260302.0",
      needs = Capability.RUNS_PROGRAMS)
  void detachedWithoutPidFile_works(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.running(c1);

    Answer exec = runsc.call("exec", "--detach", c1, "/bin/sh", "-c", "echo out");

    assertThat(exec).exitsWith(0).hasStderr("");
    exec.streams().awaitStdout("out\n");
  }

  @Scenario(
      id = "exec.detach-word",
      title = "a detached exec drops every argument with the word detach in it",
      level = Level.QUIRK,
      reference = REFERENCE + "; B26; trap 6",
      needs = Capability.RUNS_PROGRAMS)
  void detachInArguments_isDropped(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.running(c1);
    Path file = runsc.directory().resolve("pid");

    Answer exec =
        runsc.call(
            "exec",
            "--detach",
            "--pid-file",
            file,
            c1,
            "/bin/sh",
            "-c",
            "echo \"<$*>\"",
            "sh",
            "a",
            "detach-me",
            "b");

    assertThat(exec).exitsWith(0).hasStderr("");
    exec.streams().awaitStdout("<a b>\n");
  }

  @Scenario(
      id = "exec.client-killed",
      title = "the program goes on when the client that made it is killed",
      reference = REFERENCE,
      needs = Capability.RUNS_PROGRAMS)
  void clientIsKilled_programGoesOn(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.running(c1);
    Pending exec = runsc.begin("exec", c1, "/bin/sh", "-c", "echo up; exec sleep 1000");
    exec.streams().awaitStdout("up\n");

    exec.destroyForcibly();

    assertThat(exec.answer()).exitsWith(137);
    assertThat(runsc.call("ps", "--format=json", c1)).succeededWith("[1,2]\n");
  }

  @Scenario(
      id = "exec.container-ends",
      title = "exec ends with 137 when the container ends meanwhile",
      reference = REFERENCE,
      needs = Capability.RUNS_PROGRAMS)
  void containerEnds_execEndsWith137(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.running(c1);
    Pending exec = runsc.begin("exec", c1, "/bin/sh", "-c", "echo up; exec sleep 1000");
    exec.streams().awaitStdout("up\n");

    assertThat(runsc.call("kill", c1, "KILL")).succeededSilently();

    assertThat(exec.answer()).exitsWith(137).hasStdout("up\n");
    runsc.awaitStatus(c1, "stopped");
  }

  @Scenario(
      id = "exec.sandbox-ends",
      title = "exec fails when its sandbox is ended by force meanwhile",
      reference = REFERENCE,
      needs = Capability.RUNS_PROGRAMS)
  void sandboxEnds_execFails(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.running(c1);
    Pending exec = runsc.begin("exec", c1, "/bin/sh", "-c", "echo up; exec sleep 1000");
    exec.streams().awaitStdout("up\n");
    exec.awaitIdle();

    assertThat(runsc.call("delete", "--force", c1)).succeededSilently();

    assertThat(exec.answer()).exitsWith(RUNTIME_FAILURE).hasStderr(lossOf(2, c1) + "\n");
  }

  @Scenario(
      id = "exec.detach-sandbox-ends",
      title = "the client of a detached exec stays, and says so when its sandbox is ended by force",
      reference = REFERENCE + "; found by conformance fuzz",
      needs = {Capability.RUNS_PROGRAMS, Capability.RACES})
  void sandboxEnds_clientOfDetachedSaysSo(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.running(c1);
    Answer exec =
        runsc.call(
            "exec", "--detach", "--pid-file", runsc.directory().resolve("pid"), c1, "sleep", "99");
    assertThat(exec).succeededSilently();

    assertThat(runsc.call("delete", "--force", c1)).succeededSilently();

    exec.streams().awaitStderr(lossOf(2, c1) + "\n");
  }

  private static String lossOf(int pid, String sandbox) {
    return "waiting on pid "
        + pid
        + ": waiting on PID "
        + pid
        + " in sandbox \""
        + sandbox
        + "\": urpc method \"containerManager.WaitPID\" failed: EOF";
  }

  @Scenario(
      id = "exec.program-name",
      title = "a program that is found in PATH is told the name that it was asked for by",
      reference = "POSIX execvp; found by conformance fuzz",
      needs = Capability.RUNS_PROGRAMS)
  void programFoundInPath_isToldItsName(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.running(c1);

    assertThat(runsc.call("exec", c1, "cat", "/proc/self/cmdline"))
        .exitsWith(0)
        .hasStdout("cat\0/proc/self/cmdline\0");
    assertThat(runsc.call("exec", c1, "/bin/cat", "/proc/self/cmdline"))
        .exitsWith(0)
        .hasStdout("/bin/cat\0/proc/self/cmdline\0");
  }
}
