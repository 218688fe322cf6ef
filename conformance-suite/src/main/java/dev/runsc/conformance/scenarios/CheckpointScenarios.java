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

import dev.runsc.CheckpointOptions;
import dev.runsc.ErrorKind;
import dev.runsc.conformance.Answer;
import dev.runsc.conformance.Level;
import dev.runsc.conformance.Pending;
import dev.runsc.conformance.Scenario;
import dev.runsc.conformance.Subject;
import dev.runsc.conformance.targets.Capability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The {@code checkpoint} and {@code restore} commands. */
final class CheckpointScenarios {

  private static final String REFERENCE = "gVisor runsc/cmd/checkpoint.go, restore.go";

  private static Path image(Subject runsc) {
    return runsc.directory().resolve("a").resolve("image");
  }

  @Scenario(
      id = "checkpoint.missing",
      title = "a container that does not exist is looked up before the image path is asked for",
      reference = REFERENCE)
  void missingContainer_isNotFound(Subject runsc) {
    String gone = "loading container: file does not exist";
    assertThat(runsc.call("checkpoint", "absent")).failedWith(gone);
    assertThat(runsc.call("checkpoint", "--image-path", image(runsc), "absent")).failedWith(gone);
    assertThat(runsc.refused(client -> client.checkpoint("absent", image(runsc))).kind())
        .isEqualTo(ErrorKind.NOT_FOUND);
  }

  @Scenario(
      id = "checkpoint.no-image-path",
      title = "without an image path it is refused, and the container runs on",
      reference = REFERENCE,
      needs = Capability.RUNS_PROGRAMS)
  void noImagePath_isRefused(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.running(c1);

    assertThat(runsc.call("checkpoint", c1)).failedWith("image-path flag must be provided");
    runsc.awaitStatus(c1, "running");
  }

  @Scenario(
      id = "checkpoint.stops",
      title = "a checkpoint writes an image into a new directory and stops the container",
      reference = REFERENCE,
      needs = {Capability.RUNS_PROGRAMS, Capability.FILES})
  void checkpoint_writesImageAndStops(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.running(c1);

    runsc.tell(client -> client.checkpoint(c1, image(runsc)));

    assertThat(image(runsc).resolve("checkpoint.img")).isNotEmptyFile();
    runsc.awaitStatus(c1, "stopped");
    assertThat(runsc.call("delete", c1)).succeededSilently();
  }

  @Scenario(
      id = "checkpoint.leave-running",
      title = "--leave-running leaves it running",
      reference = REFERENCE,
      since = "20240415.0",
      needs = Capability.RUNS_PROGRAMS)
  void leaveRunning_leavesItRunning(Subject runsc) {
    String c1 = runsc.id("c1");
    Answer created = runsc.started(c1, Programs.tellingSignals("USR1"));
    created.streams().awaitStdout("ready\n");

    runsc.tell(
        client ->
            client.checkpoint(
                c1, image(runsc), CheckpointOptions.builder().leaveRunning(true).build()));

    runsc.awaitStatus(c1, "running");
    assertThat(runsc.call("kill", c1, "USR1")).succeededSilently();
    created.streams().awaitStdout("ready\nUSR1\n");
  }

  @Scenario(
      id = "checkpoint.image-exists",
      title = "an image that exists is not written over, and the container runs on",
      reference = REFERENCE,
      needs = Capability.RUNS_PROGRAMS)
  void existingImage_isRefused(Subject runsc) throws IOException {
    String c1 = runsc.id("c1");
    runsc.running(c1);
    Files.createDirectories(image(runsc));
    Path file = Files.writeString(image(runsc).resolve("checkpoint.img"), "an older one");

    assertThat(runsc.call("checkpoint", "--image-path", image(runsc), c1))
        .exitsWith(128)
        .hasStdout("")
        .hasStderrContaining("open " + file + ": file exists");
    assertThat(file).hasContent("an older one");
    runsc.awaitStatus(c1, "running");
  }

