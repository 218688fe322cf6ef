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
import dev.runsc.Signal;
import dev.runsc.conformance.Answer;
import dev.runsc.conformance.Scenario;
import dev.runsc.conformance.Subject;
import dev.runsc.conformance.targets.Capability;

/** The {@code kill} command. */
final class KillScenarios {

  private static final String REFERENCE = "gVisor runsc/cmd/kill.go";

  @Scenario(
      id = "kill.missing",
      title = "a container that does not exist cannot be killed",
      reference = REFERENCE)
  void missingContainer_isNotFound(Subject runsc) {
    assertThat(runsc.call("kill", "absent", "KILL"))
        .failedWith("loading container: file does not exist");
    assertThat(runsc.refused(client -> client.kill("absent", Signal.KILL)).kind())
        .isEqualTo(ErrorKind.NOT_FOUND);
  }

  @Scenario(
      id = "kill.created",
      title = "a created container cannot be killed",
      reference = REFERENCE + "; google/gvisor#14533; Q4; trap 9")
  void createdContainer_isRefused(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.created(c1, "exec sleep 1000");

    assertThat(runsc.call("kill", c1, "KILL"))
        .failedWith("cannot signal container \"" + c1 + "\" in state created");
    assertThat(runsc.refused(client -> client.kill(c1, Signal.KILL)).kind())
        .isEqualTo(ErrorKind.WRONG_STATE);

    runsc.awaitStatus(c1, "created");
  }

  @Scenario(
      id = "kill.stopped",
      title = "a stopped container cannot be killed",
      reference = REFERENCE,
      needs = Capability.RUNS_PROGRAMS)
  void stoppedContainer_isRefused(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.stopped(c1);

    assertThat(runsc.call("kill", c1, "KILL")).failedWith("sandbox is not running");
    assertThat(runsc.refused(client -> client.kill(c1, Signal.KILL)).kind())
        .isEqualTo(ErrorKind.WRONG_STATE);
  }

  @Scenario(
      id = "kill.default-is-term",
      title = "without a signal, or with an empty one, it is TERM",
      reference = REFERENCE,
      needs = Capability.RUNS_PROGRAMS)
  void noSignal_isTerm(Subject runsc) {
    String c1 = runsc.id("c1");
    Answer created = runsc.started(c1, Programs.tellingSignals("TERM"));
    created.streams().awaitStdout("ready\n");

    assertThat(runsc.call("kill", c1)).succeededSilently();
    created.streams().awaitStdout("ready\nTERM\n");
    assertThat(runsc.call("kill", c1, "")).succeededSilently();
    created.streams().awaitStdout("ready\nTERM\nTERM\n");

    runsc.awaitStatus(c1, "running");
  }

  @Scenario(
      id = "kill.names-and-numbers",
      title = "a signal is a name in any case, with or without SIG, or a number",
      reference = REFERENCE,
      needs = Capability.RUNS_PROGRAMS)
  void nameOrNumber_isThatSignal(Subject runsc) {
    String c1 = runsc.id("c1");
    Answer created = runsc.started(c1, Programs.tellingSignals("HUP", "USR1", "USR2"));
    created.streams().awaitStdout("ready\n");
    StringBuilder expected = new StringBuilder("ready\n");
    String[][] signals = {
      {"USR1", "USR1"}, {"SIGUSR2", "USR2"}, {"sighup", "HUP"}, {"10", "USR1"}, {"012", "USR2"}
    };

    for (String[] signal : signals) {
      assertThat(runsc.call("kill", c1, signal[0])).succeededSilently();
      expected.append(signal[1]).append('\n');
      created.streams().awaitStdout(expected.toString());
    }
    runsc.tell(client -> client.kill(c1, Signal.HUP));
    created.streams().awaitStdout(expected + "HUP\n");
  }

  @Scenario(
      id = "kill.invalid-signal",
      title = "what is no signal is refused, and the container runs on",
      reference = REFERENCE,
      needs = Capability.RUNS_PROGRAMS)
  void noSuchSignal_isRefused(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.running(c1);

    for (String signal : new String[] {"NOSUCH", "0", "-1", "65", "RTMIN", " TERM", "SIGSIGTERM"}) {
      assertThat(runsc.call("kill", c1, signal)).failedWith("unknown signal \"" + signal + "\"");
    }
    runsc.awaitStatus(c1, "running");
  }

  @Scenario(
      id = "kill.unhandled",
      title = "a signal that the program does not handle ends it, though it is process 1",
      reference = REFERENCE,
      needs = Capability.RUNS_PROGRAMS)
  void unhandledSignal_endsProgram(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.running(c1);

    runsc.tell(client -> client.kill(c1, Signal.USR1));

    runsc.awaitStatus(c1, "stopped");
  }

  @Scenario(
      id = "kill.all",
      title = "--all reaches every process of the container",
      reference = REFERENCE,
      needs = Capability.RUNS_PROGRAMS)
  void all_reachesEveryProcess(Subject runsc) {
    String c1 = runsc.id("c1");
    Answer created =
        runsc.started(
            c1,
            // The parent speaks after the child, so that the order is the same each time.
            "trap 'wait $child; echo parent' USR1; "
                + "(trap 'echo child; exit' USR1; sleep 1000 & echo up; wait) & child=$!; "
                + "while :; do wait; done");
    created.streams().awaitStdout("up\n");

    assertThat(runsc.call("kill", "--all", c1, "USR1")).succeededSilently();

    created.streams().awaitStdout("child\n");
    created.streams().awaitStdout("parent\n");
  }
}
