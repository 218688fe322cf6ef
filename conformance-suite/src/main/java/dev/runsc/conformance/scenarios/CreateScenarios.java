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

import dev.runsc.CreateOptions;
import dev.runsc.ErrorKind;
import dev.runsc.conformance.Answer;
import dev.runsc.conformance.Scenario;
import dev.runsc.conformance.Subject;
import dev.runsc.conformance.targets.Capability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The {@code create} command; its bundles are in {@link BundleScenarios}. */
final class CreateScenarios {

  private static final String REFERENCE = "gVisor runsc/cmd/create.go";
  private static final String EXISTS =
      "creating container: cannot lock container metadata file: container already exists";

  @Scenario(
      id = "create.pid-file-bytes",
      title = "the pid file holds the decimal pid of state and no newline, readable by all",
      reference = REFERENCE + "; google/gvisor#11851")
  void pidFile_isTheBarePid(Subject runsc) throws IOException {
    String c1 = runsc.id("c1");
    Path file = runsc.directory().resolve("pid");
    Files.writeString(file, "an older and much longer content");

    assertThat(runsc.call("create", "--bundle", runsc.bundle(), "--pid-file", file, c1))
        .succeededSilently();

    long pid = runsc.pid(runsc.call("state", c1));
    assertThat(file).hasContent(Long.toString(pid));
    assertThat(Files.size(file)).isEqualTo(Long.toString(pid).length());
    assertThat(runsc.call("delete", c1)).succeededSilently();
    assertThat(file).as("the pid file after delete").exists();
  }

  @Scenario(
      id = "create.pid-file-mode",
      title = "a new pid file is readable by all",
      reference = REFERENCE)
  void newPidFile_isReadableByAll(Subject runsc) throws IOException {
    String c1 = runsc.id("c1");
    Path file = runsc.directory().resolve("pid");

    runsc.tell(
        client -> client.create(c1, runsc.bundle(), CreateOptions.builder().pidFile(file).build()));

    assertThat(file).exists();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r--r--");
  }

  @Scenario(
      id = "create.pid-file-unwritable",
      title = "a pid file that cannot be written fails the create, and leaves no container",
      reference = REFERENCE)
  void unwritablePidFile_leavesNoContainer(Subject runsc) {
    String c1 = runsc.id("c1");
    Path file = runsc.directory().resolve("missing").resolve("pid");

    Answer created = runsc.call("create", "--bundle", runsc.bundle(), "--pid-file", file, c1);

    assertThat(created).exitsWith(128).hasStdout("").hasStderrContaining("error writing PID file");
    assertThat(runsc.call("list", "--format=json")).succeededWith("null\n");
  }

  @Scenario(
      id = "create.duplicate-id",
      title = "an id in use is refused",
      reference = "OCI runtime-spec 1.0.2, runtime.md, Create")
  void idInUse_isRefused(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.created(c1, "exec sleep 1000");
    runsc.killAtEnd(runsc.pid(runsc.call("state", c1)));

    assertThat(runsc.call("create", "--bundle", runsc.bundle(), c1)).failedWith(EXISTS);
  }

  @Scenario(
      id = "create.duplicate-id-by-client",
      title = "the client tells an id in use apart from other failures",
      reference = "OCI runtime-spec 1.0.2, runtime.md, Create")
  void idInUseByClient_isExists(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.created(c1, "exec sleep 1000");
    runsc.killAtEnd(runsc.pid(runsc.call("state", c1)));

    assertThat(runsc.refused(client -> client.create(c1, runsc.bundle())).kind())
        .isEqualTo(ErrorKind.EXISTS);
  }

  @Scenario(
      id = "create.duplicate-id-keeps-the-first",
      title = "a refused create leaves the container that has the id as it was",
      reference = "OCI runtime-spec 1.0.2, runtime.md, Create: MUST NOT change",
      needs = Capability.RUNS_PROGRAMS)
  void idInUse_firstContainerStays(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.running(c1);
    runsc.killAtEnd(runsc.pid(runsc.call("state", c1)));

    assertThat(runsc.call("create", "--bundle", runsc.bundle(), c1)).failedWith(EXISTS);

    Answer state = runsc.call("state", c1);
    assertThat(state.exit()).as("the first container is lost:\n%s", state).isZero();
    assertThat(state.stdout()).contains("\"status\": \"running\"");
    assertThat(runsc.call("kill", c1, "KILL")).succeededSilently();
    runsc.awaitStatus(c1, "stopped");
    assertThat(runsc.call("delete", c1)).succeededSilently();
  }

  @Scenario(
      id = "create.invalid-id",
      title = "an id of other characters than letters, digits and _+-. is refused",
      reference = "gVisor runsc/container/container.go, validateID")
  void invalidId_isRefused(Subject runsc) {
    for (String id : new String[] {"a/b", "a b", "", "a:b", "\u00e9", "*", "../c1"}) {
      assertThat(runsc.call("create", "--bundle", runsc.bundle(), id))
          .failedWith("creating container: invalid container id: " + id);
    }
    assertThat(runsc.refused(client -> client.create("a:b", runsc.bundle())).kind())
        .isEqualTo(ErrorKind.INVALID_ID);
    assertThat(runsc.call("list", "--format=json")).succeededWith("null\n");
  }

  @Scenario(
      id = "create.odd-valid-ids",
      title = "a long id, one that ends with a dot, with plus and underscore is accepted",
      reference = "gVisor runsc/container/container.go, validateID")
  void oddButValidId_isAccepted(Subject runsc) {
    for (String odd : new String[] {"x".repeat(50), ".", "+_.-0"}) {
      String id = runsc.id(odd);
      assertThat(runsc.call("create", "--bundle", runsc.bundle(), id)).succeededSilently();
      assertThat(runsc.call("delete", id)).succeededSilently();
    }
  }

  @Scenario(
      id = "create.too-long-id",
      title = "an id too long for its files' names fails, and leaves nothing",
      reference = "gVisor runsc/container/state_file.go")
  void idTooLongForFiles_fails(Subject runsc) {
    Answer created = runsc.call("create", "--bundle", runsc.bundle(), runsc.id("x".repeat(140)));

    assertThat(created).exitsWith(128).hasStderrContaining("file name too long");
    assertThat(runsc.call("list", "--format=json")).succeededWith("null\n");
  }

  @Scenario(
      id = "create.streams",
      title = "the container's streams are those of create, and start has none of them",
      reference = "OCI runtime-spec 1.0.2, glossary, runtime; gVisor runsc/sandbox/sandbox.go",
      needs = Capability.RUNS_PROGRAMS)
  void streams_areThoseOfCreate(Subject runsc) {
    String c1 = runsc.id("c1");
    Path bundle = runsc.bundle("read -r line; echo \"out $line\"; echo err >&2");
    Answer created = runsc.calling("create", "--bundle", bundle, c1).withStdin("in\n").answer();
    assertThat(created).succeededSilently();

    assertThat(runsc.calling("start", c1).withStdin("not this\n").answer()).succeededSilently();

    runsc.awaitStatus(c1, "stopped");
    runsc.note("standard output of create", created.streams().stdoutText());
    runsc.note("standard error of create", created.streams().stderrText());
    assertThat(created.streams().stdoutText()).isEqualTo("out in\n");
    assertThat(created.streams().stderrText()).isEqualTo("err\n");
  }
}
