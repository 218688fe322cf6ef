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
import dev.runsc.ErrorKind;
import dev.runsc.conformance.Answer;
import dev.runsc.conformance.Scenario;
import dev.runsc.conformance.Subject;
import dev.runsc.conformance.targets.Capability;
import java.nio.file.Path;
import java.util.Map;

/** The {@code state} command. */
final class StateScenarios {

  private static final String REFERENCE = "OCI runtime-spec 1.0.2, runtime.md, State";

  // tag::missing[]
  @Scenario(
      id = "state.missing",
      title = "a container that does not exist has no state",
      reference = REFERENCE)
  void missingContainer_isNotFound(Subject runsc) {
    assertThat(runsc.call("state", "absent")).failedWith("loading container: file does not exist");
    assertThat(runsc.refused(client -> client.state("absent")).kind())
        .isEqualTo(ErrorKind.NOT_FOUND);
  }

  // end::missing[]

  @Scenario(
      id = "state.layout",
      title = "five keys in the order of the specification, indented by two blanks",
      reference = REFERENCE)
  void createdContainer_fiveKeysInOrder(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.created(c1, "exec sleep 1000");

    Answer state = runsc.call("state", c1);

    assertThat(state).exitsWith(0).hasStderr("");
    assertThat(state.stdout().stripTrailing())
        .matches(
            "\\{\n  \"ociVersion\": \"[^\"]+\",\n  \"id\": \""
                + c1
                + "\",\n  \"status\": \"created\",\n  \"pid\": [1-9][0-9]*,\n  \"bundle\": \""
                + runsc.bundle()
                + "\"\n\\}");
  }

  @Scenario(
      id = "state.annotations",
      title = "annotations are those of the bundle, sorted, with markup characters escaped",
      reference = REFERENCE,
      since = "20220221.0")
  void annotations_areSortedAndEscaped(Subject runsc) {
    String c1 = runsc.id("c1");
    Path bundle =
        runsc.bundle(
            one ->
                one.annotation("org.example.z", "last")
                    .annotation("org.example.a", "<first> & \u00e9"));
    assertThat(runsc.call("create", "--bundle", bundle, c1)).succeededSilently();

    Answer state = runsc.call("state", c1);
    Container container = runsc.ask(client -> client.state(c1));

    assertThat(state.stdout())
        .contains(
            """
              "annotations": {
                "org.example.a": "\\u003cfirst\\u003e \\u0026 \u00e9",
                "org.example.z": "last"
              }
            }""");
    assertThat(container.annotations())
        .isEqualTo(Map.of("org.example.a", "<first> & \u00e9", "org.example.z", "last"));
  }

  @Scenario(
      id = "state.pid-is-the-sandbox",
      title = "the pid is that of a live process of the host until the container stops, then -1",
      reference = REFERENCE,
      needs = {Capability.RUNS_PROGRAMS, Capability.HOST_PIDS})
  void pid_isLiveProcessUntilStopped(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.running(c1);
    long pid = runsc.pid(runsc.call("state", c1));

    assertThat(ProcessHandle.of(pid)).isPresent().get().matches(ProcessHandle::isAlive, "is alive");
    assertThat(runsc.call("kill", c1, "KILL")).succeededSilently();

    assertThat(runsc.pid(runsc.awaitStatus(c1, "stopped"))).isEqualTo(-1);
    runsc.awaitReaped(pid);
  }
}
