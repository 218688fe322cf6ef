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

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A shell in a real sandbox on a real terminal. */
class RealTerminalIT {

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String CTRL_D = "\u0004";

  @TempDir private Path directory;

  private static Path shell(Sandboxes box) {
    return box.bundle(
        List.of("/bin/sh"),
        Map.of(
            "process",
            Map.of(
                "args",
                List.of("/bin/sh"),
                "cwd",
                "/",
                "terminal",
                true,
                "env",
                List.of("PATH=/usr/bin:/bin", "PS1=ready>"))));
  }

  private static void type(Terminal terminal, String keys) throws IOException {
    terminal.output().write(keys.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads until the terminal shows something. */
  private static String readUntil(InputStream input, String wanted) throws Exception {
    StringBuilder seen = new StringBuilder();
    return CompletableFuture.supplyAsync(
            () -> {
              byte[] bytes = new byte[1024];
              try {
                while (seen.indexOf(wanted) < 0) {
                  int read = input.read(bytes);
                  if (read < 0) {
                    throw new AssertionError("the terminal ended after: " + seen);
                  }
                  seen.append(new String(bytes, 0, read, StandardCharsets.UTF_8));
                }
              } catch (IOException e) {
                throw new AssertionError("after: " + seen, e);
              }
              return seen.toString();
            })
        .get(20, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @MethodSource("dev.runsc.RealRunsc#all")
  void shell_answersSeesItsSizeAndEndsOnCtrlD(RealRunsc real) throws Exception {
    try (Sandboxes box = real.open(directory);
        ConsoleSocket socket = ConsoleSocket.open()) {
      String id = box.id("shell");
      CreateOptions options = CreateOptions.builder().consoleSocket(socket.path()).build();
      box.runsc().create(id, shell(box), options);
      try (Terminal terminal = socket.receive(SOON)) {
        box.runsc().start(id);
        CompletableFuture<ExitStatus> end =
            CompletableFuture.supplyAsync(() -> box.runsc().waitFor(id));
        readUntil(terminal.input(), "ready>");

        type(terminal, "echo a$((6*7))b\n");
        String answer = readUntil(terminal.input(), "a42b\r\nready>");
        terminal.resize(43, 121);
        type(terminal, "stty size\n");
        String size = readUntil(terminal.input(), "43 121\r\nready>");
        box.awaitProcess(" wait " + id);
        type(terminal, CTRL_D);
        byte[] rest =
            CompletableFuture.supplyAsync(() -> readAll(terminal.input()))
                .get(20, TimeUnit.SECONDS);

        assertThat(answer).startsWith("echo a$((6*7))b\r\n");
        assertThat(size).startsWith("stty size\r\n");
        assertThat(terminal.size()).isEqualTo(new Terminal.Size(43, 121));
        assertThat(rest).hasSizeLessThan(100);
        assertThat(end.get(20, TimeUnit.SECONDS).success()).isTrue();
      }
    }
  }

  private static byte[] readAll(InputStream input) {
    try {
      return input.readAllBytes();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.runsc.RealRunsc#all")
  void terminalOfAShell_isReadToItsEnd(RealRunsc real) throws Exception {
    try (Sandboxes box = real.open(directory)) {
      Runsc runsc = box.runsc();
      String id = box.id("terminal");
      Path bundle = shell(box);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      // tag::terminal[]
      try (ConsoleSocket socket = ConsoleSocket.open()) {
        runsc.create(id, bundle, CreateOptions.builder().consoleSocket(socket.path()).build());
        try (Terminal terminal = socket.receive(Duration.ofSeconds(10))) {
          runsc.start(id);
          terminal.resize(40, 120);
          terminal.output().write("exit\n".getBytes(UTF_8));
          terminal.input().transferTo(out);
        }
      }
      // end::terminal[]

      assertThat(out.toString(UTF_8)).contains("exit\r\n");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.runsc.RealRunsc#all")
  void detachedExec_handsOverATerminal(RealRunsc real) throws Exception {
    try (Sandboxes box = real.open(directory);
        ConsoleSocket socket = ConsoleSocket.open(directory.resolve("socket"))) {
      String id = box.id("exec");
      box.runsc().create(id, box.bundle("exec sleep 1000"));
      box.runsc().start(id);
      OciProcess process =
          OciProcess.of("/", "/bin/sh", "-c", "[ -t 0 ] && echo yes; read x; echo \"<$x>\"")
              .toBuilder()
              .terminal(true)
              .build();
      ExecOptions options = ExecOptions.builder().detach(true).consoleSocket(socket.path()).build();

      box.runsc().exec(id, process, options);

      try (Terminal terminal = socket.receive(SOON)) {
        readUntil(terminal.input(), "yes\r\n");
        type(terminal, "word\n");
        readUntil(terminal.input(), "<word>\r\n");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.runsc.RealRunsc#all")
  void b22_restoredShell_getsATerminalOfItsOwn(RealRunsc real) throws Exception {
    try (Sandboxes box = real.open(directory);
        ConsoleSocket first = ConsoleSocket.open();
        ConsoleSocket second = ConsoleSocket.open()) {
      Path bundle = shell(box);
      Path image = directory.resolve("image");
      String saved = box.id("saved");
      String again = box.id("again");
      box.runsc()
          .create(saved, bundle, CreateOptions.builder().consoleSocket(first.path()).build());
      try (Terminal terminal = first.receive(SOON)) {
        box.runsc().start(saved);
        type(terminal, "kept=42\n");
        readUntil(terminal.input(), "42\r\nready>");
        box.runsc().checkpoint(saved, image);
        box.awaitStatus(saved, ContainerStatus.STOPPED);
      }
      RestoreOptions options =
          RestoreOptions.builder().detach(true).consoleSocket(second.path()).build();

      box.runsc().restore(again, image, bundle, options);

      try (Terminal terminal = second.receive(SOON)) {
        type(terminal, "echo a${kept}b\n");
        readUntil(terminal.input(), "a42b\r\nready>");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.runsc.RealRunsc#all")
  void closingTerminal_endsAWaitingRead(RealRunsc real) throws Exception {
    try (Sandboxes box = real.open(directory);
        ConsoleSocket socket = ConsoleSocket.open()) {
      String id = box.id("closing");
      CreateOptions options = CreateOptions.builder().consoleSocket(socket.path()).build();
      box.runsc().create(id, shell(box), options);
      Terminal terminal = socket.receive(SOON);
      CompletableFuture<Throwable> read =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return new AssertionError("read " + terminal.input().read());
                } catch (IOException e) {
                  return e;
                }
              });
      org.awaitility.Awaitility.await()
          .pollDelay(Duration.ofMillis(300))
          .until(() -> !read.isDone());

      terminal.close();
      terminal.close();

      assertThat(read.get(20, TimeUnit.SECONDS)).hasMessage("the terminal was closed");
      assertThatExceptionOfType(IOException.class).isThrownBy(() -> terminal.resize(1, 1));
    }
  }

  @Test
  void socketToWhichNobodyComes_saysWhatIsNeeded() throws Exception {
    Path path;
    try (ConsoleSocket socket = ConsoleSocket.open()) {
      path = socket.path();
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> socket.receive(Duration.ofMillis(50)))
          .withMessageContaining("within 50 ms: the process must have \"terminal\": true");
    }
    assertThat(path.getParent()).doesNotExist();
  }

  @Test
  void interruptWhileWaiting_endsTheWait() throws Exception {
    try (ConsoleSocket socket = ConsoleSocket.open()) {
      CompletableFuture<Throwable> seen = new CompletableFuture<>();
      Thread thread =
          new Thread(
              () -> {
                try (Terminal terminal = socket.receive(Duration.ofMinutes(1))) {
                  seen.complete(new AssertionError("received " + terminal));
                } catch (IOException e) {
                  seen.complete(e);
                }
              });
      thread.start();
      org.awaitility.Awaitility.await()
          .until(() -> thread.getState() == Thread.State.RUNNABLE || seen.isDone());

      thread.interrupt();

      assertThat(seen.get(20, TimeUnit.SECONDS))
          .isInstanceOf(InterruptedIOException.class)
          .hasMessageContaining("interrupted while waiting for a terminal at " + socket.path());
    }
  }

  @Test
  void wrongPaths_areRefused() throws Exception {
    Path taken = Files.createFile(directory.resolve("taken"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConsoleSocket.open(directory.resolve("x".repeat(120))))
        .withMessageContaining("has room for 107 bytes");
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> ConsoleSocket.open(taken));
    assertThatIllegalArgumentException().isThrownBy(() -> ConsoleSocket.open(Path.of("")));
  }
}
