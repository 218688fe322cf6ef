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
import dev.runsc.conformance.Level;
import dev.runsc.conformance.Pending;
import dev.runsc.conformance.Scenario;
import dev.runsc.conformance.Subject;
import dev.runsc.conformance.targets.Capability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The hooks of a bundle. */
final class HookScenarios {

  private static final String REFERENCE = "OCI runtime-spec 1.0.2, config.md, POSIX-platform Hooks";

  /** A hook that is a shell script; what it is told stands in a file. */
  private static String hook(String script) {
    return "[{\"path\": \"/bin/sh\", \"args\": [\"sh\", \"-c\", \"" + script + "\"]}]";
  }

  private static Path withHooks(Subject runsc, String hooks) {
    return runsc.bundle(
        one ->
            one.args("/bin/sh", "-c", "echo ready; exec sleep 1000")
                .mergePatch("{\"hooks\": {" + hooks + "}}"));
  }

  private static String noting(Subject runsc, String name) {
    Path file = runsc.directory().resolve("hooks");
    return "\""
        + name
        + "\": "
        + hook("echo " + name + " >>" + file + "; cat >>" + file + "; echo >>" + file);
  }

  @Scenario(
      id = "hook.order-and-state",
      title = "prestart, createRuntime, poststart and poststop run in turn, each with the state",
      reference = REFERENCE,
      until = "20260520.0",
      needs = {Capability.RUNS_PROGRAMS, Capability.HOOKS})
  void hooks_runInTurnWithTheState(Subject runsc) throws IOException {
    String c1 = runsc.id("c1");
    Path bundle =
        withHooks(
            runsc,
            String.join(
                ", ",
                noting(runsc, "prestart"),
                noting(runsc, "createRuntime"),
                noting(runsc, "createContainer"),
                noting(runsc, "startContainer"),
                noting(runsc, "poststart"),
                noting(runsc, "poststop")));
    Path told = runsc.directory().resolve("hooks");

    assertThat(runsc.call("create", "--bundle", bundle, c1)).succeededSilently();
    assertThat(Files.readString(told)).startsWith("prestart\n{").contains("\ncreateRuntime\n{");
    assertThat(runsc.call("start", c1)).succeededSilently();
    assertThat(runsc.call("kill", c1, "KILL")).succeededSilently();
    runsc.awaitStatus(c1, "stopped");
    assertThat(runsc.call("delete", c1)).succeededSilently();

    String all = Files.readString(told);
    runsc.note("what the hooks were told", all);
    assertThat(all.lines().filter(line -> !line.startsWith("{")))
        .containsExactly("prestart", "createRuntime", "poststart", "poststop");
    assertThat(all).endsWith("\"status\":\"stopped\",\"pid\":-1,\"bundle\":\"" + bundle + "\"}\n");
  }

  @Scenario(
      id = "hook.failure",
      title = "a createRuntime hook that fails undoes the create, and its output is told",
      reference = REFERENCE)
  void failingHook_undoesTheCreate(Subject runsc) {
    String c1 = runsc.id("c1");
    Path bundle = withHooks(runsc, "\"createRuntime\": " + hook("echo out; echo err >&2; exit 3"));

    assertThat(runsc.call("create", "--bundle", bundle, c1))
        .failedWith(
            "creating container: failure executing hook \"/bin/sh\", err: exit status 3\nstdout:"
                + " out\n\nstderr: err\n");
    assertThat(runsc.call("list", "--format=json")).succeededWith("null\n");
    assertThat(runsc.refused(client -> client.create(c1, bundle)).kind())
        .isEqualTo(ErrorKind.HOOK_FAILED);
  }

  @Scenario(
      id = "hook.prestart-failure",
      title = "a prestart hook that fails undoes the create",
      reference = REFERENCE)
  void failingPrestartHook_undoesTheCreate(Subject runsc) {
    String c1 = runsc.id("c1");
    Path bundle = withHooks(runsc, "\"prestart\": " + hook("exit 4"));

    assertThat(runsc.call("create", "--bundle", bundle, c1))
        .failedWith(
            "creating container: failure executing hook \"/bin/sh\", err: exit status 4\nstdout:"
                + " \nstderr: ");
    assertThat(runsc.call("list", "--format=json")).succeededWith("null\n");
  }

