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
import dev.runsc.EventStream;
import dev.runsc.Signal;
import dev.runsc.conformance.Answer;
import dev.runsc.conformance.Level;
import dev.runsc.conformance.Pending;
import dev.runsc.conformance.Scenario;
import dev.runsc.conformance.Subject;
import dev.runsc.conformance.targets.Capability;
import java.time.Duration;
import java.util.OptionalLong;

/** The {@code events} command. */
final class EventsScenarios {

  private static final String REFERENCE = "gVisor runsc/cmd/events.go";

  @Scenario(
      id = "events.missing",
      title = "a container that does not exist has no events",
      reference = REFERENCE)
  void missingContainer_isNotFound(Subject runsc) {
    assertThat(runsc.call("events", "--stats", "absent"))
        .failedWith("loading sandbox: file does not exist");
    assertThat(runsc.refused(client -> client.stats("absent")).kind())
        .isEqualTo(ErrorKind.NOT_FOUND);
  }

  @Scenario(
      id = "events.stats",
      title = "the statistics are one line of JSON: cpu, memory, pids",
      reference = REFERENCE + "; gVisor runsc/boot/events.go",
      until = "20240422.0",
      needs = Capability.RUNS_PROGRAMS)
  void stats_areOneLine(Subject runsc) {
    stats(runsc, "");
  }

  @Scenario(
      id = "events.stats-with-network",
      title = "the statistics are one line of JSON: cpu, memory, pids, network interfaces",
      reference = REFERENCE + "; gVisor runsc/boot/events.go; Q12",
      since = "20240422.0",
      needs = Capability.RUNS_PROGRAMS)
  void stats_haveNetworkInterfaces(Subject runsc) {
    stats(
        runsc,
        ",\"network_interfaces\":[{\"Name\":\"lo\",\"RxBytes\":0,\"RxPackets\":0,\"RxErrors\":0,"
            + "\"RxDropped\":0,\"TxBytes\":0,\"TxPackets\":0,\"TxErrors\":0,\"TxDropped\":0}]");
  }

  private static void stats(Subject runsc, String network) {
    String c1 = runsc.id("c1");
    runsc.running(c1);

    Answer stats = runsc.call("events", "--stats", c1);

    assertThat(stats).exitsWith(0).hasStderr("");
    assertThat(stats.stdout())
        .startsWith(
            "{\"type\":\"stats\",\"id\":\"" + c1 + "\",\"data\":{\"cpu\":{\"usage\":{\"total\":")
        .endsWith("\"pids\":{\"current\":1}" + network + "}}\n");
    OptionalLong pids = runsc.ask(client -> client.stats(c1).pids().current());
    assertThat(pids).hasValue(1);
  }

  @Scenario(
      id = "events.stream",
      title = "without --stats there is a line at once, and one after each interval",
      reference = REFERENCE,
      needs = Capability.RUNS_PROGRAMS)
  void stream_hasALineAtOnceAndThenMore(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.running(c1);

    Pending stream = runsc.calling("events", "--interval", "1", c1).unrecorded().begin();

    stream.streams().awaitStdout("\"stats\"");
    stream.streams().awaitMatch("(?s)(\\{\"type\":\"stats\".*\\}\\}\n){2,}");
    stream.destroyForcibly();
    assertThat(stream.answer().stderr()).isEmpty();
  }

  @Scenario(
      id = "events.stream-goes-on",
      title = "the stream does not end when the container has stopped",
      level = Level.QUIRK,
      reference = REFERENCE + "; B3",
      needs = Capability.RUNS_PROGRAMS)
  void stoppedContainer_streamGoesOn(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.running(c1);
    Pending stream = runsc.calling("events", "--interval", "1", c1).unrecorded().begin();
    stream.streams().awaitStdout("\"stats\"");
    assertThat(runsc.call("kill", c1, "KILL")).succeededSilently();
    runsc.awaitStatus(c1, "stopped");

    stream.lasts(Duration.ofMillis(1500));

    stream.destroyForcibly();
    stream.answer();
  }

  @Scenario(
      id = "events.client-stream",
      title = "the client's stream gives events, and ends when the container has ended",
      reference = REFERENCE + "; B2; B3; B5; B6",
      needs = Capability.RUNS_PROGRAMS)
  void clientsStream_endsWithTheContainer(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.running(c1);

    runsc.tell(
        client -> {
          try (EventStream events = client.events(c1, Duration.ofSeconds(1))) {
            assertThat(events.next()).isPresent();
            client.kill(c1, Signal.KILL);
            while (events.next().isPresent()) {
              // A line may be on its way.
            }
            assertThat(events.isEnded()).isTrue();
          }
        });

    runsc.awaitStatus(c1, "stopped");
  }

  @Scenario(
      id = "events.interval-unit",
      title = "the interval is a whole number of seconds, without a unit",
      reference = REFERENCE + "; B1; B4")
  void intervalWithUnit_isRefused(Subject runsc) {
    assertThat(runsc.call("events", "--interval", "1s", "c1"))
        .exitsWith(128)
        .hasStdout("")
        .hasFirstStderrLine("invalid value \"1s\" for flag -interval: parse error");
    assertThat(runsc.call("events", "--interval=0.5", "c1"))
        .exitsWith(128)
        .hasFirstStderrLine("invalid value \"0.5\" for flag -interval: parse error");
  }

  @Scenario(
      id = "events.flag-after-id",
      title = "a flag after the id is refused with the usage",
      reference = REFERENCE,
      until = "20260309.0")
  void flagAfterId_isRefused(Subject runsc) {
    Answer events = runsc.call("events", "c1", "--stats");

    assertThat(events).exitsWith(128).hasStdout("");
    assertThat(events.stderr()).startsWith("<container-id>");
  }
}
