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

package dev.runsc.testkit.testcontainers;

import static dev.runsc.testkit.RunscAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Capability;
import dev.runsc.ContainerStatus;
import dev.runsc.CreateOptions;
import dev.runsc.Io;
import dev.runsc.RunOptions;
import dev.runsc.Runsc;
import dev.runsc.RunscTimeoutException;
import dev.runsc.Signal;
import dev.runsc.WaitOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real gVisor in a container of a real Docker, as far as there are both. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GvisorContainerIT {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Path NOTHING = Path.of("/dev/null");

  private final Map<Path, GvisorContainer> started = new HashMap<>();

  @BeforeAll
  void start() {
    Docker.require();
    for (Path runsc : Docker.releases()) {
      GvisorContainer container = GvisorContainer.ofHost(runsc);
      started.put(runsc, container);
      container.start();
    }
  }

  @AfterAll
  void stop() {
    started
        .values()
        .forEach(
            container -> {
              Path directory = container.isRunning() ? container.directory() : null;
              container.stop();
              if (directory != null) {
                assertThat(directory).doesNotExist();
              }
            });
  }

  static List<Path> releases() {
    return Docker.releases();
  }

  private GvisorContainer newest() {
    return started.get(Docker.newest());
  }

  private static Path bundle(GvisorContainer container, String name, String script) {
    return container.bundles().bundle(name).args("/bin/sh", "-c", script).write();
  }

  @ParameterizedTest
  @MethodSource("releases")
  void life_isThatOfAnyRealRunsc(Path release, @TempDir Path files) throws IOException {
    GvisorContainer container = started.get(release);
    Runsc runsc = container.runsc();
    Path bundle =
        bundle(container, "life", "echo begun; trap 'exit 3' TERM; while :; do sleep 1; done");
    Path out = files.resolve("out");

    runsc.create(
        "life", bundle, CreateOptions.builder().io(Io.files(NOTHING, out, NOTHING)).build());
    runsc.start("life");

    assertThat(runsc.state("life")).isRunning().hasBundle(bundle);
    // The container has the file itself, after the call that gave it away.
    await().atMost(LONG).untilAsserted(() -> assertThat(out).hasContent("begun"));
    assertThat(runsc.exec("life", List.of("/bin/sh", "-c", "exit 7")).code()).isEqualTo(7);
    assertThat(runsc.ps("life")).isNotEmpty();
    assertThat(runsc.list()).hasSize(1);
    runsc.kill("life", Signal.KILL);
    await().atMost(LONG).until(() -> runsc.state("life").status() == ContainerStatus.STOPPED);
    runsc.delete("life");
    assertThat(runsc.list()).isEmpty();
    assertThat(container.release()).isEqualTo(Docker.release(release));
  }

  @ParameterizedTest
  @MethodSource("releases")
  void streams_stayApartAndWhole(Path release, @TempDir Path files) throws Exception {
    GvisorContainer container = started.get(release);
    byte[] much = new byte[300_000];
    for (int i = 0; i < much.length; i++) {
      much[i] = (byte) (i * 31 >> 3);
    }
    Path in = Files.write(files.resolve("in"), much);
    Path bundle = bundle(container, "streams", "echo problem >&2; cat; exit 5");

    List<String> command = new ArrayList<>();
    command.add(container.executable().toString());
    command.add("--root=" + container.directory().resolve("streams-root"));
    command.addAll(container.globalFlags());
    command.addAll(List.of("run", "--bundle", bundle.toString(), "streams"));
    Process process =
        new ProcessBuilder(command).redirectError(files.resolve("err").toFile()).start();
    try (var stdin = process.getOutputStream()) {
      Files.copy(in, stdin);
    }
    byte[] out = process.getInputStream().readAllBytes();

    assertThat(process.waitFor()).isEqualTo(5);
    assertThat(Arrays.equals(out, much)).isTrue();
    assertThat(files.resolve("err")).hasContent("problem");
  }

  @Test
  void argumentsAndEnvironment_arriveAsTheyAre() {
    Runsc runsc = newest().runsc();
    List<String> arguments =
        List.of(
            "printf",
            "%s|",
            "",
            "a b",
            "it's \"quoted\" $HOME `x` \\n",
            "line\nbreak\n",
            "*",
            "-é");
    Path bundle =
        newest().bundles().bundle("arguments").args(arguments.toArray(String[]::new)).write();
    Path out = newest().directory().resolve("arguments.out");

    assertThat(
            runsc
                .run(
                    "arguments",
                    bundle,
                    RunOptions.builder().io(Io.files(NOTHING, out, NOTHING)).build())
                .code())
        .isZero();

    assertThat(out).hasContent("|a b|it's \"quoted\" $HOME `x` \\n|line\nbreak\n|*|-é|");
  }

  @Test
  void timeout_endsTheCallInsideToo() throws Exception {
    Runsc runsc = newest().runsc();
    runsc.create("waited", bundle(newest(), "waited", "sleep 1000"));
    runsc.start("waited");

    assertThatThrownBy(
            () ->
                runsc.waitFor(
                    "waited", WaitOptions.builder().timeout(Duration.ofMillis(500)).build()))
        .isInstanceOf(RunscTimeoutException.class);

    await().atMost(LONG).until(() -> processes("runsc.* wait .*waited").isEmpty());
    await().atMost(LONG).until(() -> calls("'wait'").isEmpty());
    assertThat(runsc.state("waited")).isRunning();
    runsc.kill("waited", Signal.KILL);
  }

  private List<String> processes(String pattern) throws Exception {
    return newest()
        .execInContainer("ps", "-o", "args")
        .getStdout()
        .lines()
        .filter(line -> line.matches(".*" + pattern + ".*"))
        .toList();
  }

  /** The calls under way that have this word in their command line. */
  private List<Path> calls(String word) throws IOException {
    try (Stream<Path> all = Files.list(Launcher.agent(newest().directory()))) {
      return all.filter(path -> contains(path.resolve("run"), word)).toList();
    }
  }

  private static boolean contains(Path file, String word) {
    try {
      return Files.readString(file).contains(word);
    } catch (IOException e) {
      // Over meanwhile, or no call.
      return false;
    }
  }

  @Test
  void killedCaller_takesItsSandboxAlong() throws Exception {
    Path bundle = bundle(newest(), "killed", "sleep 1000");
    List<String> command = new ArrayList<>();
    command.add(newest().executable().toString());
    command.add("--root=" + newest().directory().resolve("killed-root"));
    command.addAll(newest().globalFlags());
    command.addAll(List.of("run", "--bundle", bundle.toString(), "killed-run"));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    await().atMost(LONG).until(() -> !processes("runsc-sandbox.*killed-root").isEmpty());

    process.destroyForcibly();

    await().atMost(LONG).until(() -> processes("killed-root").isEmpty());
  }

  @Test
  void termSignal_isPassedOnAndEndsTheSandbox() throws Exception {
    Path bundle = bundle(newest(), "signal", "echo ready; exec sleep 1000");
    List<String> command = new ArrayList<>();
    command.add(newest().executable().toString());
    command.add("--root=" + newest().directory().resolve("signal-root"));
    command.addAll(newest().globalFlags());
    command.addAll(List.of("run", "--bundle", bundle.toString(), "signalled"));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    assertThat(new String(process.getInputStream().readNBytes(6), StandardCharsets.UTF_8))
        .isEqualTo("ready\n");

    process.destroy();

    // As without a container: the client ends by it, and the sandbox along with the client.
    assertThat(process.waitFor()).isEqualTo(128 + 15);
    await().atMost(LONG).until(() -> processes("signal-root").isEmpty());
  }

  @Test
  void manyAtOnce_doNotDisturbEachOther() throws Exception {
    Runsc runsc = newest().runsc();
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Integer>> jobs = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        int code = 10 + i;
        Path bundle = bundle(newest(), "many" + i, "exit " + code);
        jobs.add(() -> runsc.run("many" + code, bundle).code());
      }
      List<Integer> codes = new ArrayList<>();
      for (Future<Integer> job : pool.invokeAll(jobs)) {
        codes.add(job.get());
      }

      assertThat(codes).containsExactly(10, 11, 12, 13, 14, 15, 16, 17);
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void privileges_areThoseAndNoMore() {
    InspectContainerResponse.ContainerState state = newest().getCurrentContainerInfo().getState();
    var host = newest().getCurrentContainerInfo().getHostConfig();

    assertThat(state.getRunning()).isTrue();
    assertThat(host.getPrivileged()).isFalse();
    assertThat(host.getCapDrop()).containsExactly(Capability.ALL);
    assertThat(Arrays.stream(host.getCapAdd()).map(Enum::name))
        .containsExactlyElementsOf(GvisorContainer.CAPABILITIES);
    assertThat(host.getNetworkMode()).isEqualTo("none");
    assertThat(host.getPidMode()).isNullOrEmpty();
  }

  @Test
  void lackOfPrivileges_isSaid() {
    GvisorContainer poor =
        GvisorContainer.ofHost(Docker.newest())
            .withCreateContainerCmdModifier(
                create -> create.getHostConfig().withCapAdd(Capability.DAC_OVERRIDE));

    assertThatThrownBy(poor::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith(
            "gVisor does not work in the container (it has the capabilities [SYS_ADMIN, ")
        .hasMessageContaining(
            "a probe container does not run here: with --platform=ptrace it ended with 128");
    assertThat(poor.isRunning()).isFalse();
  }

  @Test
  void callOfAStoppedContainer_failsAtOnce() throws Exception {
    GvisorContainer stopped = GvisorContainer.ofHost(Docker.newest());
    stopped.start();
    stopped.getDockerClient().killContainerCmd(stopped.getContainerId()).exec();
    await().atMost(LONG).until(() -> !stopped.isRunning());

    Process process =
        new ProcessBuilder(stopped.executable().toString(), "--version")
            .redirectErrorStream(true)
            .start();

    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .contains("the container that runsc runs in does not answer");
    assertThat(process.waitFor()).isEqualTo(125);
    stopped.stop();
  }
}
