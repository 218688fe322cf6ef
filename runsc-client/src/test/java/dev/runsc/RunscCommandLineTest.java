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

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command lines are those of gVisor's own client. */
class RunscCommandLineTest {

  private static final Path BUNDLE = Path.of("/bundle");

  @TempDir private Path directory;

  private Stub stub(String body) {
    return Stub.in(directory, body);
  }

  @Test
  void list_asksForJson() {
    Stub stub = Stub.printing(directory, "[]");

    stub.client().list();

    assertThat(stub.onlyCall()).containsExactly("list", "--format=json");
  }

  @Test
  void state_namesContainer() {
    Stub stub =
        Stub.printing(
            directory,
            "{\"ociVersion\":\"1\",\"id\":\"c\",\"status\":\"running\",\"bundle\":\"/\"}");

    stub.client().state("c");

    assertThat(stub.onlyCall()).containsExactly("state", "c");
  }

  @Test
  void globalFlags_comeInFixedOrderAndConfigAsGiven() {
    Stub stub = Stub.printing(directory, "[]");
    Map<String, String> more = new LinkedHashMap<>();
    more.put("zeta", "a b");
    more.put("alpha", "");

    stub.builder()
        .debugLog("/d/")
        .debug(true)
        .config("platform", "ptrace")
        .config(more)
        .panicLog(Path.of("/panic"))
        .logFormat(LogFormat.JSON_K8S)
        .log(Path.of("/log"))
        .root(Path.of("/root dir"))
        .build()
        .list();

    assertThat(stub.onlyCall())
        .containsExactly(
            "--root=/root dir",
            "--log=/log",
            "--log-format=json-k8s",
            "--panic-log=/panic",
            "--platform=ptrace",
            "--zeta=a b",
            "--alpha=",
            "--debug=true",
            "--debug-log=/d/",
            "list",
            "--format=json");
  }

  @Test
  void relativePaths_areResolved() {
    Stub stub = stub("");
    String here = Path.of("").toAbsolutePath().toString();
    CreateOptions options =
        CreateOptions.builder()
            .consoleSocket(Path.of("s"))
            .userLog(Path.of("u"))
            .extraArgs("--x=1")
            .build();

    stub.builder().root(Path.of("r")).log(Path.of("l")).build().create("c", Path.of("b"), options);

    assertThat(stub.onlyCall())
        .containsExactly(
            "--root=" + here + "/r",
            "--log=" + here + "/l",
            "create",
            "--bundle",
            here + "/b",
            "--console-socket",
            here + "/s",
            "--user-log",
            here + "/u",
            "--x=1",
            "c");
  }

  @Test
  void createWithoutLog_logsToPrivateFileThatIsGone() {
    Stub stub = stub("printf 4711 >\"$DIR/pid\"");
    CreateOptions options = CreateOptions.builder().pidFile(stub.file("pid")).build();

    stub.client().create("c", BUNDLE, options);

    List<String> call = stub.onlyCall();
    assertThat(call.get(0)).startsWith("--log=");
    assertThat(Path.of(call.get(0).substring("--log=".length())).getParent()).doesNotExist();
    assertThat(call.subList(1, call.size()))
        .containsExactly(
            "create", "--bundle", "/bundle", "--pid-file", stub.file("pid").toString(), "c");
  }

  @Test
  void start_namesContainer() {
    Stub stub = stub("");

    stub.builder().log(Path.of("/log")).build().start("c");

    assertThat(stub.onlyCall()).containsExactly("--log=/log", "start", "c");
  }

  @Test
  void attachedRun_hasPidFileWritten() {
    Stub stub = stub("exit 3");
    Runsc runsc = stub.builder().log(Path.of("/log")).build();

    ExitStatus status = runsc.run("c", BUNDLE);

    assertThat(status).isEqualTo(new ExitStatus(3));
    List<String> call = stub.onlyCall();
    assertThat(call)
        .containsExactly(
            "--log=/log", "run", "--bundle", "/bundle", "--pid-file", call.get(5), "c");
    assertThat(Path.of(call.get(5)).getParent()).doesNotExist();
  }

  @Test
  void runWithOptions_passesThem() {
    Stub stub =
        stub("for a; do last=$p; p=$a; case $last in --pid-file) printf 5 >\"$a\";; esac; done");
    RunOptions options =
        RunOptions.builder().detach(true).pidFile(stub.file("pid")).userLog(Path.of("/u")).build();

    ExitStatus status = stub.builder().log(Path.of("/log")).build().run("c", BUNDLE, options);

    assertThat(status.success()).isTrue();
    assertThat(stub.onlyCall())
        .containsExactly(
            "--log=/log",
            "run",
            "--bundle",
            "/bundle",
            "--pid-file",
            stub.file("pid").toString(),
            "--user-log",
            "/u",
            "--detach",
            "c");
  }

  @Test
  void kill_sendsNumber() {
    Stub stub = stub("");

    stub.client().kill("c", Signal.TERM);

    assertThat(stub.onlyCall()).containsExactly("kill", "c", "15");
  }

  @Test
  void b20_killHasOneTarget_theLastOfRebuiltOptions() {
    KillOptions pid =
        KillOptions.builder().all().build().toBuilder().pid(new SandboxPid(7)).build();
    KillOptions all = pid.toBuilder().all().build();

    assertThat(pid.flags()).containsExactly("--pid", "7");
    assertThat(all.flags()).containsExactly("--all");
    assertThat(KillOptions.defaults().flags()).isEmpty();
  }

  @Test
  void kill_passesOptionsAndExtraArguments() {
    Stub stub = stub("");
    KillOptions options = KillOptions.builder().processGroup(3).extraArgs("--new").build();

    stub.client().kill("c", Signal.KILL, options);

    assertThat(stub.onlyCall()).containsExactly("kill", "--pgid", "3", "--new", "c", "9");
  }

  @Test
  void delete_passesForce() {
    Stub stub = stub("");

    stub.client().delete("c", DeleteOptions.builder().force(true).build());

    assertThat(stub.onlyCall()).containsExactly("delete", "--force", "c");
  }

  @Test
  void waitFor_namesContainer() {
    Stub stub = Stub.printing(directory, "{\"id\":\"c\",\"exitStatus\":143}");

    ExitStatus status = stub.client().waitFor("c", WaitOptions.builder().extraArgs("--x").build());

    assertThat(status.signal()).hasValue(15);
    assertThat(stub.onlyCall()).containsExactly("wait", "--x", "c");
  }

  @Test
  void optionsRebuilt_areTheSame() {
    CreateOptions options =
        CreateOptions.builder()
            .io(Io.inherit())
            .pidFile(Path.of("/p"))
            .consoleSocket(Path.of("/s"))
            .userLog(Path.of("/u"))
            .extraArgs("--a", "--b")
            .environment("N", "v")
            .timeout(Duration.ofSeconds(7))
            .build();

    CreateOptions same = options.toBuilder().build();

    assertThat(same).usingRecursiveComparison().isEqualTo(options);
    assertThat(same.timeout()).hasValue(Duration.ofSeconds(7));
    assertThat(same.pidFile()).hasValue(Path.of("/p"));
  }

  @Test
  void b34_emptyPidFile_isWaitedFor() throws Exception {
    Stub stub = stub(": >\"$DIR/pid\"; (sleep 0.3; printf 77 >\"$DIR/pid\") >/dev/null 2>&1 &");
    CreateOptions options = CreateOptions.builder().pidFile(stub.file("pid")).build();

    stub.client().create("c", BUNDLE, options);

    assertThat(Files.readString(stub.file("pid"))).isEqualTo("77");
  }
}
