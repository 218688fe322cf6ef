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

package dev.runsc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.ResourceBundle;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How processes are started: monitors, the parent-death signal, process groups. */
class LaunchingTest {

  private static final Path BUNDLE = Path.of("/bundle");
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir private Path directory;

  private Stub stub(String body) {
    return Stub.in(directory, body);
  }

  @Test
  void b08_deathOfTheJvm_reachesRunsc() throws Exception {
    // It waits and makes no process meanwhile: dash loses a signal that comes while it does
    // (vfork).
    Stub stub =
        stub(
            "trap 'echo told >\"$DIR/told\"; kill $!; exit 0' TERM; sleep 60 &"
                + " echo $$ >\"$DIR/pid\"; while true; do wait; done");
    Process jvm =
        RunInJvm.start(
            directory.resolve("jvm"), stub.script(), List.of("TERM", "discard", "c", "/bundle"));
    try {
      await().atMost(SOON).until(() -> Processes.isAlive(stub.file("pid")));
    } finally {
      jvm.destroyForcibly().waitFor();
    }

    await().atMost(SOON).until(() -> Files.exists(stub.file("told")));
    await().atMost(SOON).until(() -> !Processes.isAlive(stub.file("pid")));
  }

  @Test
  void b08_endOfTheCallingThread_isNotTheDeathOfTheParent() throws Exception {
    Stub stub =
        stub(
            "echo $$ >\"$DIR/pid\"; while true; do"
                + " echo '{\"type\":\"stats\",\"id\":\"c\",\"data\":{}}'; sleep 0.05; done");
    Runsc runsc = stub.builder().pdeathSignal(Signal.KILL).build();
    CompletableFuture<EventStream> stream = new CompletableFuture<>();
    Thread thread = new Thread(() -> stream.complete(runsc.events("c", Duration.ofSeconds(1))));
    thread.start();
    thread.join();

    try (EventStream events = stream.get()) {
      for (int i = 0; i < 10; i++) {
        assertThat(events.next()).isPresent();
      }
    }
    assertThat(Processes.isAlive(stub.file("pid"))).isFalse();
  }

  @Test
  void b08_ownProcessGroup_getsASignalAsAWhole() throws Exception {
    Stub stub = stub("sleep 60 & echo $! >\"$DIR/child\"; echo $$ >\"$DIR/pid\"; wait; exit 0");
    Runsc runsc = stub.builder().setpgid(true).build();
    CompletableFuture<ExitStatus> end = CompletableFuture.supplyAsync(() -> runsc.run("c", BUNDLE));
    await().atMost(SOON).until(() -> Processes.isAlive(stub.file("pid")));
    long pid = Long.parseLong(Files.readString(stub.file("pid")).strip());

    Process kill = new ProcessBuilder("kill", "-TERM", "--", "-" + pid).inheritIO().start();

    assertThat(kill.waitFor()).isZero();
    assertThat(end.get(20, TimeUnit.SECONDS).signal()).hasValue(Signal.TERM.number());
    await().atMost(SOON).until(() -> !Processes.isAlive(stub.file("child")));
  }

  @Test
  void launchers_comeBeforeTheCommandAndMissingCommandIsStillNamed() {
    Runsc.Builder builder = Runsc.builder().pdeathSignal(Signal.TERM).setpgid(true).timeout(SOON);
    Path missing = directory.resolve("nothing");

    assertThat(builder.build().toString())
        .isEqualTo("Runsc[setpriv --pdeathsig TERM -- setsid -- runsc]");
    assertThatExceptionOfType(RunscStartException.class)
        .isThrownBy(() -> builder.command(missing).build().list())
        .withMessageContaining("the command " + missing + " does not exist");
    assertThatExceptionOfType(RunscStartException.class)
        .isThrownBy(() -> builder.command(directory).build().list())
        .withMessageContaining("is a directory");
    assertThatExceptionOfType(RunscStartException.class)
        .isThrownBy(() -> builder.command("no-such-runsc-anywhere").build().list())
        .withMessageContaining("there is no executable \"no-such-runsc-anywhere\"");
  }

