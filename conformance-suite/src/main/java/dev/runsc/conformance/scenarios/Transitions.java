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

import static dev.runsc.conformance.scenarios.Transition.GONE;
import static dev.runsc.conformance.scenarios.Transition.UNTOLD;
import static dev.runsc.conformance.scenarios.Transition.WAITS;

import dev.runsc.conformance.ScenarioRow;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The full matrix status x command. A row states what is right; deviations are declared. */
final class Transitions implements Supplier<List<? extends ScenarioRow>> {

  /** The arguments of each command; {@code <id>}, {@code BUNDLE} and {@code DIR} are filled in. */
  static final Map<String, List<String>> COMMANDS =
      Map.ofEntries(
          Map.entry("state", List.of("state", "<id>")),
          Map.entry("list", List.of("list", "--format=json")),
          Map.entry("create", List.of("create", "--bundle=BUNDLE", "<id>")),
          Map.entry("run", List.of("run", "--bundle=BUNDLE", "<id>")),
          Map.entry("start", List.of("start", "<id>")),
          Map.entry("kill", List.of("kill", "<id>", "KILL")),
          Map.entry("kill-all", List.of("kill", "--all", "<id>", "KILL")),
          Map.entry("kill-pid", List.of("kill", "--pid=1", "<id>", "KILL")),
          Map.entry("delete", List.of("delete", "<id>")),
          Map.entry("delete-force", List.of("delete", "--force", "<id>")),
          Map.entry("pause", List.of("pause", "<id>")),
          Map.entry("resume", List.of("resume", "<id>")),
          Map.entry("exec", List.of("exec", "<id>", "/bin/sh", "-c", "exit 7")),
          Map.entry("ps", List.of("ps", "--format=json", "<id>")),
          Map.entry("events", List.of("events", "--stats", "<id>")),
          Map.entry("wait", List.of("wait", "<id>")),
          Map.entry("wait-pid", List.of("wait", "--pid=4242", "<id>")),
          Map.entry("checkpoint", List.of("checkpoint", "--image-path=DIR/image", "<id>")),
          Map.entry(
              "restore", List.of("restore", "--image-path=DIR/image", "--bundle=BUNDLE", "<id>")));

  private static final String EXISTS =
      "creating container: cannot lock container metadata file: container already exists";
  private static final String NOT_STOPPED =
      "cannot delete container that is not stopped without --force flag";
  private static final String STATS =
      "\\{\"type\":\"stats\",\"id\":\"<id>\",\"data\":\\{.*\\}\\}\n";

  private static String state(String status) {
    return "(?s)\\{\n.*\n  \"status\": \"" + status + "\",\n.*\n\\}\n?";
  }

  private static String listed(String status) {
    return "\\[\\{.*\"status\":\"" + status + "\".*\\}\\]\n";
  }

  private static String inState(String before, String status) {
    return before + " container \"<id>\" in state " + status;
  }

  private static final List<Transition> CREATED =
      List.of(
          Transition.of("created", "state").prints(state("created")),
          Transition.of("created", "list").prints(listed("created")),
          Transition.of("created", "create").refused(EXISTS).then(UNTOLD),
          Transition.of("created", "run").refused("running container: " + EXISTS).then(UNTOLD),
          Transition.of("created", "start").then("running"),
          Transition.of("created", "kill").refused(inState("cannot signal", "created")),
          Transition.of("created", "kill-all").refused(inState("cannot signal", "created")),
          Transition.of("created", "kill-pid")
              .refused(
                  "failed to signal pid 1: "
                      + inState("cannot signal a process inside", "created")),
          Transition.of("created", "delete").then(GONE),
          Transition.of("created", "delete-force").then(GONE),
          Transition.of("created", "pause").crashes("invalid state transition: created => paused"),
          Transition.of("created", "resume")
              .refused("resume failed: " + inState("cannot resume", "created")),
          Transition.of("created", "exec")
              .refused(
                  "executing processes for container: executing command \"/bin/sh -c exit 7\" in"
                      + " sandbox: container \"<id>\" not started"),
          Transition.of("created", "ps")
              .refused(
                  "getting processes for container: "
                      + inState("cannot get processes of", "created")),
          Transition.of("created", "events").prints(STATS),
          Transition.of("created", "wait").exits(WAITS),
          Transition.of("created", "wait-pid")
              .refused("waiting on PID 4242 in container \"<id>\": "),
          Transition.of("created", "checkpoint"),
          Transition.of("created", "restore").refused("starting container: ").since("20230327.0"));

