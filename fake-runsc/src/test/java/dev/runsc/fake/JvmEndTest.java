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

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left of a fake whose JVM ends without closing it: nothing that runs. */
class JvmEndTest {
  @TempDir Path directory;

  /** A JVM with an open fake that runs a container, says so, and waits to be ended. */
  static final class HolderMain {
    private HolderMain() {}

    public static void main(String[] args) throws InterruptedException {
      Path directory = Path.of(args[0]);
      FakeOptions host = FakeOptions.builder().workload(Workload.HOST).build();
      FakeRunsc fake = FakeRunsc.start(directory.resolve("fake"), host);
      Path bundle =
          Bundle.of(directory.resolve("bundle"), "/bin/sh", "-c", "sleep 1000 & sleep 1001");
      Shell runsc = Shell.of(directory, fake.executable(), "--root=" + directory.resolve("root"));
      runsc.call("run", "--detach", "--bundle", bundle.toString(), "c1");
      runsc.call("exec", "--detach", "--pid-file", "pid", "c1", "/bin/sleep", "1002");
      System.out.println("ready");
      Thread.currentThread().join();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void containersEndWithTheJvm(boolean killed) throws Exception {
    Shell.Started holder =
        Shell.of(
                directory,
                Path.of(System.getProperty("java.home"), "bin", "java"),
                "-cp",
                System.getProperty("java.class.path")
                    + ":"
                    + System.getProperty("jdk.module.path", ""),
                HolderMain.class.getName())
            .start(directory.toString());
    List<Long> processes;
    try {
      Waiting.until(() -> Shell.Started.text(holder.stdout()).contains("ready"));
      // The shell of the container starts its programs on its own time.
      Waiting.until(() -> processes().size() > 3);
      processes = processes();
      assertThat(processes).allMatch(JvmEndTest::isAlive);
    } finally {
      if (killed) {
        holder.process().destroyForcibly();
      } else {
        holder.process().destroy();
      }
    }

    holder.process().waitFor();
    Waiting.until(() -> processes.stream().noneMatch(JvmEndTest::isAlive));
    Waiting.until(
        () ->
            ProcessHandle.allProcesses()
                .noneMatch(
                    one -> one.info().commandLine().orElse("").contains(directory.toString())));
  }

  private List<Long> processes() {
    return new Sandboxes(directory.resolve("fake/.fake/sandboxes"))
        .all().stream().flatMap(made -> processes(made.name()).stream()).toList();
  }

  private List<Long> processes(String name) {
    Sandboxes sandboxes = new Sandboxes(directory.resolve("fake/.fake/sandboxes"));
    List<Long> all = new java.util.ArrayList<>();
    sandboxes.child(name).ifPresent(child -> addSession(all, child));
    sandboxes.attached(name).forEach(group -> addSession(all, group));
    return all;
  }

  private static void addSession(List<Long> all, long leader) {
    all.add(leader);
    all.addAll(Processes.session(leader));
  }

  private static boolean isAlive(long pid) {
    return Processes.identify(pid).isAlive();
  }

  @Test
  void closedServer_leavesNoGuard() {
    FakeServer server = FakeServer.start();
    List<ProcessHandle> guards =
        ProcessHandle.current()
            .children()
            .filter(child -> child.info().commandLine().orElse("").contains("fake-runsc-guard"))
            .toList();
    assertThat(guards).isNotEmpty();

    server.close();

    assertThat(guards).anyMatch(guard -> !guard.isAlive());
  }
}
