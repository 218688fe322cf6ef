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

import dev.runsc.Container;
import dev.runsc.ContainerStatus;
import dev.runsc.Signal;
import dev.runsc.conformance.Scenario;
import dev.runsc.conformance.Subject;
import dev.runsc.conformance.targets.Capability;
import java.nio.file.Path;
import java.util.List;

/** A container's whole life. */
final class LifecycleScenarios {

  @Scenario(
      id = "life.commands",
      title = "created, started, killed, deleted: each command does its step and says nothing",
      reference = "OCI runtime-spec 1.0.2, runtime.md, Lifecycle",
      needs = Capability.RUNS_PROGRAMS)
  void wholeLife_eachCommandDoesItsStep(Subject runsc) {
    String c1 = runsc.id("c1");
    assertThat(runsc.call("create", "--bundle", runsc.bundle(), c1)).succeededSilently();
    runsc.awaitStatus(c1, "created");
    assertThat(runsc.call("start", c1)).succeededSilently();
    runsc.awaitStatus(c1, "running");
    assertThat(runsc.call("kill", c1, "KILL")).succeededSilently();
    runsc.awaitStatus(c1, "stopped");
    assertThat(runsc.call("delete", c1)).succeededSilently();
    assertThat(runsc.call("state", c1)).failedWith("loading container: file does not exist");
    assertThat(runsc.call("list", "--format=json")).succeededWith("null\n");
  }

  @Scenario(
      id = "life.client",
      title = "the client leads a container through its life and sees each status",
      reference = "OCI runtime-spec 1.0.2, runtime.md, Lifecycle",
      needs = Capability.RUNS_PROGRAMS)
  void wholeLifeByClient_seesEachStatus(Subject runsc) {
    String c1 = runsc.id("c1");
    Path bundle = runsc.bundle();

    runsc.tell(client -> client.create(c1, bundle));
    Container created = runsc.ask(client -> client.state(c1));
    runsc.tell(client -> client.start(c1));
    Container running = runsc.ask(client -> client.state(c1));
    runsc.tell(client -> client.kill(c1, Signal.KILL));
    runsc.awaitStatus(c1, "stopped");
    Container stopped = runsc.ask(client -> client.list()).get(0);
    runsc.tell(client -> client.delete(c1));

    assertThat(created.status()).isEqualTo(ContainerStatus.CREATED);
    assertThat(created.bundle()).isEqualTo(bundle);
    assertThat(running.status()).isEqualTo(ContainerStatus.RUNNING);
    assertThat(running.pid()).isPresent().isEqualTo(created.pid());
    assertThat(stopped.status()).isEqualTo(ContainerStatus.STOPPED);
    assertThat(stopped.pid()).isEmpty();
    List<Container> left = runsc.ask(client -> client.list());
    assertThat(left).isEmpty();
  }

  @Scenario(
      id = "life.id-is-free-again",
      title = "after delete, the id can be used again",
      reference = "OCI runtime-spec 1.0.2, runtime.md, Delete")
  void deletedId_canBeUsedAgain(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.created(c1, "exec sleep 1000");
    assertThat(runsc.call("delete", c1)).succeededSilently();

    assertThat(runsc.call("create", "--bundle", runsc.bundle(), c1)).succeededSilently();
    runsc.awaitStatus(c1, "created");
  }

  @Scenario(
      id = "life.sandbox-killed",
      title = "a sandbox killed from outside is a stopped container, and its waiter fails",
      reference = "gVisor runsc/container/container.go, updateSandboxStatus",
      needs = {Capability.RUNS_PROGRAMS, Capability.HOST_PIDS})
  void sandboxKilledFromOutside_isStopped(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.running(c1);
    long pid = runsc.pid(runsc.call("state", c1));
    var waiter = runsc.begin("wait", c1).awaitIdle();

    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);

    assertThat(waiter.answer())
        .failedWith(
            "waiting on container \""
                + c1
                + "\": sandbox no longer running and its exit status is"
                + " unavailable");
    runsc.awaitStatus(c1, "stopped");
    assertThat(runsc.call("kill", c1, "KILL")).failedWith("sandbox is not running");
    assertThat(runsc.call("delete", c1)).succeededSilently();
  }

  @Scenario(
      id = "life.created-sandbox-killed",
      title = "a created container whose sandbox was killed is stopped and cannot be started",
      reference = "gVisor runsc/container/container.go, updateSandboxStatus",
      needs = Capability.HOST_PIDS)
  void createdSandboxKilledFromOutside_cannotBeStarted(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.created(c1, "exec sleep 1000");
    long pid = runsc.pid(runsc.call("state", c1));

    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);

    runsc.awaitStatus(c1, "stopped");
    assertThat(runsc.call("start", c1))
        .failedWith("starting container: cannot start container \"" + c1 + "\" in state stopped");
    assertThat(runsc.call("delete", c1)).succeededSilently();
  }
}