  private static final List<Transition> RUNNING =
      List.of(
          Transition.of("running", "state").prints(state("running")),
          Transition.of("running", "list").prints(listed("running")),
          Transition.of("running", "create").refused(EXISTS).then(UNTOLD),
          Transition.of("running", "run").refused("running container: " + EXISTS).then(UNTOLD),
          Transition.of("running", "start")
              .refused("starting container: " + inState("cannot start", "running")),
          Transition.of("running", "kill").then("stopped"),
          Transition.of("running", "kill-all").then("stopped"),
          Transition.of("running", "kill-pid").then("stopped"),
          Transition.of("running", "delete").refused(NOT_STOPPED),
          Transition.of("running", "delete-force").then(GONE),
          Transition.of("running", "pause").then("paused"),
          Transition.of("running", "resume")
              .refused("resume failed: " + inState("cannot resume", "running")),
          Transition.of("running", "exec").exits(7),
          Transition.of("running", "ps").prints("\\[1\\]\n"),
          Transition.of("running", "events").prints(STATS),
          Transition.of("running", "wait").exits(WAITS),
          Transition.of("running", "wait-pid")
              .refused("waiting on PID 4242 in container \"<id>\": "),
          Transition.of("running", "checkpoint").then("stopped"),
          Transition.of("running", "restore")
              .refused("starting container: " + inState("cannot restore", "running"))
              .since("20230327.0"));

  private static final List<Transition> PAUSED =
      List.of(
          Transition.of("paused", "state").prints(state("paused")),
          Transition.of("paused", "list").prints(listed("paused")),
          Transition.of("paused", "create").refused(EXISTS).then(UNTOLD),
          Transition.of("paused", "run").refused("running container: " + EXISTS).then(UNTOLD),
          Transition.of("paused", "start")
              .refused("starting container: " + inState("cannot start", "paused")),
          Transition.of("paused", "kill").refused(inState("cannot signal", "paused")),
          Transition.of("paused", "kill-all").refused(inState("cannot signal", "paused")),
          Transition.of("paused", "kill-pid")
              .refused(
                  "failed to signal pid 1: " + inState("cannot signal a process inside", "paused")),
          Transition.of("paused", "delete").refused(NOT_STOPPED),
          Transition.of("paused", "delete-force").then(GONE),
          Transition.of("paused", "pause")
              .refused("pause failed: " + inState("cannot pause", "paused")),
          Transition.of("paused", "resume").then("running"),
          Transition.of("paused", "exec")
              .refused(
                  "executing processes for container: " + inState("cannot execute in", "paused")),
          Transition.of("paused", "ps").prints("\\[1\\]\n"),
          Transition.of("paused", "events").prints(STATS),
          Transition.of("paused", "wait").exits(WAITS),
          Transition.of("paused", "wait-pid")
              .refused("waiting on PID 4242 in container \"<id>\": "),
          Transition.of("paused", "checkpoint").quirk(),
          Transition.of("paused", "restore")
              .refused("starting container: " + inState("cannot restore", "paused"))
              .since("20230327.0"));

  private static final List<Transition> STOPPED =
      List.of(
          Transition.of("stopped", "state").prints(state("stopped")),
          Transition.of("stopped", "list").prints(listed("stopped")),
          Transition.of("stopped", "create").refused(EXISTS).then(UNTOLD),
          Transition.of("stopped", "run").refused("running container: " + EXISTS).then(UNTOLD),
          Transition.of("stopped", "start")
              .refused("starting container: " + inState("cannot start", "stopped")),
          Transition.of("stopped", "kill").refused("sandbox is not running"),
          Transition.of("stopped", "kill-all").refused("sandbox is not running"),
          Transition.of("stopped", "kill-pid")
              .refused(
                  "failed to signal pid 1: "
                      + inState("cannot signal a process inside", "stopped")),
          Transition.of("stopped", "delete").then(GONE),
          Transition.of("stopped", "delete-force").then(GONE),
          Transition.of("stopped", "pause")
              .refused("pause failed: " + inState("cannot pause", "stopped")),
          Transition.of("stopped", "resume")
              .refused("resume failed: " + inState("cannot resume", "stopped")),
          Transition.of("stopped", "exec")
              .refused(
                  "executing processes for container: " + inState("cannot execute in", "stopped")),
          Transition.of("stopped", "ps").refused("getting processes for container: "),
          Transition.of("stopped", "events").refused(""),
          Transition.of("stopped", "wait")
              .refused(
                  "waiting on container \"<id>\": sandbox no longer running and its exit status is"
                      + " unavailable"),
          Transition.of("stopped", "wait-pid")
              .refused("waiting on PID 4242 in container \"<id>\": sandbox is not running"),
          Transition.of("stopped", "checkpoint")
              .refused("checkpoint failed: " + inState("cannot checkpoint", "stopped")),
          Transition.of("stopped", "restore")
              .refused("starting container: " + inState("cannot restore", "stopped"))
              .since("20230327.0"));

  @Override
  public List<? extends ScenarioRow> get() {
    return List.of(CREATED, RUNNING, PAUSED, STOPPED).stream().flatMap(List::stream).toList();
  }
}
