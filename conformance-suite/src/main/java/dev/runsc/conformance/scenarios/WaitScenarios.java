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
import dev.runsc.conformance.Asking;
import dev.runsc.conformance.Pending;
import dev.runsc.conformance.Scenario;
import dev.runsc.conformance.Subject;
import dev.runsc.conformance.targets.Capability;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The {@code wait} command. */
final class WaitScenarios {

  private static final String REFERENCE = "gVisor runsc/cmd/wait.go";

  private static String unavailable(String id) {
    return "waiting on container \""
        + id
        + "\": sandbox no longer running and its exit status is unavailable";
  }

  @Scenario(
      id = "wait.missing",
      title = "a container that does not exist cannot be waited for",
      reference = REFERENCE)
  void missingContainer_isNotFound(Subject runsc) {
    assertThat(runsc.call("wait", "absent")).failedWith("loading container: file does not exist");
    assertThat(runsc.refused(client -> client.waitFor("absent")).kind())
        .isEqualTo(ErrorKind.NOT_FOUND);
  }

  @Scenario(
      id = "wait.exit-status",
      title = "a waiter prints the exit status, and succeeds whatever it is",
      reference = REFERENCE,
      needs = Capability.RUNS_PROGRAMS)
  void programEnds_waiterPrintsItsStatus(Subject runsc) {
    for (int status : new int[] {0, 7, 128, 255}) {
      String id = runsc.id("exits-" + status);
      Answer created = runsc.started(id, Programs.exitingAtTerm(status));
      created.streams().awaitStdout("ready\n");
      Pending waiter = runsc.begin("wait", id).awaitIdle();

      assertThat(runsc.call("kill", id, "TERM")).succeededSilently();

      assertThat(waiter.answer())
          .succeededWith("{\"id\":\"" + id + "\",\"exitStatus\":" + status + "}\n");
    }
  }

  @Scenario(
      id = "wait.death-by-signal",
      title = "a waiter prints 128 + n if signal n ended the program",
      reference = REFERENCE + "; Q6",
      needs = Capability.RUNS_PROGRAMS)
  void signalEndsProgram_waiterPrints128PlusNumber(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.running(c1);
    Pending waiter = runsc.begin("wait", c1).awaitIdle();

    assertThat(runsc.call("kill", c1, "KILL")).succeededSilently();

    assertThat(waiter.answer()).succeededWith("{\"id\":\"" + c1 + "\",\"exitStatus\":137}\n");
  }

  @Scenario(
      id = "wait.several",
      title = "every one of several waiters is told, the client's too",
      reference = REFERENCE,
      needs = Capability.RUNS_PROGRAMS)
  void severalWaiters_allAreTold(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.started(c1, Programs.exitingAtTerm(7)).streams().awaitStdout("ready\n");
    List<Pending> waiters = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      waiters.add(runsc.begin("wait", c1).awaitIdle());
    }
    Asking<ExitStatus> client =
        runsc.asking(runscClient -> runscClient.waitFor(c1)).awaitIdle("wait");

    assertThat(runsc.call("kill", c1, "TERM")).succeededSilently();

    for (Pending waiter : waiters) {
      assertThat(waiter.answer()).succeededWith("{\"id\":\"" + c1 + "\",\"exitStatus\":7}\n");
    }
    assertThat(client.answer()).isEqualTo(new ExitStatus(7));
  }

  @Scenario(
      id = "wait.after-end",
      title = "a waiter that comes after the end is not told the status",
      reference = REFERENCE + "; google/gvisor#12873; Q5",
      needs = Capability.RUNS_PROGRAMS)
  void waiterAfterTheEnd_isRefused(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.stopped(c1);

    assertThat(runsc.call("wait", c1)).failedWith(unavailable(c1));
    assertThat(runsc.refused(client -> client.waitFor(c1)).kind())
        .isEqualTo(ErrorKind.STATUS_UNAVAILABLE);
  }

  @Scenario(
      id = "wait.created-then-deleted",
      title = "a waiter on a created container fails when that is deleted",
      reference = REFERENCE)
  void createdThenDeleted_waiterFails(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.created(c1, "exec sleep 1000");
    Pending waiter = runsc.begin("wait", c1).lasts(Duration.ofSeconds(1));

    assertThat(runsc.call("delete", c1)).succeededSilently();

    assertThat(waiter.answer()).failedWith(unavailable(c1));
  }

  @Scenario(
      id = "wait.force-deleted",
      title = "a waiter on a running container fails when that is deleted by force",
      reference = REFERENCE,
      needs = Capability.RUNS_PROGRAMS)
  void forceDeleted_waiterFails(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.running(c1);
    Pending waiter = runsc.begin("wait", c1).awaitIdle();

    assertThat(runsc.call("delete", "--force", c1)).succeededSilently();

    assertThat(waiter.answer()).failedWith(unavailable(c1));
  }

  @Scenario(
      id = "wait.waiter-ends",
      title = "a waiter that is killed leaves the container alone",
      reference = REFERENCE,
      needs = Capability.RUNS_PROGRAMS)
  void waiterIsKilled_containerRunsOn(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.running(c1);
    Pending waiter = runsc.begin("wait", c1).awaitIdle();

    waiter.destroyForcibly();

    assertThat(waiter.answer()).exitsWith(137).hasStdout("").hasStderr("");
    runsc.awaitStatus(c1, "running");
  }
}
