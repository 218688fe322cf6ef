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
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Input that cannot work is refused by an error that says what to do. */
class BadInputTest {

  private static final Path EMPTY = Path.of("");

  @TempDir private Path directory;

  private Stub stub(String body) {
    return Stub.in(directory, body);
  }

  @Test
  void idsThatNoContainerCanHave_areRefusedByEveryMethod() {
    Stub stub = stub("");
    Runsc runsc = stub.client();
    Path image = Path.of("/image");
    List<Consumer<String>> methods =
        List.of(
            runsc::state,
            runsc::start,
            runsc::delete,
            runsc::waitFor,
            runsc::pause,
            runsc::resume,
            runsc::ps,
            runsc::top,
            runsc::stats,
            id -> runsc.kill(id, Signal.TERM),
            id -> runsc.events(id, Duration.ofSeconds(1)),
            id -> runsc.exec(id, List.of("true")),
            id -> runsc.exec(id, OciProcess.of("/", "true")),
            id -> runsc.exec(id, Path.of("/p"), ExecOptions.defaults()),
            id -> runsc.checkpoint(id, image),
            id -> runsc.fsCheckpoint(id, image),
            id -> runsc.restoreCreated(id, image, RestoreOptions.defaults()),
            id -> runsc.restore(id, image, image),
            id -> runsc.update(id, Resources.builder().memoryLimit(1).build()),
            id -> runsc.await(id, Milestone.CHECKPOINT));

    for (String id : List.of("", "a*", "a/b", "a b", "-a", "a\0")) {
      for (Consumer<String> method : methods) {
        assertThatIllegalArgumentException().isThrownBy(() -> method.accept(id));
      }
    }
    assertThat(stub.calls()).isEmpty();
  }

  @Test
  void emptyPaths_areRefused() {
    Runsc runsc = stub("").client();
    List<Runnable> uses =
        List.of(
            () -> Runsc.builder().root(EMPTY),
            () -> Runsc.builder().log(EMPTY),
            () -> Runsc.builder().panicLog(EMPTY),
            () -> Runsc.builder().command(EMPTY),
            () -> runsc.create("c", EMPTY),
            () -> runsc.run("c", EMPTY),
            () -> CreateOptions.builder().pidFile(EMPTY),
            () -> CreateOptions.builder().userLog(EMPTY),
            () -> CreateOptions.builder().consoleSocket(EMPTY),
            () -> CreateOptions.builder().fsRestoreImagePath(EMPTY),
            () -> ExecOptions.builder().pidFile(EMPTY),
            () -> ExecOptions.builder().internalPidFile(EMPTY),
            () -> runsc.exec("c", EMPTY, ExecOptions.defaults()),
            () -> runsc.checkpoint("c", EMPTY),
            () -> runsc.restore("c", EMPTY, Path.of("/b")),
            () -> runsc.restore("c", Path.of("/i"), EMPTY),
            () -> Io.files(EMPTY, EMPTY, EMPTY),
            () -> Io.capture(10, EMPTY));

    for (Runnable use : uses) {
      assertThatIllegalArgumentException()
          .isThrownBy(use::run)
          .withMessageContaining("is empty: name a file or a directory");
    }
  }

  @Test
  void relativePaths_areResolved() {
    String here = Path.of("").toAbsolutePath() + "/";

    assertThat(
            ExecOptions.builder()
                .pidFile(Path.of("p"))
                .internalPidFile(Path.of("i"))
                .consoleSocket(Path.of("s"))
                .build()
                .flags())
        .containsExactly(
            "--console-socket",
            here + "s",
            "--pid-file",
            here + "p",
            "--internal-pid-file",
            here + "i");
  }

  @Test
  void noProgram_isRefused() {
    Runsc runsc = stub("").client();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> runsc.exec("c", List.of()))
        .withMessage("the arguments begin with the program to run");
    assertThatIllegalArgumentException().isThrownBy(() -> runsc.exec("c", List.of("", "x")));
    assertThatIllegalArgumentException().isThrownBy(() -> OciProcess.of("/"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OciProcess.of("relative", "true"))
        .withMessageContaining("an absolute path in the container");
    assertThatIllegalArgumentException().isThrownBy(() -> OciProcess.parse("[]"));
    assertThatIllegalArgumentException().isThrownBy(() -> OciProcess.parse("{"));
  }

  @Test
  void unreadableProcessFile_saysWhatIsNeeded() {
    Stub stub = stub("");
    Path missing = directory.resolve("missing.json");

    assertThatExceptionOfType(RunscStartException.class)
        .isThrownBy(() -> stub.client().exec("c", missing, ExecOptions.defaults()))
        .withMessageContaining(
            "the process file does not exist: name a file with the JSON of an OCI process");
    assertThatExceptionOfType(RunscStartException.class)
        .isThrownBy(() -> stub.client().exec("c", directory, ExecOptions.defaults()))
        .withMessageContaining("is no regular file");
    assertThat(stub.calls()).isEmpty();
  }