  private static final class Recording implements ProcessMonitor {
    final List<String> seen = Collections.synchronizedList(new ArrayList<>());

    @Override
    public Process start(ProcessBuilder builder) throws IOException {
      seen.add("start " + builder.command().get(builder.command().size() - 1));
      return builder.start();
    }

    @Override
    public void ended(List<String> command, OptionalInt exitCode, Duration elapsed) {
      assertThat(elapsed).isPositive();
      seen.add("ended " + command.get(command.size() - 1) + " " + exitCode);
    }
  }

  @Test
  void monitor_seesEveryProcessAndItsEnd() {
    Stub stub =
        stub(
            "case $1 in events) exec sleep 60;; kill) exit 128;; wait) exec sleep 60;; esac;"
                + " echo '[]'");
    Recording monitor = new Recording();
    Runsc runsc = stub.builder().monitor(monitor).build();

    runsc.list();
    assertThatThrownBy(() -> runsc.kill("c", Signal.TERM)).isInstanceOf(RunscException.class);
    assertThatThrownBy(
            () -> runsc.waitFor("w", WaitOptions.builder().timeout(Duration.ofMillis(200)).build()))
        .isInstanceOf(RunscTimeoutException.class);
    runsc.events("e", Duration.ofSeconds(1)).close();

    assertThat(monitor.seen)
        .containsExactly(
            "start --format=json",
            "ended --format=json OptionalInt[0]",
            "start 15",
            "ended 15 OptionalInt[128]",
            "start w",
            "ended w OptionalInt.empty",
            "start e",
            "ended e OptionalInt.empty");
  }

  @Test
  void monitor_mayRunTheCommandElsewhere() {
    Stub stub = stub("echo '[]'");
    Path wrapped = directory.resolve("wrapped");
    ProcessMonitor elsewhere =
        builder -> {
          builder.command().addAll(0, List.of("sh", "-c", "touch '" + wrapped + "'; \"$@\"", "sh"));
          return builder.start();
        };

    assertThat(stub.builder().monitor(elsewhere).build().list()).isEmpty();
    assertThat(wrapped).exists();
  }

  @Test
  void failureOfMonitor_reachesTheCaller() {
    Runsc runsc =
        stub("")
            .builder()
            .monitor(
                builder -> {
                  throw new IllegalStateException("no more processes");
                })
            .build();

    assertThatThrownBy(runsc::list).hasMessage("no more processes");
    assertThatThrownBy(() -> runsc.toBuilder().pdeathSignal(Signal.TERM).build().list())
        .hasMessage("no more processes");
  }

  private record Lines(List<String> lines) implements Logger {

    @Override
    public String getName() {
      return "lines";
    }

    @Override
    public boolean isLoggable(Level level) {
      return level == Level.DEBUG;
    }

    @Override
    public void log(
        Level level,
        @Nullable ResourceBundle bundle,
        @Nullable String message,
        @Nullable Throwable thrown) {
      lines.add(level + " " + message);
    }

    @Override
    public void log(
        Level level,
        @Nullable ResourceBundle bundle,
        @Nullable String format,
        @Nullable Object @Nullable ... parameters) {
      lines.add(level + " " + format);
    }
  }

  @Test
  void logMonitor_logsCommandsAndTheirEndsButNoEnvironment() {
    Stub stub = stub("echo '[]'");
    Lines lines = new Lines(new ArrayList<>());
    Recording next = new Recording();

    stub.builder()
        .environment("SECRET", "hunter2")
        .monitor(new LogMonitor(lines, next))
        .build()
        .list();

    assertThat(lines.lines().get(0))
        .isEqualTo("DEBUG executing: " + stub.script() + " list --format=json");
    assertThat(lines.lines().get(1))
        .matches("DEBUG exit code 0 after \\d+ ms: " + stub.script() + " list --format=json");
    assertThat(lines.lines()).hasSize(2).noneMatch(line -> line.contains("hunter2"));
    assertThat(next.seen).hasSize(2);
  }
}
