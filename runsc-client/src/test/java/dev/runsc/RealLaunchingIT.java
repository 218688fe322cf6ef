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

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How the real thing is started: the parent-death signal, process groups, inherited streams. */
class RealLaunchingIT {

  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir private Path directory;

  private static List<String> args(Sandboxes box, String io, String id, Path bundle) {
    return List.of(
        "KILL",
        io,
        id,
        bundle.toString(),
        "root=" + box.root(),
        "platform=ptrace",
        "network=none",
        "ignore-cgroups=true");
  }

  private static Optional<ProcessHandle> runOf(String id) {
    return ProcessHandle.allProcesses()
        .filter(ProcessHandle::isAlive)
        .filter(process -> commandLine(process.pid()).matches("\\S*/runsc .* run .* " + id))
        .findFirst();
  }

  private static String commandLine(long pid) {
    try {
      byte[] bytes = Files.readAllBytes(Path.of("/proc/" + pid + "/cmdline"));
      return new String(bytes, StandardCharsets.UTF_8).replace('\0', ' ').strip();
    } catch (java.io.IOException gone) {
      return "";
    }
  }

  @ParameterizedTest
  @MethodSource("dev.runsc.RealRunsc#all")
  void b08_deathOfTheJvm_endsRunscAndItsSandbox(RealRunsc real) throws Exception {
    try (Sandboxes box = real.open(directory)) {
      String id = box.id("orphan");
      Path said = directory.resolve("said");
      Process jvm =
          RunInJvm.start(
              said, real.executable(), args(box, "discard", id, box.bundle("sleep 1000")));
      try {
        await()
            .atMost(SOON)
            .ignoreExceptionsInstanceOf(RunscException.class)
            .until(() -> box.runsc().state(id).status() == ContainerStatus.RUNNING);
      } finally {
        jvm.destroyForcibly().waitFor();
      }

      await().atMost(SOON).untilAsserted(() -> assertThat(box.processes()).isEmpty());
      assertThat(said).isEmptyFile();
      box.awaitStatus(id, ContainerStatus.STOPPED);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.runsc.RealRunsc#all")
  void b08_ownProcessGroup_isThatOfRunscAndGetsASignal(RealRunsc real) throws Exception {
    try (Sandboxes box = real.open(directory)) {
      Runsc runsc = box.builder().setpgid(true).build();
      String id = box.id("group");
      Path bundle = box.bundle("exec sleep 1000");
      CompletableFuture<ExitStatus> end =
          CompletableFuture.supplyAsync(() -> runsc.run(id, bundle));
      await()
          .atMost(SOON)
          .ignoreExceptionsInstanceOf(RunscException.class)
          .until(() -> runsc.state(id).status() == ContainerStatus.RUNNING);
      long pid = runOf(id).orElseThrow().pid();
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");

      Process kill = new ProcessBuilder("kill", "-TERM", "--", "-" + pid).inheritIO().start();

      assertThat(fields[2]).as("process group").isEqualTo(String.valueOf(pid));
      assertThat(kill.waitFor()).isZero();
      // runsc passes the signal on, and the program dies of it.
      assertThat(end.get(30, TimeUnit.SECONDS).signal()).hasValue(Signal.TERM.number());
    }
  }

  @ParameterizedTest
  @MethodSource("dev.runsc.RealRunsc#all")
  void b08_ownProcessGroupAndDeathSignal_changeNoResult(RealRunsc real) {
    try (Sandboxes box = real.open(directory)) {
      Runsc runsc = box.builder().setpgid(true).pdeathSignal(Signal.KILL).build();

      ExitStatus status = runsc.run(box.id("c"), box.bundle("exit 5"));

      assertThat(status).isEqualTo(new ExitStatus(5));
      assertThatExceptionOfType(RunscException.class)
          .isThrownBy(() -> runsc.state(box.id("c")))
          .satisfies(e -> assertThat(e.kind()).isEqualTo(ErrorKind.NOT_FOUND));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.runsc.RealRunsc#all")
  void inheritedStreams_areThoseOfTheJavaProcess(RealRunsc real) throws Exception {
    try (Sandboxes box = real.open(directory)) {
      Path bundle = box.bundle("read a; echo \"<$a>\"; echo bad >&2; exit 3");
      Process jvm =
          RunInJvm.start(real.executable(), args(box, "inherit", box.id("inherit"), bundle));
      try {
        jvm.getOutputStream().write("typed\n".getBytes(StandardCharsets.UTF_8));
        jvm.getOutputStream().close();

        assertThat(jvm.getInputStream().readAllBytes()).asString().isEqualTo("<typed>\n");
        assertThat(jvm.getErrorStream().readAllBytes()).asString().isEqualTo("bad\n");
        assertThat(jvm.waitFor()).isEqualTo(3);
      } finally {
        jvm.destroyForcibly();
      }
    }
  }
}