  @Test
  void outputThatIsNotJson_isDescribed() {
    assertOutput("echo hello there", "it is not JSON but begins with \"hello there\"");
    assertOutput("printf '[1,2'", "it is cut off after 4 bytes");
    assertOutput("printf ''", "it is empty");
    assertOutput("echo 'WARNING: x'; echo '[1]'", "it is not JSON but begins with \"WARNING: x\"");
    assertOutput("echo '[1] trailing'", "it is not JSON alone (line 1, column");
    assertOutput("echo '{}'", "a list was expected, not {}");
    assertOutput("echo '[0]'", "a list of pids was expected; one is 0");
  }

  private void assertOutput(String body, String problem) {
    assertThatExceptionOfType(RunscOutputException.class)
        .isThrownBy(() -> stub(body).client().ps("c"))
        .withMessageContaining("the output of runsc cannot be understood: " + problem)
        .withMessageContaining("; run the command to see whether runsc writes this or something")
        .satisfies(e -> assertThat(e.kind()).isEqualTo(ErrorKind.BAD_OUTPUT));
  }

  @Test
  void statsThatAreNone_areDescribed() {
    assertStats("{\"type\":\"oom\",\"id\":\"c\"}", "the field \"type\" should be \"stats\"");
    assertStats("{\"type\":\"stats\",\"id\":\"c\"}", "the field \"data\" should be an object");
    assertStats(
        "{\"type\":\"stats\",\"id\":\"c\",\"data\":{\"pids\":{\"current\":\"x\"}}}",
        "the field \"current\" should be a whole number, not \"x\"");
    assertStats(
        "{\"type\":\"stats\",\"id\":\"c\",\"data\":{\"cpu\":{\"usage\":{\"percpu\":[1,null]}}}}",
        "the field \"percpu\" should be a list of whole numbers, not ");
  }

  private void assertStats(String json, String problem) {
    assertThatExceptionOfType(RunscOutputException.class)
        .isThrownBy(() -> stub("echo '" + json + "'").client().stats("c"))
        .withMessageContaining(problem);
  }

  @Test
  void b10_exit128OfTheProcess_isItsStatus() throws Exception {
    String pidFile = "for a; do case $last in --pid-file) printf 5 >\"$a\";; esac; last=$a; done\n";
    String log =
        "for a; do case $a in --log=*) printf '{\"msg\":\"%s\",\"level\":\"error\"}' \"$MSG\""
            + " >>\"${a#--log=}\";; esac; done\n";
    String failed = "executing processes for container: cannot execute";

    assertThat(stub(pidFile + "exit 128").client().exec("c", List.of("x")).code()).isEqualTo(128);
    assertThat(
            stub(pidFile + "MSG='" + failed + "'\n" + log + "exit 128")
                .client()
                .exec("c", List.of("x"))
                .code())
        .as("another call's failure in the log")
        .isEqualTo(128);
    assertThatExceptionOfType(RunscExitException.class)
        .isThrownBy(
            () ->
                stub("MSG='" + failed + "'\n" + log + "exit 128").client().exec("c", List.of("x")))
        .satisfies(e -> assertThat(e.runscMessage()).hasValue(failed));
    assertThatExceptionOfType(RunscExitException.class)
        .isThrownBy(
            () ->
                stub(pidFile + "MSG='waiting on pid 5: gone'\n" + log + "exit 128")
                    .client()
                    .exec("c", List.of("x")));
    Files.deleteIfExists(directory.resolve("nothing"));
  }

  @Test
  void usedStreams_areRefused() {
    Stub stub = stub("");
    for (Io io : List.of(Io.capture(10), Io.pipes())) {
      ExecOptions options = ExecOptions.builder().io(io).build();
      stub.client().exec("c", List.of("x"), options);

      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> stub.client().exec("c", List.of("x"), options))
          .withMessageContaining("used by another call");
    }
    assertThatIllegalArgumentException().isThrownBy(() -> Io.capture(1));
  }

  @Test
  void missingCommand_saysSinceWhichReleaseItExists() {
    Stub stub = stub("echo 'Usage: runsc <flags> <subcommand> <subcommand args>' >&2; exit 128");

    assertThatExceptionOfType(RunscExitException.class)
        .isThrownBy(() -> stub.client().features())
        .withMessageContaining("(the command features exists since release 20260511.0; ")
        .satisfies(e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNSUPPORTED));
  }
}
