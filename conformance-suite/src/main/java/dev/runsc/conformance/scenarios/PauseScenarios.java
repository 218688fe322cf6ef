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
import dev.runsc.conformance.Answer;
import dev.runsc.conformance.Level;
import dev.runsc.conformance.Pending;
import dev.runsc.conformance.Scenario;
import dev.runsc.conformance.Subject;
import dev.runsc.conformance.targets.Capability;
import java.time.Duration;

/** The {@code pause} and {@code resume} commands. */
final class PauseScenarios {

  private static final String REFERENCE = "gVisor runsc/cmd/pause.go, resume.go";

  @Scenario(
      id = "pause.missing",
      title = "a container that does not exist cannot be paused or resumed",
      reference = REFERENCE)
  void missingContainer_isNotFound(Subject runsc) {
    String gone = "loading container: file does not exist";
    assertThat(runsc.call("pause", "absent")).failedWith(gone);
    assertThat(runsc.call("resume", "absent")).failedWith(gone);
    assertThat(runsc.refused(client -> client.pause("absent")).kind())
        .isEqualTo(ErrorKind.NOT_FOUND);
    assertThat(runsc.refused(client -> client.resume("absent")).kind())
        .isEqualTo(ErrorKind.NOT_FOUND);
  }

  @Scenario(
      id = "pause.stands-still",
      title = "a paused program stands still, and goes on when it is resumed",
      reference = REFERENCE,
      needs = Capability.RUNS_PROGRAMS)
  void pausedProgram_standsStill(Subject runsc) {
    String c1 = runsc.id("c1");
    // It makes no file of its own: what it says is all there is to see.
    Answer created = runsc.started(c1, Programs.tellingSignals("USR1"));
    created.streams().awaitStdout("ready\n");
    runsc.tell(client -> client.pause(c1));
    runsc.awaitStatus(c1, "paused");

    assertThat(runsc.call("kill", c1, "USR1"))
        .failedWith("cannot signal container \"" + c1 + "\" in state paused");
    assertThat(created.streams().stdoutText()).isEqualTo("ready\n");

    runsc.tell(client -> client.resume(c1));
    runsc.awaitStatus(c1, "running");
    assertThat(runsc.call("kill", c1, "USR1")).succeededSilently();
    created.streams().awaitStdout("ready\nUSR1\n");
  }

  @Scenario(
      id = "pause.waiter",
      title = "a waiter stays through pause and resume",
      reference = REFERENCE,
      needs = Capability.RUNS_PROGRAMS)
  void waiter_staysThroughPauseAndResume(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.running(c1);
    Pending waiter = runsc.begin("wait", c1).awaitIdle();
    assertThat(runsc.call("pause", c1)).succeededSilently();
    assertThat(runsc.call("resume", c1)).succeededSilently();

    assertThat(runsc.call("kill", c1, "KILL")).succeededSilently();

    assertThat(waiter.answer()).succeededWith("{\"id\":\"" + c1 + "\",\"exitStatus\":137}\n");
  }

  @Scenario(
      id = "pause.exec-stands-still",
      title = "programs of exec are paused with the container",
      reference = REFERENCE,
      needs = Capability.RUNS_PROGRAMS)
  void programOfExec_isPausedToo(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.running(c1);
    Pending exec = runsc.begin("exec", c1, "/bin/sh", "-c", "echo up; read -r x; exit 5");
    exec.streams().awaitStdout("up\n");

    assertThat(runsc.call("pause", c1)).succeededSilently();
    assertThat(runsc.call("resume", c1)).succeededSilently();

    assertThat(exec.answer()).exitsWith(5).hasStdout("up\n");
  }

  @Scenario(
      id = "pause.created-freezes",
      title = "a pause of a created container crashes runsc, and leaves the sandbox frozen",
      level = Level.QUIRK,
      reference = REFERENCE + "; trap 7",
      needs = Capability.RUNS_PROGRAMS)
  void createdContainer_isFrozen(Subject runsc) {
    String c1 = runsc.id("c1");
    Answer created = runsc.created(c1, "echo ready; exec sleep 1000");

    assertThat(runsc.call("pause", c1))
        .exitsWith(2)
        .hasFirstStderrLine("panic: invalid state transition: created => paused");
    assertThat(runsc.call("start", c1)).succeededSilently();
    runsc.awaitStatus(c1, "running");
    runsc.lasts(Duration.ofMillis(700), () -> created.streams().stdoutText().isEmpty());
    assertThat(runsc.call("delete", "--force", c1)).succeededSilently();
  }
}
