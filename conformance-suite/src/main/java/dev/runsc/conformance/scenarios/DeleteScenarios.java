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

import dev.runsc.DeleteOptions;
import dev.runsc.ErrorKind;
import dev.runsc.conformance.Level;
import dev.runsc.conformance.Scenario;
import dev.runsc.conformance.Subject;
import dev.runsc.conformance.targets.Capability;

/** The {@code delete} command. */
final class DeleteScenarios {

  private static final String REFERENCE = "gVisor runsc/cmd/delete.go";
  private static final String GONE = "loading container: file does not exist";

  @Scenario(
      id = "delete.missing",
      title = "a container that does not exist cannot be deleted",
      reference = REFERENCE)
  void missingContainer_isNotFound(Subject runsc) {
    assertThat(runsc.call("delete", "absent"))
        .failedWith("loading container \"absent\": file does not exist");
    assertThat(runsc.refused(client -> client.delete("absent")).kind())
        .isEqualTo(ErrorKind.NOT_FOUND);
  }

  @Scenario(
      id = "delete.missing-by-force",
      title = "a container that does not exist is deleted by force without a word",
      reference = REFERENCE)
  void missingContainerByForce_succeeds(Subject runsc) {
    assertThat(runsc.call("delete", "--force", "absent")).succeededSilently();
    runsc.tell(client -> client.delete("absent", DeleteOptions.builder().force(true).build()));
  }

  @Scenario(
      id = "delete.created",
      title = "a created container is deleted without force",
      reference = "OCI runtime-spec 1.0.2, runtime.md, Delete")
  void createdContainer_isDeleted(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.created(c1, "exec sleep 1000");

    assertThat(runsc.call("delete", c1)).succeededSilently();

    assertThat(runsc.call("state", c1)).failedWith(GONE);
  }

  @Scenario(
      id = "delete.running",
      title = "a running container is deleted only by force",
      reference = "OCI runtime-spec 1.0.2, runtime.md, Delete",
      needs = Capability.RUNS_PROGRAMS)
  void runningContainer_isDeletedByForceOnly(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.running(c1);

    assertThat(runsc.call("delete", c1))
        .failedWith("cannot delete container that is not stopped without --force flag");
    assertThat(runsc.refused(client -> client.delete(c1)).kind()).isEqualTo(ErrorKind.WRONG_STATE);
    runsc.awaitStatus(c1, "running");
    assertThat(runsc.call("delete", "--force", c1)).succeededSilently();

    assertThat(runsc.call("state", c1)).failedWith(GONE);
  }

  @Scenario(
      id = "delete.stopped",
      title = "a stopped container is deleted without force",
      reference = "OCI runtime-spec 1.0.2, runtime.md, Delete",
      needs = Capability.RUNS_PROGRAMS)
  void stoppedContainer_isDeleted(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.stopped(c1);

    assertThat(runsc.call("delete", c1)).succeededSilently();

    assertThat(runsc.call("state", c1)).failedWith(GONE);
  }

  @Scenario(
      id = "delete.several",
      title = "several are deleted in order, up to the first that fails",
      reference = REFERENCE)
  void severalWithMissing_stopsThere(Subject runsc) {
    String one = runsc.id("one");
    String two = runsc.id("two");
    runsc.created(one, "exec sleep 1000");
    runsc.created(two, "exec sleep 1000");

    assertThat(runsc.call("delete", one, "absent", two))
        .exitsWith(128)
        .hasStdout("")
        .hasStderr("loading container \"absent\": file does not exist\n");

    assertThat(runsc.call("list", "--quiet")).succeededWith(two + "\n");
  }

  @Scenario(
      id = "delete.several-by-force",
      title = "by force, the first missing one ends the command with success, the rest untouched",
      level = Level.QUIRK,
      reference = REFERENCE + "; Q3; trap 10")
  void severalByForceWithMissing_stopsThereWithSuccess(Subject runsc) {
    String one = runsc.id("one");
    String two = runsc.id("two");
    runsc.created(one, "exec sleep 1000");
    runsc.created(two, "exec sleep 1000");

    assertThat(runsc.call("delete", "--force", one, "absent", two)).succeededSilently();

    assertThat(runsc.call("list", "--quiet")).succeededWith(two + "\n");
  }

  @Scenario(
      id = "delete.flag-after-id",
      title = "a flag after an id is taken for another id",
      level = Level.QUIRK,
      reference = "Go package flag: parsing stops before the first non-flag argument")
  void flagAfterId_isTakenForId(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.created(c1, "exec sleep 1000");

    assertThat(runsc.call("delete", c1, "--force"))
        .exitsWith(128)
        .hasStdout("")
        .hasStderr("loading container \"--force\": file does not exist\n");

    assertThat(runsc.call("list", "--quiet")).succeededWith("");
  }
}
