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
import dev.runsc.conformance.Level;
import dev.runsc.conformance.Scenario;
import dev.runsc.conformance.Subject;
import dev.runsc.conformance.targets.Capability;

/** The {@code start} command. */
final class StartScenarios {

  private static final String REFERENCE = "OCI runtime-spec 1.0.2, runtime.md, Start";

  @Scenario(
      id = "start.missing",
      title = "a container that does not exist cannot be started",
      reference = REFERENCE)
  void missingContainer_isNotFound(Subject runsc) {
    assertThat(runsc.call("start", "absent")).failedWith("loading container: file does not exist");
    assertThat(runsc.refused(client -> client.start("absent")).kind())
        .isEqualTo(ErrorKind.NOT_FOUND);
  }

  @Scenario(
      id = "start.running",
      title = "a running container cannot be started, and runs on",
      reference = REFERENCE,
      needs = Capability.RUNS_PROGRAMS)
  void runningContainer_isRefused(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.running(c1);

    assertThat(runsc.call("start", c1))
        .failedWith("starting container: cannot start container \"" + c1 + "\" in state running");
    assertThat(runsc.refused(client -> client.start(c1)).kind()).isEqualTo(ErrorKind.WRONG_STATE);

    runsc.awaitStatus(c1, "running");
  }

  @Scenario(
      id = "start.stopped",
      title = "a stopped container cannot be started",
      reference = REFERENCE,
      needs = Capability.RUNS_PROGRAMS)
  void stoppedContainer_isRefused(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.stopped(c1);

    assertThat(runsc.call("start", c1))
        .failedWith("starting container: cannot start container \"" + c1 + "\" in state stopped");
    assertThat(runsc.refused(client -> client.start(c1)).kind()).isEqualTo(ErrorKind.WRONG_STATE);
  }

  @Scenario(
      id = "start.program-missing-ends-sandbox",
      title = "a container whose program cannot be started is stopped soon after the attempt",
      level = Level.QUIRK,
      reference = "found by conformance fuzz; about two seconds on 20221219.0 and 20240729.0",
      needs = Capability.RUNS_PROGRAMS)
  void programMissing_endsSandboxSoon(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.call("create", "--bundle", runsc.bundle(bundle -> bundle.args("/no/such/program")), c1);
    runsc.awaitStatus(c1, "created");

    assertThat(runsc.call("start", c1))
        .exitsWith(RUNTIME_FAILURE)
        .hasStderrContaining("failed to load /no/such/program: no such file or directory");

    runsc.awaitStatus(c1, "stopped");
    assertThat(runsc.call("start", c1))
        .failedWith("starting container: cannot start container \"" + c1 + "\" in state stopped");
  }
}
