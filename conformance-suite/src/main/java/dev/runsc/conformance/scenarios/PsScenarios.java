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
import dev.runsc.SandboxPid;
import dev.runsc.conformance.Answer;
import dev.runsc.conformance.Level;
import dev.runsc.conformance.Scenario;
import dev.runsc.conformance.Subject;
import dev.runsc.conformance.targets.Capability;
import java.util.List;

/** The {@code ps} command. */
final class PsScenarios {

  private static final String REFERENCE = "gVisor runsc/cmd/ps.go";

  @Scenario(
      id = "ps.missing",
      title = "a container that does not exist has no processes",
      reference = REFERENCE)
  void missingContainer_isNotFound(Subject runsc) {
    assertThat(runsc.call("ps", "absent")).failedWith("loading sandbox: file does not exist");
    assertThat(runsc.refused(client -> client.ps("absent")).kind()).isEqualTo(ErrorKind.NOT_FOUND);
  }

  @Scenario(
      id = "ps.table",
      title = "the table has the columns of ps -f, ten wide at least",
      reference = REFERENCE + "; gVisor pkg/sentry/control/proc.go; Q11",
      until = "20260413.0",
      needs = Capability.RUNS_PROGRAMS)
  void table_hasTheColumnsOfPs(Subject runsc) {
    table(runsc, "UID       PID       PPID      C         TTY       STIME     TIME      CMD");
  }

  @Scenario(
      id = "ps.table-with-groups",
      title = "the table has the process group after the parent",
      reference = REFERENCE + "; gVisor pkg/sentry/control/proc.go; Q11",
      since = "20260413.0",
      needs = Capability.RUNS_PROGRAMS)
  void table_hasProcessGroups(Subject runsc) {
    table(
        runsc,
        "UID       PID       PPID      PGID      C         TTY       STIME     TIME      CMD");
  }

  private static void table(Subject runsc, String header) {
    String c1 = runsc.id("c1");
    runsc.running(c1);

    Answer table = runsc.call("ps", "--format=table", c1);

    assertThat(table).exitsWith(0).hasStderr("");
    List<String> lines = table.stdout().lines().toList();
    assertThat(lines).as(table.toString()).hasSize(2);
    assertThat(lines.get(0)).isEqualTo(header);
    assertThat(lines.get(1)).startsWith("0         1         0         ").endsWith(" sleep");
    assertThat(runsc.call("ps", c1).stdout()).startsWith(header + "\n");
    int processes = runsc.ask(client -> client.top(c1).processes().size());
    assertThat(processes).isEqualTo(1);
  }

  @Scenario(
      id = "ps.json",
      title = "the JSON is the pids inside, those of exec too, and nothing else",
      reference = REFERENCE + "; B19",
      needs = Capability.RUNS_PROGRAMS)
  void json_isThePidsInside(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.running(c1);
    runsc
        .begin("exec", c1, "/bin/sh", "-c", "echo up; exec sleep 1000")
        .streams()
        .awaitStdout("up\n");

    assertThat(runsc.call("ps", "--format=json", c1)).succeededWith("[1,2]\n");
    List<SandboxPid> pids = runsc.ask(client -> client.ps(c1));
    assertThat(pids).containsExactly(new SandboxPid(1), new SandboxPid(2));
  }

  @Scenario(
      id = "ps.unknown-format",
      title = "an unknown format is refused",
      reference = REFERENCE,
      needs = Capability.RUNS_PROGRAMS)
  void unknownFormat_isRefused(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.running(c1);

    assertThat(runsc.call("ps", "--format=text", c1)).failedWith("unsupported format: text");
  }

  @Scenario(
      id = "ps.options-of-ps",
      title = "the options of ps that runc takes are refused with the usage",
      level = Level.QUIRK,
      reference = REFERENCE,
      until = "20260309.0")
  void optionsOfPs_areRefused(Subject runsc) {
    Answer ps = runsc.call("ps", "c1", "aux");

    assertThat(ps).exitsWith(128).hasStdout("");
    assertThat(ps.stderr()).startsWith("<container-id> [ps options]");
  }
}
