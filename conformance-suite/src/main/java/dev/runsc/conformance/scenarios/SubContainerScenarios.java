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
import dev.runsc.conformance.Scenario;
import dev.runsc.conformance.Subject;
import dev.runsc.conformance.targets.Capability;
import java.nio.file.Path;

/** Several containers in one sandbox. */
final class SubContainerScenarios {

  private static final String REFERENCE = "gVisor runsc/container/multi_container_test.go";
  private static final String TYPE = "io.kubernetes.cri.container-type";
  private static final String SANDBOX = "io.kubernetes.cri.sandbox-id";

  private static Path pod(Subject runsc) {
    return runsc.bundle(
        one ->
            one.args("/bin/sh", "-c", "echo ready; exec sleep 1000").annotation(TYPE, "sandbox"));
  }

  private static Path sub(Subject runsc, String pod, String script) {
    return runsc.bundle(
        one ->
            one.args("/bin/sh", "-c", script)
                .annotation(TYPE, "container")
                .annotation(SANDBOX, pod));
  }

  private static String runningPod(Subject runsc) {
    String pod = runsc.id("pod");
    Answer created = runsc.call("create", "--bundle", pod(runsc), pod);
    assertThat(created).succeededSilently();
    assertThat(runsc.call("start", pod)).succeededSilently();
    created.streams().awaitStdout("ready\n");
    return pod;
  }

  private static Answer startSub(Subject runsc, String pod, String id, String script) {
    assertThat(runsc.call("create", "--bundle", sub(runsc, pod, script), id)).succeededSilently();
    Answer started = runsc.call("start", id);
    assertThat(started).exitsWith(0).hasStderr("");
    return started;
  }

  @Scenario(
      id = "sub.bad-annotations",
      title = "a sub-container without a sandbox id, or of another type, is refused",
      reference = "gVisor runsc/specutils/cri.go, specutils.go")
  void badAnnotations_areRefused(Subject runsc) {
    String c1 = runsc.id("c1");
    Path without = runsc.bundle(one -> one.annotation(TYPE, "container"));
    assertThat(runsc.call("create", "--bundle", without, c1))
        .failedWith("reading spec: spec has container-type of container, but no sandbox ID set");
    Path other = runsc.bundle(one -> one.annotation(TYPE, "other"));
    assertThat(runsc.call("create", "--bundle", other, c1))
        .failedWith("reading spec: unknown container-type");
  }

  @Scenario(
      id = "sub.missing-pod",
      title = "a sub-container of a pod that does not exist is refused",
      reference = REFERENCE)
  void missingPod_isRefused(Subject runsc) {
    String pod = runsc.id("pod");
    String name = pod + "_sandbox:" + pod + ".state";

    assertThat(
            runsc.call("create", "--bundle", sub(runsc, pod, "exec sleep 1000"), runsc.id("sub")))
        .failedWith(
            "creating container: cannot load sandbox: open "
                + runsc.root().resolve(name)
                + ": no such file or directory");
  }

  @Scenario(
      id = "sub.life",
      title = "a sub-container lives in the pod's sandbox, and the pod goes on after it",
      reference = REFERENCE,
      needs = {Capability.RUNS_PROGRAMS, Capability.HOST_PIDS})
  void subContainer_livesInThePod(Subject runsc) {
    String pod = runningPod(runsc);
    String sub = runsc.id("sub");
    startSub(runsc, pod, sub, "exec sleep 1000");

    assertThat(runsc.pid(runsc.call("state", sub))).isEqualTo(runsc.pid(runsc.call("state", pod)));
    assertThat(runsc.call("kill", sub, "KILL")).succeededSilently();
    runsc.awaitStatusOnly(sub, "stopped");
    assertThat(runsc.call("delete", sub)).succeededSilently();

    assertThat(runsc.call("list", "--quiet")).succeededWith(pod + "\n");
    runsc.awaitStatus(pod, "running");
  }

  @Scenario(
      id = "sub.streams-of-start",
      title = "the streams of a sub-container are those of start, not of create",
      level = Level.QUIRK,
      reference = REFERENCE,
      needs = Capability.RUNS_PROGRAMS)
  void streams_areThoseOfStart(Subject runsc) {
    String pod = runningPod(runsc);
    String sub = runsc.id("sub");

    Answer started = startSub(runsc, pod, sub, "echo hello; exec sleep 1000");

    started.streams().awaitStdout("hello\n");
  }

