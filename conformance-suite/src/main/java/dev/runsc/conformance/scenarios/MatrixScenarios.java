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
import dev.runsc.conformance.Pending;
import dev.runsc.conformance.ScenarioTable;
import dev.runsc.conformance.Subject;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Every command on a container in every status; the rows are {@link Transitions}. */
final class MatrixScenarios {

  private static final Duration A_WHILE = Duration.ofMillis(500);

  @ScenarioTable(Transitions.class)
  void command_doesWhatTheStatusAllows(Subject runsc, Transition row) {
    String id = runsc.id("c1");
    arrange(runsc, id, row.status());
    if (row.then().equals(Transition.UNTOLD)) {
      // The container is lost by releases that are known for it, and its sandbox with it.
      killSandboxAtEnd(runsc, id);
    }
    Object[] command = command(runsc, id, row);

    if (row.exit() == Transition.WAITS) {
      waits(runsc, id, command);
      return;
    }
    assertAnswer(runsc, id, runsc.call(command), row);
    assertAfter(runsc, id, row);
  }

  private static void arrange(Subject runsc, String id, String status) {
    switch (status) {
      case "created" -> runsc.created(id, "exec sleep 1000");
      case "running" -> runsc.running(id);
      case "paused" -> runsc.paused(id);
      default -> runsc.stopped(id);
    }
  }

  private static void killSandboxAtEnd(Subject runsc, String id) {
    long pid = runsc.pid(runsc.call("state", id));
    if (pid > 0) {
      runsc.killAtEnd(pid);
    }
  }

  private static Object[] command(Subject runsc, String id, Transition row) {
    return Objects.requireNonNull(Transitions.COMMANDS.get(row.command())).stream()
        .map(
            argument ->
                argument.equals("<id>")
                    ? id
                    : argument
                        .replace("BUNDLE", runsc.bundle().toString())
                        .replace("DIR", runsc.directory().toString()))
        .toArray();
  }

  private static void waits(Subject runsc, String id, Object... command) {
    Pending waiter = runsc.begin(command).lasts(A_WHILE);

    runsc.call("delete", "--force", id);

    assertThat(waiter.answer())
        .failedWith(
            "waiting on container \""
                + id
                + "\": sandbox no longer running and its exit status is unavailable");
  }

  private static void assertAnswer(Subject runsc, String id, Answer answer, Transition row) {
    assertThat(answer).exitsWith(row.exit());
    assertThat(answer.stdout()).as(answer.toString()).matches(row.stdout().replace("<id>", id));
    String message = runsc.wording(row.stderr().replace("<id>", id));
    if (message.isEmpty()) {
      assertThat(answer).hasStderr("");
    } else {
      assertThat(answer.stderr()).as(answer.toString()).startsWith(message).endsWith("\n");
    }
  }

  private static void assertAfter(Subject runsc, String id, Transition row) {
    switch (row.then()) {
      case Transition.UNTOLD -> {}
      case Transition.GONE ->
          assertThat(runsc.call("state", id)).failedWith("loading container: file does not exist");
      default -> runsc.awaitStatus(id, row.then());
    }
    if (List.of("kill", "kill-all", "kill-pid").contains(row.command())
        && row.then().equals("stopped")) {
      assertThat(runsc.call("delete", id)).succeededSilently();
    }
  }
}
