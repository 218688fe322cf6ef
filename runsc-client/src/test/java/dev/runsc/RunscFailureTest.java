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

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a failed call tells. */
class RunscFailureTest {

  private static final Path BUNDLE = Path.of("/bundle");

  /** Writes the message to the log that was given, as runsc does. */
  private static final String LOG =
      "log() { for a; do case $a in --log=*) printf '%s' \"$RECORD\" >>\"${a#--log=}\";; esac;"
          + " done; }\n";

  private static final String PID_FILE =
      "for a; do case $last in --pid-file) printf 5 >\"$a\";; esac; last=$a; done\n";

  @TempDir private Path directory;

  private Stub stub(String body) {
    return Stub.in(directory, body);
  }

  private static String failing(String message) {
    return LOG
        + "RECORD='{\"msg\":\""
        + message
        + "\",\"level\":\"error\",\"time\":\"t\"}'; log \"$@\"; echo '"
        + message
        + "' >&2; exit 128";
  }

  @Test
  void b09_factsOfFailure_areFields() {
    Stub stub = stub("echo out; echo 'loading container: file does not exist' >&2; exit 128");

    RunscExitException e =
        assertThatExceptionOfType(RunscExitException.class)
            .isThrownBy(() -> stub.client().state("c d".replace(' ', '-')))
            .actual();

    assertThat(e.kind()).isEqualTo(ErrorKind.NOT_FOUND);
    assertThat(e.argv()).containsExactly(stub.script().toString(), "state", "c-d");
    assertThat(e.exitCode()).hasValue(128);
    assertThat(e.stdout()).isEqualTo("out\n");
    assertThat(e.stdoutSize()).isEqualTo(4);
    assertThat(e.stderr()).isEqualTo("loading container: file does not exist\n");
    assertThat(e.runscMessage()).hasValue("loading container: file does not exist");
    assertThat(e.elapsed()).isPositive();
    assertThat(e.getMessage().replaceAll("after: \\d+", "after: N"))
        .isEqualTo(
            "state of \"c-d\" failed: loading container: file does not exist\n  command: "
                + stub.script()
                + " state c-d\n  exit code: 128\n  after: N ms");
  }