  @Scenario(
      id = "sub.wait-again",
      title = "the exit status of a sub-container is told again and again while the pod lives",
      reference = REFERENCE,
      needs = Capability.RUNS_PROGRAMS)
  void endedSubContainer_tellsItsStatusAgain(Subject runsc) {
    String pod = runningPod(runsc);
    String sub = runsc.id("sub");
    startSub(runsc, pod, sub, "exit 7");
    runsc.awaitStatusOnly(sub, "stopped");
    String status = "{\"id\":\"" + sub + "\",\"exitStatus\":7}\n";

    assertThat(runsc.call("wait", sub)).succeededWith(status);
    assertThat(runsc.call("wait", sub)).succeededWith(status);
    assertThat(runsc.call("kill", sub, "KILL"))
        .failedWith(
            "signaling container \""
                + sub
                + "\": signaling process in container \""
                + sub
                + "\" PID 0: no such process");
    assertThat(runsc.call("kill", "--all", sub, "KILL")).succeededSilently();
  }

  @Scenario(
      id = "sub.ps",
      title = "ps of each container shows its own processes, numbered across the sandbox",
      reference = REFERENCE,
      needs = {Capability.RUNS_PROGRAMS, Capability.PROCESSES_BY_CONTAINER})
  void ps_showsItsOwn(Subject runsc) {
    String pod = runningPod(runsc);
    String sub = runsc.id("sub");
    startSub(runsc, pod, sub, "exec sleep 1000");

    assertThat(runsc.call("ps", "--format=json", pod)).succeededWith("[1]\n");
    assertThat(runsc.call("ps", "--format=json", sub)).succeededWith("[2]\n");
  }

  @Scenario(
      id = "sub.pause",
      title = "a paused sub-container leaves the pod running",
      reference = REFERENCE,
      needs = Capability.RUNS_PROGRAMS)
  void pausedSubContainer_leavesThePodRunning(Subject runsc) {
    String pod = runningPod(runsc);
    String sub = runsc.id("sub");
    startSub(runsc, pod, sub, "exec sleep 1000");

    assertThat(runsc.call("pause", sub)).succeededSilently();
    runsc.awaitStatusOnly(sub, "paused");
    runsc.awaitStatus(pod, "running");
    assertThat(runsc.call("resume", sub)).succeededSilently();
    runsc.awaitStatusOnly(sub, "running");
  }

  @Scenario(
      id = "sub.pod-killed",
      title = "a killed pod takes its sub-containers along; they are deleted in any order",
      reference = REFERENCE,
      needs = Capability.RUNS_PROGRAMS)
  void killedPod_stopsAll(Subject runsc) {
    String pod = runningPod(runsc);
    String sub = runsc.id("sub");
    startSub(runsc, pod, sub, "exec sleep 1000");

    assertThat(runsc.call("kill", pod, "KILL")).succeededSilently();
    runsc.awaitStatus(pod, "stopped");
    runsc.awaitStatusOnly(sub, "stopped");
    assertThat(runsc.call("delete", pod)).succeededSilently();
    assertThat(runsc.call("delete", sub)).succeededSilently();

    assertThat(runsc.call("list", "--format=json")).succeededWith("null\n");
  }

  @Scenario(
      id = "sub.start-before-pod",
      title = "a sub-container started before its pod kills the sandbox",
      level = Level.QUIRK,
      reference = REFERENCE + "; trap 15",
      until = "20251118.0",
      needs = Capability.RUNS_PROGRAMS)
  void subContainerBeforePod_killsTheSandbox(Subject runsc) {
    startBeforePod(runsc);

    runsc.awaitStatus(runsc.id("pod"), "stopped");
  }

  @Scenario(
      id = "sub.start-before-pod-refused",
      title = "a sub-container started before its pod is refused, and both stay created",
      reference = REFERENCE + "; trap 15",
      since = "20251118.0",
      needs = Capability.RUNS_PROGRAMS)
  void subContainerBeforePod_isRefused(Subject runsc) {
    startBeforePod(runsc);

    runsc.awaitStatus(runsc.id("pod"), "created");
    runsc.awaitStatus(runsc.id("sub"), "created");
  }

  private static void startBeforePod(Subject runsc) {
    String pod = runsc.id("pod");
    String sub = runsc.id("sub");
    assertThat(runsc.call("create", "--bundle", pod(runsc), pod)).succeededSilently();
    assertThat(runsc.call("create", "--bundle", sub(runsc, pod, "exec sleep 1000"), sub))
        .succeededSilently();

    runsc.awaitStatus(pod, "created");

    assertThat(runsc.call("start", sub)).exitsWith(128).hasStdout("");
  }
}