  @Scenario(
      id = "checkpoint.created-cannot-start",
      title = "a created container that was saved cannot be started any more",
      level = Level.QUIRK,
      reference = REFERENCE,
      needs = Capability.RUNS_PROGRAMS)
  void savedCreatedContainer_cannotBeStarted(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.created(c1, "exec sleep 1000");
    assertThat(runsc.call("checkpoint", "--image-path", image(runsc), c1)).succeededSilently();

    assertThat(runsc.call("start", c1)).exitsWith(128).hasStdout("");
  }

  @Scenario(
      id = "checkpoint.waiter",
      title = "a waiter on a container that is saved is told 0, as if its program had ended",
      level = Level.QUIRK,
      reference = REFERENCE,
      needs = Capability.RUNS_PROGRAMS)
  void waiterOnSavedContainer_isTold0(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.running(c1);
    Pending waiter = runsc.begin("wait", c1).awaitIdle();

    assertThat(runsc.call("checkpoint", "--image-path", image(runsc), c1)).succeededSilently();

    assertThat(waiter.answer()).succeededWith("{\"id\":\"" + c1 + "\",\"exitStatus\":0}\n");
  }

  @Scenario(
      id = "restore.no-image-path",
      title = "restore without an image path is refused, and without a bundle too",
      reference = REFERENCE)
  void restoreWithoutImagePath_isRefused(Subject runsc) {
    String c1 = runsc.id("c1");
    assertThat(runsc.call("restore", "--bundle", runsc.bundle(), c1))
        .failedWith("image-path flag must be provided");
    assertThat(runsc.call("restore", "--image-path", image(runsc), "--bundle", image(runsc), c1))
        .exitsWith(128)
        .hasStderrContaining("error opening spec file \"" + image(runsc) + "/config.json\"");
  }

  @Scenario(
      id = "restore.missing-image",
      title = "restore of an image that does not exist is refused, and leaves nothing",
      reference = REFERENCE,
      needs = Capability.RUNS_PROGRAMS)
  void missingImage_isRefusedAndLeavesNothing(Subject runsc) {
    String c1 = runsc.id("c1");

    assertThat(runsc.call("restore", "--image-path", image(runsc), "--bundle", runsc.bundle(), c1))
        .exitsWith(128)
        .hasStdout("")
        .hasStderrContaining("starting container: opening ")
        .hasStderrContaining(" file \"" + image(runsc) + "/checkpoint.img\" failed: open ");
    assertThat(runsc.call("list", "--format=json")).succeededWith("null\n");
  }

  @Scenario(
      id = "restore.goes-on",
      title = "a restored program goes on where it was saved",
      reference = REFERENCE + "; B22",
      needs = {Capability.RUNS_PROGRAMS, Capability.RESTORES_PROGRAMS})
  void restoredProgram_goesOn(Subject runsc) {
    String c1 = runsc.id("c1");
    String c2 = runsc.id("c2");
    Answer created = runsc.started(c1, Programs.tellingSignals("USR1"));
    created.streams().awaitStdout("ready\n");
    assertThat(runsc.call("checkpoint", "--image-path", image(runsc), c1)).succeededSilently();
    Path bundle = runsc.bundle(Programs.tellingSignals("USR1"));

    Answer restored =
        runsc.call("restore", "--detach", "--image-path", image(runsc), "--bundle", bundle, c2);

    assertThat(restored).exitsWith(0).hasStderr("");
    runsc.awaitStatus(c2, "running");
    assertThat(runsc.call("kill", c2, "USR1")).succeededSilently();
    restored.streams().awaitStdout("USR1\n");
  }

  @Scenario(
      id = "restore.into-created",
      title = "a created container can be what is restored into",
      reference = REFERENCE,
      since = "20230327.0",
      needs = {Capability.RUNS_PROGRAMS, Capability.RESTORES_PROGRAMS})
  void createdContainer_isRestoredInto(Subject runsc) {
    String c1 = runsc.id("c1");
    String c2 = runsc.id("c2");
    runsc.running(c1);
    assertThat(runsc.call("checkpoint", "--image-path", image(runsc), c1)).succeededSilently();
    runsc.created(c2, "echo ready; exec sleep 1000");

    assertThat(
            runsc.call(
                "restore",
                "--detach",
                "--image-path",
                image(runsc),
                "--bundle",
                runsc.bundle("echo ready; exec sleep 1000"),
                c2))
        .succeededSilently();

    runsc.awaitStatus(c2, "running");
  }
}