  @Test
  void messageWithMoreOnStandardError_showsBoth() {
    Stub stub = stub("echo 'flag provided but not defined: -x' >&2; echo usage >&2; exit 2");

    assertThatExceptionOfType(RunscExitException.class)
        .isThrownBy(() -> stub.builder().config("x", "a b'c").build().list())
        .withMessageContaining("list of containers failed: flag provided but not defined: -x\n")
        .withMessageContaining("'--x=a b'\\''c' list")
        .withMessageContaining(
            "standard error (40 bytes): flag provided but not defined: -x\n    usage")
        .satisfies(e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNSUPPORTED));
  }

  @Test
  void exception_survivesSerialization() throws Exception {
    Stub stub = stub("echo 'sandbox is not running' >&2; exit 128");
    RunscException e =
        assertThatExceptionOfType(RunscException.class)
            .isThrownBy(() -> stub.client().kill("c", Signal.TERM))
            .actual();

    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(e);
    }
    RunscException copy;
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      copy = (RunscException) in.readObject();
    }

    assertThat(copy.argv()).isEqualTo(e.argv());
    assertThat(copy.exitCode()).hasValue(128);
    assertThat(copy.runscMessage()).hasValue("sandbox is not running");
  }

  @Test
  void failureOfCreate_isReadFromPrivateLog() {
    Stub stub = stub(failing("creating container: invalid container id: a/b"));

    RunscException e =
        assertThatExceptionOfType(RunscExitException.class)
            .isThrownBy(() -> stub.client().create("a/b", BUNDLE))
            .actual();

    assertThat(e.kind()).isEqualTo(ErrorKind.INVALID_ID);
    assertThat(e.runscMessage()).hasValue("creating container: invalid container id: a/b");
    assertThat(e.stderr()).isEmpty();
    assertThat(stub.calls()).hasSize(1);
  }

  @Test
  void b29_logOfTheCaller_isReadFromItsEndOn() throws Exception {
    Stub stub = stub(failing("creating container: invalid container id: x"));
    Path log = stub.file("log");
    Files.writeString(
        log, "{\"msg\":\"creating container: old\",\"level\":\"error\",\"time\":\"t\"}{{\0junk");

    assertThatExceptionOfType(RunscExitException.class)
        .isThrownBy(() -> stub.builder().log(log).build().create("x", BUNDLE))
        .satisfies(
            e -> {
              assertThat(e.runscMessage()).hasValue("creating container: invalid container id: x");
              assertThat(e.loggedErrors())
                  .containsExactly("creating container: invalid container id: x");
            });
  }

  @Test
  void failureWithFiles_isReadFromWhatWasAppended() throws Exception {
    Stub stub = stub("echo 'creating container: invalid container id: x' >&2; exit 128");
    Path stderr = Files.writeString(stub.file("err"), "from before\n");
    CreateOptions options =
        CreateOptions.builder()
            .io(Io.files(Path.of("/dev/null"), stub.file("out"), stderr))
            .build();

    assertThatExceptionOfType(RunscExitException.class)
        .isThrownBy(() -> stub.client().create("x", BUNDLE, options))
        .satisfies(
            e -> {
              assertThat(e.kind()).isEqualTo(ErrorKind.INVALID_ID);
              assertThat(e.stderr()).isEqualTo("creating container: invalid container id: x\n");
            });
  }

  @Test
  void wrongFlagOfCreate_isFoundOutByAskingForHelp() {
    Stub stub =
        stub(
            "echo 'flag provided but not defined: -nosuch' >&2; echo 'create [flags]' >&2; exit"
                + " 128");
    CreateOptions options = CreateOptions.builder().extraArgs("--nosuch").build();

    assertThatExceptionOfType(RunscExitException.class)
        .isThrownBy(() -> stub.builder().log(stub.file("log")).build().create("x", BUNDLE, options))
        .satisfies(
            e -> {
              assertThat(e.kind()).isEqualTo(ErrorKind.UNSUPPORTED);
              assertThat(e.runscMessage()).hasValue("flag provided but not defined: -nosuch");
            });
    String log = "--log=" + stub.file("log");
    assertThat(stub.calls())
        .containsExactlyInAnyOrder(
            List.of(log, "create", "--bundle", "/bundle", "--nosuch", "x"),
            List.of(log, "create", "--bundle", "/bundle", "--nosuch", "-h"));
  }

  @Test
  void silentFailureOfCreate_saysWhereWordsMayBe() {
    Stub stub = stub("echo unseen >&2; exit 1");

    assertThatExceptionOfType(RunscExitException.class)
        .isThrownBy(() -> stub.client().create("x", BUNDLE))
        .withMessageStartingWith(
            "create of \"x\" failed without a word (its standard error may have led elsewhere: see"
                + " Io)")
        .satisfies(e -> assertThat(e.kind()).isEqualTo(ErrorKind.OTHER));
    assertThat(stub.calls()).hasSize(1);
  }

  @Test
  void b10_statusOfProgram_isNoFailureThoughRunscUsesItToo() {
    for (int code : new int[] {2, 128}) {
      Stub stub = stub(PID_FILE + "exit " + code);

      assertThat(stub.client().run("c", BUNDLE)).isEqualTo(new ExitStatus(code));
    }
  }

  @Test
  void b10_errorInLog_isAFailure() {
    Stub stub = stub(PID_FILE + failing("running container: starting container: no"));

    assertThatExceptionOfType(RunscExitException.class)
        .isThrownBy(() -> stub.client().run("c", BUNDLE))
        .satisfies(
            e ->
                assertThat(e.runscMessage()).hasValue("running container: starting container: no"));
  }

  @Test
  void b10_errorOfSandboxInLog_isNoFailureOfRunsc() {
    Stub stub = stub(PID_FILE + failing("something in the sandbox"));

    assertThat(stub.client().run("c", BUNDLE)).isEqualTo(new ExitStatus(128));
  }

  @Test
  void b10_noPidFileWritten_isAFailure() throws Exception {
    Stub stub = stub("exit 128");
    Path stale = Files.writeString(stub.file("pid"), "17");
    RunOptions options = RunOptions.builder().pidFile(stale).build();

    assertThatExceptionOfType(RunscExitException.class)
        .isThrownBy(() -> stub.client().run("c", BUNDLE));
    assertThatExceptionOfType(RunscExitException.class)
        .isThrownBy(() -> stub.client().run("c", BUNDLE, options));
  }

  @Test
  void missingCommand_isNamed() {
    assertStartFailure(
        Runsc.builder().command(directory.resolve("nothing")),
        "the command " + directory.resolve("nothing") + " does not exist");
    assertStartFailure(
        Runsc.builder().command("no-such-runsc-anywhere"),
        "there is no executable \"no-such-runsc-anywhere\" in the directories of PATH (");
  }

  @Test
  void commandThatCannotBeExecuted_isNamed() throws Exception {
    Path plain = Files.writeString(directory.resolve("plain"), "#!/bin/sh\n");
    Path badInterpreter = Files.writeString(directory.resolve("bad"), "#!/no/such/sh\n");
    assertThat(badInterpreter.toFile().setExecutable(true)).isTrue();

    assertStartFailure(Runsc.builder().command(directory), "is a directory");
    assertStartFailure(Runsc.builder().command(plain), "is not executable; chmod +x it");
    assertStartFailure(
        Runsc.builder().command(badInterpreter), "is the interpreter it names there?");
  }

  private static void assertStartFailure(Runsc.Builder builder, String reason) {
    Runsc runsc = builder.timeout(Duration.ofSeconds(30)).build();

    assertThatExceptionOfType(RunscStartException.class)
        .isThrownBy(runsc::list)
        .withMessageStartingWith("list of containers could not begin: ")
        .withMessageContaining(reason)
        .satisfies(
            e -> {
              assertThat(e.kind()).isEqualTo(ErrorKind.NOT_STARTABLE);
              assertThat(e.exitCode()).isEmpty();
              assertThat(e).hasCauseInstanceOf(java.io.IOException.class);
            });
  }

  @Test
  void wrongFilesForStreams_areNamed() {
    Stub stub = stub("");
    Path nothing = Path.of("/dev/null");
    Path missing = directory.resolve("missing/file");

    assertStreamFailure(
        stub, Io.files(missing, nothing, nothing), "for standard input cannot be read: ");
    assertStreamFailure(
        stub,
        Io.files(nothing, missing, nothing),
        "for standard output is in no existing directory: ");
    assertStreamFailure(
        stub, Io.files(nothing, nothing, directory), "for standard error is a directory: ");
  }

  private static void assertStreamFailure(Stub stub, Io io, String reason) {
    assertThatExceptionOfType(RunscStartException.class)
        .isThrownBy(() -> stub.client().create("c", BUNDLE, CreateOptions.builder().io(io).build()))
        .withMessageContaining("the file " + reason);
  }
}
