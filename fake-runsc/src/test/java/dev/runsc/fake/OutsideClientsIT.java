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

package dev.runsc.fake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Lives of containers driven by programs that know nothing of us: containerd's {@code ctr} with its
 * shim, Docker, and a Go program with the library go-runc. They see the same on the fakes and on
 * real gVisor, for they are held against the same texts.
 */
@Timeout(300)
class OutsideClientsIT {
  private static final Script SCRIPT =
      Script.parse(
          """
          {"workloads": [
            {"args": ["/bin/sh", "-c", "echo hi; exit 3"], "stdout": "hi\\n", "after": "20ms", "exit": 3},
            {"execProgram": true, "args": ["/bin/echo", "in-exec"], "stdout": "in-exec\\n", "exit": 0},
            {"execProgram": true, "args": ["/bin/sh", "-c", "exit 5"], "exit": 5}
          ]}
          """);

  @TempDir static Path compiled;
  @TempDir Path temp;

  /** What a client is given as runsc: a fake of a release, resident or not, or the real one. */
  enum Runtime {
    FAKE_22("20221219.0"),
    FAKE_24("20240729.0"),
    FAKE_NEWEST(FakeOptions.defaults().release()),
    ONE_SHOT_24("20240729.0"),
    REAL_22("20221219.0"),
    REAL_24("20240729.0");

    private final String release;

    Runtime(String release) {
      this.release = release;
    }

    boolean isReal() {
      return name().startsWith("REAL");
    }

    void require() {
      if (isReal()) {
        real().require();
      }
    }

    private RealRunsc real() {
      return RealRunsc.all().stream()
          .filter(one -> one.release().equals(release))
          .findFirst()
          .orElseThrow();
    }

    /** What a missing container is told as, which changed with 20260309.0. */
    String missing(String id) {
      return this == FAKE_NEWEST
          ? "FetchSpec failed: loading container: file does not exist"
          : "loading container" + (id.isEmpty() ? "" : " \"" + id + "\"") + ": file does not exist";
    }
  }

  /** An executable to drive, and after that the look for what it left behind. */
  private static final class Driven implements AutoCloseable {
    private final Path executable;
    private final Path home;
    private final FakeRunsc fake;

    Driven(Runtime runtime, Path directory) throws IOException {
      this.home = Files.createDirectory(directory.resolve("runtime"));
      FakeOptions options = FakeOptions.builder().release(runtime.release).script(SCRIPT).build();
      if (runtime.isReal()) {
        this.executable = runtime.real().wrapper(home);
        this.fake = null;
      } else {
        this.fake = FakeRunsc.start(home.resolve("fake"), options);
        if (runtime == Runtime.ONE_SHOT_24) {
          Files.delete(fake.directory().resolve(".fake/server"));
        }
        this.executable = fake.executable();
      }
    }

    @Override
    public void close() {
      if (fake == null) {
        return;
      }
      List<Invocation> invocations = fake.invocations();
      fake.close();

      assertThat(invocations).isNotEmpty();
      // Nothing that a client asks is beyond the fake.
      assertThat(invocations).extracting(one -> one.exit().orElse(-1)).doesNotContain(-1, 125);
      assertThat(processes(home)).isEmpty();
    }
  }

  private static List<String> processes(Path home) {
    return ProcessHandle.allProcesses()
        .flatMap(one -> one.info().commandLine().stream())
        .filter(line -> line.contains(home.toString()))
        .toList();
  }

  private Path rootfs() throws IOException {
    Path bin = Files.createDirectories(temp.resolve("rootfs/bin"));
    Path busybox = Path.of("/bin/busybox");
    // Only gVisor runs what is in it.
    if (Files.exists(busybox)) {
      Files.copy(busybox, bin.resolve("busybox"));
      for (String name : List.of("sh", "echo", "sleep")) {
        Files.createSymbolicLink(bin.resolve(name), Path.of("busybox"));
      }
    }
    return bin.getParent();
  }

