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
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How calls end, whatever the command does. */
class ProcessRunnerTest {

  private static final Path BUNDLE = Path.of("/bundle");
  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir private Path directory;

  private Stub stub(String body) {
    return Stub.in(directory, body);
  }

  private static boolean isAlive(Path pidFile) {
    try {
      long pid = Long.parseLong(Files.readString(pidFile).strip());
      Path stat = Path.of("/proc/" + pid + "/stat");
      return Files.exists(stat) && !Files.readString(stat).contains(") Z");
    } catch (IOException gone) {
      return false;
    }
  }

  @Test
  void timeout_endsWholeTreeAndKeepsOutput() {
    Stub stub =
        stub(
            "echo some; echo words >&2; echo $$ >\"$DIR/1\"\n"
                + "sh -c 'trap \"\" TERM; echo $$ >\""
                + directory
                + "/2\"; while true; do sleep 60; done' &\n"
                + "sleep 60");
    Runsc runsc = stub.builder().timeout(Duration.ofSeconds(1)).build();

    RunscTimeoutException e =
        assertThatExceptionOfType(RunscTimeoutException.class)
            .isThrownBy(runsc::list)
            .withMessageStartingWith("list of containers did not end within 1000 ms\n")
            .actual();

    assertThat(e.kind()).isEqualTo(ErrorKind.TIMED_OUT);
    assertThat(e.timeout()).isEqualTo(Duration.ofSeconds(1));
    assertThat(e.elapsed()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    assertThat(e.stdout()).isEqualTo("some\n");
    assertThat(e.stderr()).isEqualTo("words\n");
    assertThat(e.exitCode()).isEmpty();
    assertThat(isAlive(stub.file("1"))).isFalse();
    assertThat(isAlive(stub.file("2"))).isFalse();
  }

  @Test
  void timeoutOfTheCall_winsOverTheClients() {
    Runsc runsc = stub("sleep 60").client();
    DeleteOptions options = DeleteOptions.builder().timeout(Duration.ofMillis(300)).build();

    assertThatExceptionOfType(RunscTimeoutException.class)
        .isThrownBy(() -> runsc.delete("c", options))
        .satisfies(e -> assertThat(e.timeout()).isEqualTo(Duration.ofMillis(300)));
  }

  @Test
  void timeoutOfTheClient_holdsForCallsThatWait() {
    Runsc runsc = stub("sleep 60").builder().timeout(Duration.ofMillis(300)).build();

    assertThatExceptionOfType(RunscTimeoutException.class).isThrownBy(() -> runsc.waitFor("c"));
    assertThatExceptionOfType(RunscTimeoutException.class).isThrownBy(() -> runsc.run("c", BUNDLE));
    assertThatExceptionOfType(RunscTimeoutException.class)
        .isThrownBy(() -> runsc.create("c", BUNDLE));
  }

  @Test
  void endlessTimeout_doesNotOverflow() {
    Runsc runsc =
        Stub.printing(directory, "null")
            .builder()
            .timeout(Duration.ofSeconds(Long.MAX_VALUE))
            .build();

    assertThat(runsc.list()).isEmpty();
  }

  @Test
  void b27_interrupt_endsWholeTreeAndKeepsOutput() throws Exception {
    Stub stub = stub("echo some; sleep 60 & echo $! >\"$DIR/2\"; echo $$ >\"$DIR/1\"; wait");
    CompletableFuture<RunscException> seen = new CompletableFuture<>();
    CompletableFuture<Boolean> flag = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                stub.client().list();
              } catch (RunscException e) {
                flag.complete(Thread.currentThread().isInterrupted());
                seen.complete(e);
              }
            });
    thread.start();
    await().atMost(SOON).until(() -> isAlive(stub.file("1")));

    thread.interrupt();

    RunscException e = seen.get(20, TimeUnit.SECONDS);
    assertThat(e).isInstanceOf(RunscInterruptedException.class);
    assertThat(e.kind()).isEqualTo(ErrorKind.INTERRUPTED);
    assertThat(e.stdout()).isEqualTo("some\n");
    assertThat(flag.get()).isTrue();
    assertThat(isAlive(stub.file("1"))).isFalse();
    assertThat(isAlive(stub.file("2"))).isFalse();
  }

  @Test
  void interruptedThread_beginsNothing() {
    Stub stub = stub("");
    Thread.currentThread().interrupt();
    try {
      assertThatExceptionOfType(RunscInterruptedException.class)
          .isThrownBy(() -> stub.client().list());
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(stub.calls()).isEmpty();
  }

  @Test
  void survivorHoldingOutput_doesNotHoldTheCall() {
    Stub stub = stub("sleep 60 & echo $! >\"$DIR/pid\"; echo '[]'");

    long start = System.nanoTime();
    List<Container> containers = stub.client().list();

    assertThat(containers).isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
    kill(stub.file("pid"));
  }

  @Test
  void b12_createDoesNotHoldPipesOpen() throws Exception {
    Stub stub =
        stub(
            "sleep 60 & echo $! >\"$DIR/pid\"; readlink /proc/self/fd/1 /proc/self/fd/2"
                + " >\"$DIR/fds\"");

    stub.client().create("c", BUNDLE);
    String created = Files.readString(stub.file("fds"));
    kill(stub.file("pid"));
    stub.client().start("c");
    String started = Files.readString(stub.file("fds"));
    kill(stub.file("pid"));

    assertThat(created).doesNotContain("pipe:").contains("/dev/null");
    assertThat(started).doesNotContain("pipe:").contains("/dev/null");
  }

  private static void kill(Path pidFile) {
    try {
      ProcessHandle.of(Long.parseLong(Files.readString(pidFile).strip()))
          .ifPresent(ProcessHandle::destroyForcibly);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void millionLinesOnBothStreams_areCutWithTheirSizeTold() {
    Stub stub = stub("seq 1000000 & seq 1000000 >&2; wait; exit 128");

    RunscException e =
        assertThatExceptionOfType(RunscExitException.class)
            .isThrownBy(() -> stub.client().kill("c", Signal.TERM))
            .actual();

    assertThat(e.stderrSize()).isEqualTo(6_888_896);
    assertThat(e.stdoutSize()).isEqualTo(6_888_896);
    assertThat(e.stderr())
        .hasSizeLessThan(70_000)
        .startsWith("1\n2\n3\n")
        .contains(" of 6888896 bytes left out ...]")
        .endsWith("\n999999\n1000000\n");
    assertThat(e.getMessage()).hasSizeLessThan(8_000).contains("6888896 bytes");
  }

  @Test
  void b07_outputsOfParallelCalls_doNotMix() throws Exception {
    Stub stub =
        stub(
            "for id; do :; done\n"
                + "printf"
                + " '{\"ociVersion\":\"1\",\"id\":\"%s\",\"status\":\"running\",\"bundle\":\"/%s\"}'"
                + " \"$id\" \"$id\"; printf '%s' \"$id\" >&2");
    Runsc runsc = stub.client();
    List<CompletableFuture<Container>> calls = new java.util.ArrayList<>();
    var pool = java.util.concurrent.Executors.newFixedThreadPool(16);
    try {
      for (int i = 0; i < 200; i++) {
        String id = "c" + i;
        calls.add(CompletableFuture.supplyAsync(() -> runsc.state(id), pool));
      }
      for (int i = 0; i < 200; i++) {
        Container container = calls.get(i).get(60, TimeUnit.SECONDS);
        assertThat(container.id()).isEqualTo("c" + i);
        assertThat(container.bundle()).isEqualTo(Path.of("/c" + i));
      }
    } finally {
      pool.shutdownNow();
    }
  }
}
