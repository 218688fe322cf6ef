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

import dev.runsc.ConsoleSocket;
import dev.runsc.CreateOptions;
import dev.runsc.Terminal;
import dev.runsc.conformance.Answer;
import dev.runsc.conformance.Level;
import dev.runsc.conformance.Scenario;
import dev.runsc.conformance.Subject;
import dev.runsc.conformance.targets.Capability;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** Programs with a terminal. */
final class ConsoleScenarios {

  private static final String REFERENCE = "gVisor runsc/console/console.go; runc tty.bats";

  private static Path terminal(Subject runsc, String script) {
    return runsc.bundle(one -> one.args("/bin/sh", "-c", script).terminal(true));
  }

  @Scenario(
      id = "console.socket",
      title = "the master of a terminal is sent to the console socket, and speaks CR LF",
      reference = REFERENCE,
      needs = {Capability.RUNS_PROGRAMS, Capability.CONSOLES})
  void consoleSocket_getsTheMaster(Subject runsc) throws IOException {
    String c1 = runsc.id("c1");
    Path bundle = terminal(runsc, "echo hello; exec sleep 1000");
    try (ConsoleSocket socket = ConsoleSocket.open()) {
      runsc.tell(
          client ->
              client.create(
                  c1, bundle, CreateOptions.builder().consoleSocket(socket.path()).build()));
      try (Terminal terminal = socket.receive(Duration.ofSeconds(10))) {
        assertThat(runsc.call("start", c1)).succeededSilently();
        byte[] read = terminal.input().readNBytes(7);
        assertThat(new String(read, StandardCharsets.UTF_8)).isEqualTo("hello\r\n");
      }
      assertThat(runsc.call("delete", "--force", c1)).succeededSilently();
    }
  }

  @Scenario(
      id = "console.no-listener",
      title = "a console socket that nobody listens on fails the create, and leaves nothing",
      reference = REFERENCE,
      needs = Capability.CONSOLES)
  void nobodyListens_isRefused(Subject runsc) {
    String c1 = runsc.id("c1");
    Path socket = runsc.directory().resolve("sock");

    assertThat(
            runsc.call(
                "create",
                "--bundle",
                terminal(runsc, "exec sleep 1000"),
                "--console-socket",
                socket,
                c1))
        .exitsWith(128)
        .hasStdout("")
        .hasStderrContaining(
            "dialing socket \"" + socket + "\": dial unix " + socket + ": connect: ");
    assertThat(runsc.call("list", "--format=json")).succeededWith("null\n");
  }

  @Scenario(
      id = "console.without-terminal",
      title = "without a terminal in the bundle the console socket is not looked at",
      level = Level.QUIRK,
      reference = REFERENCE,
      needs = {Capability.RUNS_PROGRAMS, Capability.CONSOLES})
  void noTerminal_socketIsNotLookedAt(Subject runsc) {
    String c1 = runsc.id("c1");
    Path bundle = runsc.bundle("echo plain; exec sleep 1000");
    Answer created =
        runsc.call(
            "create",
            "--bundle",
            bundle,
            "--console-socket",
            runsc.directory().resolve("sock"),
            c1);
    assertThat(created).succeededSilently();

    assertThat(runsc.call("start", c1)).succeededSilently();

    created.streams().awaitStdout("plain\n");
  }

  @Scenario(
      id = "console.terminal-without-socket",
      title = "a terminal without a console socket joins the three streams to one of those of run",
      level = Level.QUIRK,
      reference = REFERENCE + "; trap 8",
      needs = {Capability.RUNS_PROGRAMS, Capability.CONSOLES})
  void terminalWithoutSocket_joinsTheStreams(Subject runsc) {
    Path bundle =
        terminal(
            runsc,
            "cd /proc/self/fd; a=$(stat -L -c %d.%i 0); b=$(stat -L -c %d.%i 2); [ \"$a\" = \"$b\" ] &&"
                + " exit 7; exit 8");

    assertThat(runsc.calling("run", "--bundle", bundle, runsc.id("c1")).unrecorded().answer())
        .exitsWith(7);
  }
}