  @ParameterizedTest
  @MethodSource("dev.runsc.fake.OutsideClientsIT$Runtime#values")
  void lifeDrivenByContainerd_looksAsWithGvisor(Runtime runtime) throws IOException {
    OutsideClient.CTR.require();
    runtime.require();
    Path socket = temp.resolve("c.sock");
    Path config =
        Files.writeString(
            temp.resolve("config.toml"),
            """
            version = 2
            root = "DIR/root"
            state = "DIR/state"
            disabled_plugins = ["io.containerd.grpc.v1.cri", "io.containerd.internal.v1.opt"]
            [grpc]
              address = "DIR/c.sock"
            [ttrpc]
              address = "DIR/c.sock.ttrpc"
            """
                .replace("DIR", temp.toString()));
    try (OutsideClient.Daemon daemon =
            OutsideClient.Daemon.start(
                temp, socket, List.of("containerd", "--config", config.toString()));
        Driven driven = new Driven(runtime, temp)) {
      assertThat(daemon.process().isAlive()).isTrue();
      ctrLife(
          Shell.of(temp, Path.of("/usr/bin/ctr"), "--address", socket.toString()),
          driven.executable.toString(),
          "edge-"
              + ProcessHandle.current().pid()
              + "-"
              + runtime.name().toLowerCase(java.util.Locale.ROOT));
    }
  }

  private void ctrLife(Shell ctr, String executable, String id) throws IOException {
    List<String> with =
        List.of(
            "--runc-binary",
            executable,
            "--runc-root",
            temp.resolve("runc-root").toString(),
            "--rootfs",
            rootfs().toString());
    String job = id + "-job";

    Shell.Result run =
        ctr.call(words("run", "--rm", with, job, "/bin/sh", "-c", "echo hi; exit 3"));
    assertThat(run).isEqualTo(new Shell.Result(3, "hi\n", ""));

    assertThat(ctr.call(words("run", "--detach", with, id, "/bin/sleep", "1000")).exit()).isZero();
    assertThat(status(ctr, id)).isEqualTo("RUNNING");
    assertThat(ctr.call("tasks", "exec", "--exec-id", "e1", id, "/bin/echo", "in-exec"))
        .isEqualTo(new Shell.Result(0, "in-exec\n", ""));
    assertThat(ctr.call("tasks", "exec", "--exec-id", "e2", id, "/bin/sh", "-c", "exit 5").exit())
        .isEqualTo(5);
    assertThat(ctr.call("tasks", "ps", id).stdout()).isEqualTo("PID    INFO\n1      -\n");
    assertThat(ctr.call("tasks", "pause", id).exit()).isZero();
    assertThat(status(ctr, id)).isEqualTo("PAUSED");
    assertThat(ctr.call("tasks", "resume", id).exit()).isZero();
    assertThat(ctr.call("tasks", "metrics", id).exit()).isZero();
    assertThat(ctr.call("tasks", "kill", "-s", "TERM", id).exit()).isZero();
    Waiting.until(() -> status(ctr, id).equals("STOPPED"));
    assertThat(ctr.call("tasks", "delete", id).stderr())
        .contains("exit with non-zero exit code 143");
    assertThat(ctr.call("containers", "rm", id).exit()).isZero();

    assertThat(ctr.call("containers", "ls", "--quiet").stdout()).isEmpty();
  }

  private static String[] words(Object... parts) {
    List<String> words = new ArrayList<>();
    for (Object part : parts) {
      if (part instanceof List<?> list) {
        list.forEach(word -> words.add((String) word));
      } else {
        words.add((String) part);
      }
    }
    return words.toArray(new String[0]);
  }

  private static String status(Shell ctr, String id) {
    return ctr.call("tasks", "ls")
        .stdout()
        .lines()
        .filter(line -> line.startsWith(id + " "))
        .map(
            line ->
                line.substring(line.lastIndexOf(' ', line.stripTrailing().length() - 1) + 1)
                    .strip())
        .findFirst()
        .orElse("none");
  }

  @ParameterizedTest
  @MethodSource("dev.runsc.fake.OutsideClientsIT$Runtime#values")
  void lifeDrivenByDocker_looksAsWithGvisor(Runtime runtime) throws IOException {
    OutsideClient.DOCKERD.require();
    runtime.require();
    Path socket = temp.resolve("d.sock");
    try (Driven driven = new Driven(runtime, temp);
        OutsideClient.Daemon daemon =
            OutsideClient.Daemon.start(
                temp,
                socket,
                List.of(
                    "dockerd",
                    "--host=unix://" + socket,
                    "--data-root=" + temp.resolve("data"),
                    "--exec-root=" + temp.resolve("exec"),
                    "--pidfile=" + temp.resolve("dockerd.pid"),
                    "--storage-driver=vfs",
                    "--bridge=none",
                    "--iptables=false",
                    "--ip6tables=false",
                    "--add-runtime=edge=" + driven.executable))) {
      assertThat(daemon.process().isAlive()).isTrue();
      dockerLife(Shell.of(temp, Path.of("docker"), "--host=unix://" + socket));
    }
    assertThat(Files.readString(Path.of("/proc/mounts"))).doesNotContain(temp.toString());
  }

