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
import dev.runsc.conformance.Scenario;
import dev.runsc.conformance.Subject;
import dev.runsc.conformance.targets.Capability;
import java.nio.file.Path;
import java.util.List;

/** What {@code create} makes of a bundle. */
final class BundleScenarios {

  private static final String REFERENCE = "gVisor runsc/specutils/specutils.go, ReadSpec";

  @Scenario(
      id = "bundle.missing",
      title = "a bundle that does not exist is refused, naming the file",
      reference = REFERENCE)
  void missingBundle_isRefused(Subject runsc) {
    String c1 = runsc.id("c1");
    Path bundle = runsc.directory().resolve("missing");

    assertThat(runsc.call("create", "--bundle", bundle, c1))
        .failedWith(
            "reading spec: error opening spec file \""
                + bundle
                + "/config.json\": open "
                + bundle
                + "/config.json: no such file or directory");
    assertThat(runsc.refused(client -> client.create(c1, bundle)).kind())
        .isEqualTo(ErrorKind.INVALID_BUNDLE);
  }

  @Scenario(
      id = "bundle.is-a-file",
      title = "a bundle that is a file is refused",
      reference = REFERENCE)
  void bundleIsFile_isRefused(Subject runsc) {
    String c1 = runsc.id("c1");
    Path file = runsc.bundle().resolve("config.json");

    assertThat(runsc.call("create", "--bundle", file, c1))
        .exitsWith(128)
        .hasStderrContaining("not a directory");
  }

  @Scenario(
      id = "bundle.malformed",
      title = "a config.json that is not JSON is refused, and shown whole",
      reference = REFERENCE)
  void malformedConfig_isRefusedAndShown(Subject runsc) {
    String c1 = runsc.id("c1");
    for (String config : List.of("{ not json", "", "[]", "{\"process\": \"sh\"}", "{} {}")) {
      Path bundle = runsc.bundle(one -> one.verbatim(config));

      assertThat(runsc.call("create", "--bundle", bundle, c1))
          .exitsWith(128)
          .hasStdout("")
          .hasStderrContaining("error unmarshaling spec from file \"" + bundle + "/config.json\"")
          .hasStderrContaining("\n " + config);
    }
    assertThat(runsc.call("list", "--format=json")).succeededWith("null\n");
  }

  @Scenario(
      id = "bundle.no-process",
      title = "a bundle without a process is refused",
      reference = REFERENCE)
  void noProcess_isRefused(Subject runsc) {
    refused(runsc, "{\"process\": null}", "Spec.Process must be defined: ");
  }

  @Scenario(
      id = "bundle.no-args",
      title = "a bundle without arguments is refused",
      reference = REFERENCE)
  void noArgs_isRefused(Subject runsc) {
    refused(runsc, "{\"process\": {\"args\": null}}", "Spec.Process.Arg must be defined: ");
    refused(runsc, "{\"process\": {\"args\": []}}", "Spec.Process.Arg must be defined: ");
  }

  @Scenario(
      id = "bundle.no-root",
      title = "a bundle without a root, or with an empty one, is refused",
      reference = REFERENCE)
  void noRoot_isRefused(Subject runsc) {
    refused(runsc, "{\"root\": null}", "Spec.Root must be defined: ");
    refused(runsc, "{\"root\": {\"path\": \"\"}}", "Spec.Root.Path must be defined: ");
  }

  @Scenario(
      id = "bundle.relative-mount",
      title = "a mount with a relative destination is refused",
      reference = REFERENCE)
  void relativeMountDestination_isRefused(Subject runsc) {
    refused(
        runsc,
        "{\"mounts\": [{\"destination\": \"rel\", \"type\": \"tmpfs\"}]}",
        "Mount.Destination must be an absolute path: ");
  }

  private static void refused(Subject runsc, String patch, String message) {
    String c1 = runsc.id("c1");
    Path bundle = runsc.bundle(one -> one.mergePatch(patch));

    assertThat(runsc.call("create", "--bundle", bundle, c1))
        .exitsWith(128)
        .hasStdout("")
        .hasStderrContaining("reading spec: " + message);
    assertThat(runsc.call("list", "--format=json")).succeededWith("null\n");
  }

  @Scenario(
      id = "bundle.lenient",
      title = "unknown members, an odd version and a missing linux section are accepted",
      reference = REFERENCE,
      needs = Capability.RUNS_PROGRAMS)
  void oddButHarmlessConfig_isAccepted(Subject runsc) {
    String c1 = runsc.id("c1");
    Path bundle =
        runsc.bundle(
            one ->
                one.args("/bin/sh", "-c", "exit 7")
                    .mergePatch(
                        """
                        {"ociVersion": "nonsense", "unknown": true, "linux": null, "mounts": null}
                        """));

    assertThat(runsc.call("run", "--bundle", bundle, c1)).exitsWith(7).hasStdout("").hasStderr("");
  }

  @Scenario(
      id = "bundle.as-given",
      title = "the bundle is recorded as it was given, and a relative one works from its directory",
      reference = "gVisor runsc/cmd/create.go",
      needs = Capability.RUNS_PROGRAMS)
  void relativeBundle_isRecordedAsGiven(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.bundle();
    Path directory = runsc.directory();
    assertThat(runsc.calling("create", "--bundle", "./bundle/", c1).in(directory).answer())
        .succeededSilently();

    Answer state = runsc.call("state", c1);

    assertThat(state.stdout()).contains("  \"bundle\": \"./bundle/\"\n");
    assertThat(runsc.calling("start", c1).in(directory).answer()).succeededSilently();
    runsc.awaitStatus(c1, "running");
  }

  @Scenario(
      id = "bundle.default-is-working-directory",
      title = "without --bundle, the bundle is the working directory",
      reference = "gVisor runsc/cmd/create.go, getwd")
  void noBundleFlag_isWorkingDirectory(Subject runsc) {
    String c1 = runsc.id("c1");
    Path bundle = runsc.bundle();

    assertThat(runsc.calling("create", c1).in(bundle).answer()).succeededSilently();

    assertThat(runsc.call("state", c1).stdout()).contains("  \"bundle\": \"" + bundle + "\"");
  }

  @Scenario(
      id = "bundle.missing-program",
      title = "a program that does not exist is noticed by start, and the container stays created",
      reference = "gVisor runsc/boot/loader.go",
      needs = Capability.RUNS_PROGRAMS)
  void missingProgram_failsStart(Subject runsc) {
    String c1 = runsc.id("c1");
    Path bundle = runsc.bundle(one -> one.args("/no/such/program"));
    assertThat(runsc.call("create", "--bundle", bundle, c1)).succeededSilently();

    assertThat(runsc.call("start", c1))
        .failedWith(
            "starting container: starting root container: starting sandbox: creating process:"
                + " failed to load /no/such/program: no such file or directory");

    runsc.awaitStatus(c1, "created");
    assertThat(runsc.call("delete", c1)).succeededSilently();
  }

  @Scenario(
      id = "bundle.missing-program-by-client",
      title = "the client tells a program that does not exist apart from other failures",
      reference = "gVisor runsc/boot/loader.go",
      needs = Capability.RUNS_PROGRAMS)
  void missingProgramByClient_isNotStartable(Subject runsc) {
    String c1 = runsc.id("c1");
    Path bundle = runsc.bundle(one -> one.args("/no/such/program"));
    runsc.tell(client -> client.create(c1, bundle));

    assertThat(runsc.refused(client -> client.start(c1)).kind())
        .isEqualTo(ErrorKind.PROGRAM_NOT_STARTABLE);
  }
}
