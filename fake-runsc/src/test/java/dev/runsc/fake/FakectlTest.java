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

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs fakectl as a process of its own, which is what a shell does. */
class FakectlTest {
  @TempDir Path directory;

  private Shell fakectl;
  private Path home;

  @BeforeEach
  void locate() {
    home = directory.resolve("fake");
    fakectl =
        Shell.of(
            directory,
            Path.of(System.getProperty("java.home"), "bin", "java"),
            "-cp",
            System.getProperty("java.class.path") + ":" + System.getProperty("jdk.module.path", ""),
            "dev.runsc.fake.Fakectl");
  }

  private Shell runsc() {
    return Shell.of(directory, home.resolve("runsc"), "--root=" + directory.resolve("root"));
  }

  @Test
  void init_makesAnExecutable_andLogAndResetSeeItsCalls() {
    assertThat(fakectl.call("init", home.toString(), "--release", "20221219.0").stdout())
        .isEqualTo(home.resolve("runsc") + "\n");
    assertThat(runsc().call("--version").stdout())
        .isEqualTo("runsc version 0.0~20221219.0\nspec: 1.0.2-dev\n");
    assertThat(runsc().call("state", "a b").exit()).isEqualTo(128);

    assertThat(fakectl.call("log", home.toString()).stdout().lines())
        .hasSize(2)
        .last()
        .asString()
        .startsWith("#2  exit 128  ")
        .endsWith("--root=" + directory.resolve("root") + " state 'a b'");
    assertThat(fakectl.call("log", home.toString(), "--json").stdout())
        .isEqualTo(Shell.Started.text(home.resolve("invocations.jsonl")));
    assertThat(fakectl.call("reset", home.toString())).isEqualTo(new Shell.Result(0, "", ""));
    assertThat(fakectl.call("log", home.toString()).stdout()).isEmpty();
  }

  @Test
  void wrongUse_isToldWithTheRemedy() throws Exception {
    assertThat(fakectl.call("init", home.toString(), "--release", "1").stderr())
        .startsWith("no profile of release 1; there are 20210720.0, 20221219.0");
    assertThat(fakectl.call("init", home.toString(), "--release", "1").exit()).isEqualTo(2);
    Path script = Files.writeString(directory.resolve("s.json"), "{\"x\": 1}");
    assertThat(fakectl.call("init", home.toString(), "--script", script.toString()))
        .isEqualTo(
            new Shell.Result(
                2,
                "",
                "fakectl: "
                    + script
                    + ":1:2: the document has the unknown key \"x\"; known are $schema, faults,"
                    + " replies, seed, workloads\n"));
    assertThat(fakectl.call("log", home.toString()))
        .isEqualTo(
            new Shell.Result(
                3,
                "",
                "fakectl: "
                    + home
                    + " is not the directory of a fake runsc; make one with: fakectl init "
                    + home
                    + "\n"));
    assertThat(home).doesNotExist();
  }

  @Test
  void killedServer_leavesCallsToEnginesOfTheirOwn_andContainersAlive() throws Exception {
    fakectl.call("init", home.toString());
    Shell.Started serve = fakectl.start("serve", home.toString());
    Waiting.until(() -> !Shell.Started.text(serve.stdout()).isEmpty());
    Path bundle = Bundle.of(directory.resolve("bundle"), "x");
    assertThat(runsc().call("create", "--bundle", bundle.toString(), "c1").exit()).isZero();
    assertThat(runsc().call("start", "c1").exit()).isZero();
    assertThat(fakectl.call("serve", home.toString()).stderr())
        .isEqualTo(
            "fakectl: "
                + home
                + " is served by process "
                + serve.process().pid()
                + " already; end that one, or use another directory\n");
    Shell.Started waiter = runsc().start("wait", "c1");
    Waiting.pause(300);

    Path server = Path.of(Files.readAllLines(home.resolve(".fake/server")).get(0).split("'")[1]);
    serve.process().destroyForcibly().waitFor();

    assertThat(waiter.end())
        .isEqualTo(
            new Shell.Result(
                125,
                "",
                "fake-runsc: the engine died while it answered this call; what the call has done is"
                    + " not known\n"));
    assertThat(runsc().call("state", "c1").stdout()).contains("running");
    assertThat(fakectl.call("reset", home.toString()).exit()).isZero();
    assertThat(runsc().call("list", "--format=json").stdout()).isEqualTo("null\n");
    Waiting.until(() -> !Files.exists(server));
  }

  @Test
  void serve_endsItsContainersOnTerm() throws Exception {
    fakectl.call("init", home.toString());
    Shell.Started serve = fakectl.start("serve", home.toString());
    Waiting.until(() -> !Shell.Started.text(serve.stdout()).isEmpty());
    Path bundle = Bundle.of(directory.resolve("bundle"), "x");
    runsc().call("create", "--bundle", bundle.toString(), "--pid-file", "pid", "c1");
    long pid = Long.parseLong(Files.readString(directory.resolve("pid")));

    serve.process().destroy();

    assertThat(serve.end().exit()).isEqualTo(143);
    assertThat(Processes.identify(pid).isAlive()).isFalse();
    try (var left = Files.list(home.resolve(".fake/sandboxes"))) {
      assertThat(left.toList()).isEqualTo(List.of());
    }
  }
}