  private void dockerLife(Shell docker) throws IOException {
    Path image = temp.resolve("image.tar");
    Shell.Result tar =
        Shell.of(temp, Path.of("tar"))
            .call("-C", rootfs().toString(), "-cf", image.toString(), ".");
    assertThat(tar.exit()).isZero();
    assertThat(docker.call("import", image.toString(), "edge:1").exit()).isZero();
    List<String> with = List.of("--network=none", "--runtime=edge");

    assertThat(
            docker.call(words("run", "--rm", with, "edge:1", "/bin/sh", "-c", "echo hi; exit 3")))
        .isEqualTo(new Shell.Result(3, "hi\n", ""));

    Shell.Result run =
        docker.call(words("run", "--detach", "--name=web", with, "edge:1", "/bin/sleep", "1000"));
    assertThat(run.exit()).isZero();
    assertThat(docker.call("exec", "web", "/bin/echo", "in-exec"))
        .isEqualTo(new Shell.Result(0, "in-exec\n", ""));
    assertThat(docker.call("exec", "web", "/bin/sh", "-c", "exit 5").exit()).isEqualTo(5);
    assertThat(docker.call("top", "web").exit()).isZero();
    assertThat(docker.call("pause", "web").exit()).isZero();
    assertThat(state(docker)).isEqualTo("paused 0");
    assertThat(docker.call("unpause", "web").exit()).isZero();
    assertThat(docker.call("kill", "--signal=TERM", "web").exit()).isZero();
    assertThat(docker.call("wait", "web").stdout()).isEqualTo("143\n");
    assertThat(state(docker)).isEqualTo("exited 143");
    assertThat(docker.call("restart", "--time=1", "web").exit()).isZero();
    assertThat(docker.call("stop", "--time=5", "web").exit()).isZero();
    assertThat(state(docker)).isEqualTo("exited 143");
    assertThat(docker.call("start", "web").exit()).isZero();
    assertThat(docker.call("rm", "--force", "web").exit()).isZero();

    assertThat(docker.call("ps", "--all", "--quiet").stdout()).isEmpty();
  }

  private static String state(Shell docker) {
    return docker
        .call("inspect", "--format={{.State.Status}} {{.State.ExitCode}}", "web")
        .stdout()
        .strip();
  }

  @ParameterizedTest
  @MethodSource("dev.runsc.fake.OutsideClientsIT$Runtime#values")
  void lifeDrivenByGoRunc_looksAsWithGvisor(Runtime runtime) throws IOException {
    OutsideClient.GO_RUNC.require();
    runtime.require();
    Path life = goProgram();
    Path bundle = Bundle.of(temp.resolve("bundle"), "/bin/sleep", "1000");
    String id = "edge-go-" + ProcessHandle.current().pid();

    Shell.Result result;
    String executable;
    try (Driven driven = new Driven(runtime, temp)) {
      executable = driven.executable.toString();
      result =
          Shell.of(temp, life)
              .call(executable, temp.resolve("root").toString(), bundle.toString(), id);
    }

    assertThat(result.stderr()).isEmpty();
    assertThat(result.stdout().replace(executable, "runsc").replace(id, "ID"))
        .isEqualTo(
            Files.readString(resource("life.txt"))
                .replace("MISSING ID", runtime.missing("ID"))
                .replace("MISSING", runtime.missing("")));
  }

  /** Compiled by the first test that comes. */
  private static synchronized Path goProgram() throws IOException {
    Path life = compiled.resolve("life");
    if (Files.exists(life)) {
      return life;
    }
    Map<String, String> settings =
        Map.of(
            "GO111MODULE", "off",
            "GOPATH", OutsideClient.GO_PATH.toString(),
            "GOCACHE", compiled.resolve("go-cache").toString());
    Shell.Result built =
        Shell.of(compiled, Path.of("go"))
            .with(settings)
            .call("build", "-o", life.toString(), resource("life.go").toString());
    assertThat(built).isEqualTo(new Shell.Result(0, "", ""));
    return life;
  }

  private static Path resource(String name) {
    return Path.of("src/test/resources/dev/runsc/fake/outside", name).toAbsolutePath();
  }
}
