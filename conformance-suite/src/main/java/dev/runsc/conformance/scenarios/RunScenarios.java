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

import dev.runsc.ErrorKind;
import dev.runsc.ExitStatus;
import dev.runsc.conformance.Answer;
import dev.runsc.conformance.Pending;
import dev.runsc.conformance.Scenario;
import dev.runsc.conformance.Subject;
import dev.runsc.conformance.targets.Capability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The {@code run} command. */
final class RunScenarios {

  private static final String REFERENCE = "gVisor runsc/cmd/run.go";

  @Scenario(
      id = "run.exit-status",
      title = "run ends with the program's exit status, whatever it is",
      reference = REFERENCE,
      needs = Capability.RUNS_PROGRAMS)
  void exitStatus_isTheProgramsOwn(Subject runsc) {
    String c1 = runsc.id("c1");
    for (int status : new int[] {0, 7, 128, 255}) {
      Path bundle = runsc.bundle("exit " + status);

      assertThat(runsc.call("run", "--bundle", bundle, runsc.id("c" + status)))
          .exitsWith(status)
          .hasStdout("")
          .hasStderr("");
      ExitStatus told = runsc.ask(client -> client.run(c1, bundle));
      assertThat(told.code()).isEqualTo(status);
    }
  }

  @Scenario(
      id = "run.death-by-signal",
      title = "run ends with 128 + n if signal n ended the program",
      reference = REFERENCE,
      needs = Capability.RUNS_PROGRAMS)
  void deathBySignal_is128PlusNumber(Subject runsc) {
    String c1 = runsc.id("c1");
    int[] numbers = {9, 15};
    for (int number : numbers) {
      Path bundle = runsc.bundle("kill -" + number + " $$; exit 1");

      assertThat(runsc.call("run", "--bundle", bundle, c1))
          .exitsWith(128 + number)
          .hasStdout("")
          .hasStderr("");
      assertThat(runsc.ask(client -> client.run(c1, bundle)).signal()).hasValue(number);
    }
  }

  @Scenario(
      id = "run.streams",
      title = "run passes the three streams through, apart",
      reference = REFERENCE,
      needs = Capability.RUNS_PROGRAMS)
  void streams_arePassedThroughApart(Subject runsc) {
    String c1 = runsc.id("c1");
    Path bundle = runsc.bundle("cat; echo done; echo problem >&2");

    Answer run = runsc.calling("run", "--bundle", bundle, c1).withStdin("one\ntwo\n").answer();

    assertThat(run).exitsWith(0).hasStdout("one\ntwo\ndone\n").hasStderr("problem\n");
  }

  @Scenario(
      id = "run.environment",
      title = "the program has the environment, arguments and directory of the bundle",
      reference = "OCI runtime-spec 1.0.2, config.md, Process",
      needs = Capability.RUNS_PROGRAMS)
  void process_isAsInBundle(Subject runsc) {
    String c1 = runsc.id("c1");
    Path bundle =
        runsc.bundle(
            one ->
                one.args(
                        "/bin/sh",
                        "-c",
                        "printf '%s\\n' \"$0\" \"$@\"; pwd; echo \"$GREETING\"; exec env",
                        "zero",
                        "",
                        "two words")
                    .env("GREETING", "hello, world")
                    .env("HOME", "/")
                    .cwd("/tmp"));

    Answer run = runsc.call("run", "--bundle", bundle, c1);

    assertThat(run).exitsWith(0).hasStderr("");
    assertThat(run.stdout()).startsWith("zero\n\ntwo words\n/tmp\nhello, world\n");
  }