  @Scenario(
      id = "hook.missing-executable",
      title = "a hook that does not exist, or has a relative path, is refused",
      reference = REFERENCE)
  void missingExecutable_isRefused(Subject runsc) {
    String c1 = runsc.id("c1");
    Path missing = withHooks(runsc, "\"createRuntime\": [{\"path\": \"/no/such/hook\"}]");
    assertThat(runsc.call("create", "--bundle", missing, c1))
        .failedWith("creating container: fork/exec /no/such/hook: no such file or directory");

    Path relative = withHooks(runsc, "\"createRuntime\": [{\"path\": \"hook.sh\"}]");
    assertThat(runsc.call("create", "--bundle", relative, c1))
        .failedWith("creating container: path for hook is not absolute: \"hook.sh\"");
    assertThat(runsc.call("list", "--format=json")).succeededWith("null\n");
  }

  @Scenario(
      id = "hook.timeout",
      title = "a hook that takes longer than its timeout undoes the create",
      reference = REFERENCE)
  void slowHook_undoesTheCreate(Subject runsc) {
    String c1 = runsc.id("c1");
    Path bundle =
        withHooks(
            runsc,
            "\"createRuntime\": [{\"path\": \"/bin/sleep\", \"args\": [\"sleep\", \"1000\"],"
                + " \"timeout\": 1}]");

    assertThat(runsc.call("create", "--bundle", bundle, c1))
        .failedWith(
            "creating container: timeout executing hook \"/bin/sleep\"\nstdout: \nstderr: ");
    assertThat(runsc.call("list", "--format=json")).succeededWith("null\n");
  }

  @Scenario(
      id = "hook.poststart-failure",
      title = "failures of poststart and poststop hooks are passed over",
      reference = REFERENCE,
      needs = Capability.RUNS_PROGRAMS)
  void failingPoststartHook_isPassedOver(Subject runsc) {
    String c1 = runsc.id("c1");
    Path bundle =
        withHooks(runsc, "\"poststart\": " + hook("exit 1") + ", \"poststop\": " + hook("exit 1"));
    assertThat(runsc.call("create", "--bundle", bundle, c1)).succeededSilently();

    assertThat(runsc.call("start", c1)).succeededSilently();
    runsc.awaitStatus(c1, "running");
    assertThat(runsc.call("delete", "--force", c1)).succeededSilently();

    assertThat(runsc.call("list", "--format=json")).succeededWith("null\n");
  }

  @Scenario(
      id = "hook.state-waits",
      title = "state waits until the hooks of create are done",
      level = Level.OPTIONAL,
      reference = "gVisor runsc/container/container.go, New: the lock is held",
      needs = {Capability.WAITS_FOR_CREATE, Capability.HOOKS})
  void stateDuringHook_waits(Subject runsc) {
    String c1 = runsc.id("c1");
    Path flag = runsc.directory().resolve("go");
    Path bundle =
        withHooks(
            runsc,
            "\"createRuntime\": "
                + hook("touch " + flag + ".up; while [ ! -e " + flag + " ]; do sleep 0.05; done"));
    Pending create = runsc.begin("create", "--bundle", bundle, c1);
    runsc.await(() -> Files.exists(Path.of(flag + ".up")), "the hook runs");
    Pending state = runsc.begin("state", c1).lasts(Duration.ofMillis(300));

    runsc.touch(flag);

    assertThat(create.answer()).succeededSilently();
    assertThat(state.answer()).exitsWith(0).hasStderr("");
    assertThat(state.answer().stdout()).contains("\"status\": \"created\"");
  }

  @Scenario(
      id = "hook.create-killed",
      title = "runsc killed in the middle of a create leaves nothing that a forced delete leaves",
      reference = "gVisor runsc/container/container.go, New",
      needs = Capability.HOST_PIDS)
  void createIsKilled_forcedDeleteCleansUp(Subject runsc) {
    String c1 = runsc.id("c1");
    Path up = runsc.directory().resolve("up");
    Path bundle =
        withHooks(runsc, "\"createRuntime\": " + hook("touch " + up + "; exec sleep 1000"));
    Pending create = runsc.calling("create", "--bundle", bundle, c1).unrecorded().begin();
    runsc.await(() -> Files.exists(up), "the hook runs");

    create.destroyForcibly();

    assertThat(create.answer()).exitsWith(137);
    runsc.killAtEnd("sleep 1000");
    assertThat(runsc.call("delete", "--force", c1)).succeededSilently();
    assertThat(runsc.call("list", "--format=json")).succeededWith("null\n");
  }
}
