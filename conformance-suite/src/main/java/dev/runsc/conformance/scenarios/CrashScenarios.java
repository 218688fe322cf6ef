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

import dev.runsc.conformance.Answer;
import dev.runsc.conformance.Level;
import dev.runsc.conformance.Pending;
import dev.runsc.conformance.Scenario;
import dev.runsc.conformance.Subject;
import dev.runsc.conformance.targets.Capability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is left when something dies or is damaged. */
final class CrashScenarios {

  private static final String REFERENCE = "gVisor runsc/container/container.go, state_file.go";

  private static Path stateFile(Subject runsc, String id) {
    return runsc.root().resolve(id + "_sandbox:" + id + ".state");
  }

  @Scenario(
      id = "crash.attached-run",
      title = "a sandbox killed from outside ends its attached run with 137, and nothing is left",
      reference = REFERENCE,
      needs = {Capability.RUNS_PROGRAMS, Capability.HOST_PIDS})
  void sandboxOfAttachedRunKilled_endsRun(Subject runsc) {
    String c1 = runsc.id("c1");
    Pending run = runsc.begin("run", "--bundle", runsc.bundle("echo ready; exec sleep 1000"), c1);
    run.streams().awaitStdout("ready\n");
    long pid = runsc.pid(runsc.awaitStatus(c1, "running"));

    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);

    assertThat(run.answer()).exitsWith(137).hasStdout("ready\n").hasStderr("");
    assertThat(runsc.call("list", "--format=json")).succeededWith("null\n");
  }

  @Scenario(
      id = "crash.run-client-killed",
      title = "a killed client of an attached run takes its sandbox along; the record stays",
      reference = "gVisor runsc/cmd/run.go",
      needs = {Capability.RUNS_PROGRAMS, Capability.HOST_PIDS})
  void clientOfAttachedRunKilled_recordStays(Subject runsc) {
    String c1 = runsc.id("c1");
    Pending run = runsc.begin("run", "--bundle", runsc.bundle("echo ready; exec sleep 1000"), c1);
    run.streams().awaitStdout("ready\n");
    runsc.awaitStatus(c1, "running");

    run.destroyForcibly();

    assertThat(run.answer()).exitsWith(137);
    runsc.awaitStatus(c1, "stopped");
    assertThat(runsc.call("delete", c1)).succeededSilently();
  }

  @Scenario(
      id = "crash.paused-sandbox",
      title = "a paused container whose sandbox was killed is told to be paused",
      level = Level.QUIRK,
      reference = REFERENCE,
      needs = {Capability.RUNS_PROGRAMS, Capability.HOST_PIDS})
  void pausedSandboxKilled_isToldPaused(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.paused(c1);
    long pid = runsc.pid(runsc.call("state", c1));

    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    runsc.awaitReaped(pid);

    assertThat(runsc.call("state", c1).stdout()).contains("\"status\": \"paused\"");
    assertThat(runsc.call("resume", c1))
        .exitsWith(128)
        .hasStderrContaining("resume failed: resuming container: ");
    assertThat(runsc.call("delete", c1))
        .failedWith("cannot delete container that is not stopped without --force flag");
  }

  @Scenario(
      id = "crash.state-file-damaged",
      title = "a damaged state file: list leaves it out, --quiet does not, other commands fail",
      reference = REFERENCE,
      needs = Capability.FILES)
  void damagedStateFile_isTold(Subject runsc) throws IOException {
    String c1 = runsc.id("c1");
    String c2 = runsc.id("c2");
    runsc.created(c1, "exec sleep 1000");
    runsc.created(c2, "exec sleep 1000");
    Path file = stateFile(runsc, c1);
    String whole = Files.readString(file);
    Files.writeString(file, whole.substring(0, whole.length() / 2));

    assertThat(runsc.call("list", "--quiet")).succeededWith(c1 + "\n" + c2 + "\n");
    Answer list = runsc.call("list", "--format=json");
    assertThat(list).exitsWith(0);
    assertThat(list.stdout()).contains(c2).doesNotContain("\"" + c1 + "\"");
    assertThat(runsc.call("state", c1))
        .exitsWith(128)
        .hasStdout("")
        .hasStderrContaining("reading container metadata file");
    assertThat(runsc.call("delete", "--force", c1)).exitsWith(128).hasStdout("");

    Files.writeString(file, whole);
    assertThat(runsc.call("delete", c1)).succeededSilently();
  }

  @Scenario(
      id = "crash.state-file-removed",
      title = "a container whose state file was removed is unknown, and its sandbox runs on",
      reference = REFERENCE,
      needs = {Capability.RUNS_PROGRAMS, Capability.HOST_PIDS, Capability.FILES})
  void removedStateFile_containerIsUnknown(Subject runsc) throws IOException {
    String c1 = runsc.id("c1");
    runsc.running(c1);
    long pid = runsc.pid(runsc.call("state", c1));
    runsc.killAtEnd(pid);

    Files.delete(stateFile(runsc, c1));

    assertThat(runsc.call("state", c1)).failedWith("loading container: file does not exist");
    assertThat(runsc.call("delete", "--force", c1)).succeededSilently();
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isPresent();
  }

  @Scenario(
      id = "crash.foreign-files",
      title = "files of others in the root directory are passed over and stay",
      reference = REFERENCE,
      needs = Capability.FILES)
  void foreignFiles_arePassedOver(Subject runsc) throws IOException {
    String c1 = runsc.id("c1");
    runsc.created(c1, "exec sleep 1000");
    Path foreign = Files.writeString(runsc.root().resolve("notes.txt"), "mine");

    assertThat(runsc.call("list", "--quiet")).succeededWith(c1 + "\n");
    assertThat(runsc.call("delete", c1)).succeededSilently();

    assertThat(foreign).hasContent("mine");
  }

  @Scenario(
      id = "crash.root-is-a-file",
      title = "a root directory that is a file: list is empty, state finds nothing, create fails",
      reference = REFERENCE + "; trap 13")
  void rootIsFile_createFails(Subject runsc) throws IOException {
    Files.writeString(runsc.root(), "");

    assertThat(runsc.call("list", "--format=json")).succeededWith("null\n");
    assertThat(runsc.call("state", "c1")).failedWith("loading container: file does not exist");
    assertThat(runsc.call("create", "--bundle", runsc.bundle(), runsc.id("c1")))
        .failedWith(
            "creating container: creating container root directory \""
                + runsc.root()
                + "\": mkdir "
                + runsc.root()
                + ": not a directory");
    Files.delete(runsc.root());
  }

  @Scenario(
      id = "crash.root-read-only",
      title = "a root directory that cannot be made fails the create",
      reference = REFERENCE)
  void rootCannotBeMade_createFails(Subject runsc) {
    // Not even root makes a directory there.
    assertThat(
            runsc
                .calling("create", "--bundle", runsc.bundle(), runsc.id("c1"))
                .withGlobalFlags("--root=/proc/runsc")
                .answer())
        .failedWith(
            "creating container: creating container root directory \"/proc/runsc\": mkdir"
                + " /proc/runsc: no such file or directory");
  }
}