  @Scenario(
      id = "run.leaves-nothing",
      title = "after run, neither the container nor its files are there",
      reference = REFERENCE,
      needs = {Capability.RUNS_PROGRAMS, Capability.FILES})
  void endedRun_leavesNothing(Subject runsc) throws IOException {
    String c1 = runsc.id("c1");
    assertThat(runsc.call("run", "--bundle", runsc.bundle("exit 3"), c1)).exitsWith(3);

    assertThat(runsc.call("state", c1)).failedWith("loading container: file does not exist");
    assertThat(runsc.call("list", "--format=json")).succeededWith("null\n");
    assertThat(runsc.root()).isDirectory();
    try (Stream<Path> files = Files.list(runsc.root())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.contains(c1));
    }
  }

  @Scenario(
      id = "run.killed",
      title = "a program killed by another client ends run with 137, and the container is gone",
      reference = REFERENCE,
      needs = Capability.RUNS_PROGRAMS)
  void killedByAnother_endsWith137(Subject runsc) {
    String c1 = runsc.id("c1");
    Pending run = runsc.begin("run", "--bundle", runsc.bundle("echo ready; exec sleep 1000"), c1);
    run.streams().awaitStdout("ready\n");
    runsc.awaitStatus(c1, "running");

    assertThat(runsc.call("kill", c1, "KILL")).succeededSilently();

    assertThat(run.answer()).exitsWith(137).hasStdout("ready\n").hasStderr("");
    assertThat(runsc.call("list", "--format=json")).succeededWith("null\n");
  }

  @Scenario(
      id = "run.detach",
      title = "a detached run returns at once, and its container stays until it is deleted",
      reference = REFERENCE,
      needs = Capability.RUNS_PROGRAMS)
  void detachedRun_containerStays(Subject runsc) {
    String c1 = runsc.id("c1");
    Answer run =
        runsc.call("run", "--detach", "--bundle", runsc.bundle("echo ready; exec sleep 1000"), c1);
    assertThat(run).exitsWith(0).hasStderr("");
    run.streams().awaitStdout("ready\n");
    runsc.awaitStatus(c1, "running");

    assertThat(runsc.call("kill", c1, "KILL")).succeededSilently();

    runsc.awaitStatus(c1, "stopped");
    assertThat(runsc.call("delete", c1)).succeededSilently();
  }

  @Scenario(
      id = "run.missing-bundle",
      title = "a bundle that does not exist is refused by run as by create",
      reference = REFERENCE)
  void missingBundle_isRefused(Subject runsc) {
    String c1 = runsc.id("c1");
    Path bundle = runsc.directory().resolve("missing");

    assertThat(runsc.call("run", "--bundle", bundle, c1))
        .failedWith(
            "reading spec: error opening spec file \""
                + bundle
                + "/config.json\": open "
                + bundle
                + "/config.json: no such file or directory");
    assertThat(runsc.refused(client -> client.run(c1, bundle)).kind())
        .isEqualTo(ErrorKind.INVALID_BUNDLE);
  }

  @Scenario(id = "run.invalid-id", title = "run refuses an invalid id", reference = REFERENCE)
  void invalidId_isRefused(Subject runsc) {
    assertThat(runsc.call("run", "--bundle", runsc.bundle(), "a/b"))
        .failedWith("running container: creating container: invalid container id: a/b");
  }

  @Scenario(id = "run.duplicate-id", title = "run refuses an id in use", reference = REFERENCE)
  void idInUse_isRefused(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.created(c1, "exec sleep 1000");
    runsc.killAtEnd(runsc.pid(runsc.call("state", c1)));

    assertThat(runsc.call("run", "--bundle", runsc.bundle(), c1))
        .failedWith(
            "running container: creating container: cannot lock container metadata file:"
                + " container already exists");
  }

  @Scenario(
      id = "run.missing-program",
      title = "a program that does not exist fails run with 128, and leaves nothing",
      reference = REFERENCE,
      needs = Capability.RUNS_PROGRAMS)
  void missingProgram_failsAndLeavesNothing(Subject runsc) {
    String c1 = runsc.id("c1");
    Path bundle = runsc.bundle(one -> one.args("no-such-program"));

    assertThat(runsc.call("run", "--bundle", bundle, c1))
        .exitsWith(128)
        .hasStdout("")
        .hasStderrContaining("error finding executable \"no-such-program\" in PATH");
    assertThat(runsc.refused(client -> client.run(c1, bundle)).kind())
        .isEqualTo(ErrorKind.PROGRAM_NOT_STARTABLE);
    assertThat(runsc.call("list", "--format=json")).succeededWith("null\n");
  }
}
