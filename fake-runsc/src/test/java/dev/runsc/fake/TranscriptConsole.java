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

import static dev.runsc.fake.TranscriptLook.read;
import static dev.runsc.fake.TranscriptLook.write;

import com.grack.nanojson.JsonArray;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.newsclub.net.unix.AFUNIXServerSocket;
import org.newsclub.net.unix.AFUNIXSocket;
import org.newsclub.net.unix.AFUNIXSocketAddress;

/** The transcripts' section of consoles. */
final class TranscriptConsole {
  /** Much longer than anything takes to connect, where something is to connect. */
  private static final int LIMIT_MILLIS = 60_000;

  /** Longer than a connection takes that was made before a call ended. */
  private static final int NOBODY_MILLIS = 200;

  private final TranscriptPlay play;
  private final Path path;
  private AFUNIXServerSocket server;

  /** Kept as long as the master: a collected socket closes the descriptors that came by it. */
  private AFUNIXSocket connection;

  private FileDescriptor master;
  private String heard = "";

  private TranscriptConsole(TranscriptPlay play) {
    this.play = play;
    this.path = play.directory().resolve("sock");
  }

  static Map<String, Consumer<TranscriptPlay>> sections() {
    return Map.of("console", play -> new TranscriptConsole(play).prepare());
  }

  private void prepare() {
    terminal(TranscriptBundle.shell("tty; read x; echo got $x")).write(play, "");
    terminal(TranscriptBundle.of("true")).write(play, "_tt");
    terminal(TranscriptBundle.of("true")).write(play, "_tr");
    TranscriptBundle.shell("[ -t 0 ] && echo tty || echo notty").write(play, "_nb");
    TranscriptBundle.of("sleep", "1000").write(play, "_sleep");
    ofCreate();
    refused();
    withoutTerminal();
    ofExec();
    play.leave("console.exec-on-inherited-pty", "console.exec-detach.status");
  }

  private static TranscriptBundle terminal(TranscriptBundle bundle) {
    return bundle.process("terminal", true);
  }

  private void ofCreate() {
    play.before("console.create", this::listen);
    play.observe("console.create.socket", () -> accept(LIMIT_MILLIS));
    play.observe(
        "console.create.dialogue.essentials",
        () -> {
          say("typed");
          hear("got typed\r\n");
          return Map.of(
              "crlf", heard.contains("\r\n"),
              "echo", heard.contains("typed\r\n"),
              "answer", heard.contains("got typed"));
        });
    play.observe(
        "console.create.stopped",
        () -> {
          play.awaitStatus("t1", "stopped");
          return Map.of("status", play.status("t1"));
        });
    play.observe("console.create.master-after-exit", () -> Map.of("end", end()));
  }

  private void refused() {
    play.before("console.no-listener", this::close);
    play.before("console.socket-is-a-file", () -> write(play.directory().resolve("file"), ""));
    String longest =
        play.samples().stream()
            .filter(sample -> sample.name().equals("console.long-socket-path"))
            .flatMap(sample -> sample.argv().stream())
            .filter(word -> word.contains("/sss"))
            .findFirst()
            .map(play::fill)
            .orElseThrow();
    String shown = play.directory() + "/S";
    play.define(shown + "\"", longest + "\"");
    play.define(shown + ":", longest + ":");
  }

  private void withoutTerminal() {
    AtomicReference<Shell.Started> created = new AtomicReference<>();
    play.before("console.socket-without-terminal.create", this::listen);
    play.calling("console.socket-without-terminal.create", call -> call.keeping(created));
    play.observe(
        "console.socket-without-terminal.socket",
        () -> Map.of("accepted", accept(NOBODY_MILLIS).get("accepted")));
    play.observe(
        "console.socket-without-terminal.output",
        () -> {
          String text = play.awaitText(created.get().stdout());
          return Map.of("on-master", "", "on-stdout-of-create", text);
        });
  }

  private void ofExec() {
    play.before("console.exec-detach", () -> play.createAndStart("_sleep", "t8"));
    play.observe(
        "console.exec-detach",
        () -> with(accept(LIMIT_MILLIS), "pid-file", isPid(play.directory().resolve("epid"))));
    play.observe(
        "console.exec-detach.dialogue",
        () -> {
          say("hi");
          hear("got hi\r\n");
          return Map.of("crlf", heard.contains("\r\n"), "answer", heard.contains("got hi"));
        });
    // Whichever stream stands for all, it can be written to, as when the sample was made.
    play.calling(
        "console.exec-attached-with-socket", call -> call.through("exec \"$@\" <>/dev/null"));
    play.observe(
        "console.exec-attached-with-socket",
        () -> Map.of("accepted", accept(NOBODY_MILLIS).get("accepted"), "on-master", ""));
    write(
        play.directory().resolve("pt.json"),
        "{\"terminal\": true, \"args\": [\"sh\", \"-c\", \"[ -t 0 ] && echo tty\"], \"cwd\": \"/\","
            + " \"env\": "
            + com.grack.nanojson.JsonWriter.string(new JsonArray(List.of(TranscriptBundle.PATH)))
            + "}");
    play.observe(
        "console.exec-process-detach",
        () -> {
          Map<String, Object> seen = accept(LIMIT_MILLIS);
          hear("\n");
          return with(seen, "on-master", heard.strip());
        });
  }

  private static boolean isPid(Path file) {
    return read(file).matches("[0-9]+");
  }

  private static Map<String, Object> with(Map<String, Object> seen, String key, Object value) {
    seen.put(key, value);
    return seen;
  }

  private void listen() {
    try {
      server = AFUNIXServerSocket.newInstance();
      server.bind(AFUNIXSocketAddress.of(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void close() {
    try {
      server.close();
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes what comes to the socket, if something does. */
  private Map<String, Object> accept(int millis) {
    Map<String, Object> seen = new HashMap<>();
    heard = "";
    try {
      server.setSoTimeout(millis);
      AFUNIXSocket socket = server.accept();
      connection = socket;
      socket.setAncillaryReceiveBufferSize(1024);
      byte[] payload = socket.getInputStream().readNBytes(10);
      FileDescriptor[] descriptors = socket.getReceivedFileDescriptors();
      master = descriptors[0];
      seen.put("accepted", true);
      seen.put("payload", new String(payload, StandardCharsets.UTF_8));
      seen.put("fds", descriptors.length);
      seen.put("closed-by-peer", socket.getInputStream().read() < 0);
      seen.put("fd-is-pty-master", ownsMaster());
    } catch (SocketTimeoutException e) {
      seen.put("accepted", false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return seen;
  }

  /** Nothing but what was received makes this process have the master of a terminal. */
  private static boolean ownsMaster() throws IOException {
    try (var files = Files.list(Path.of("/proc/self/fd"))) {
      return files.anyMatch(
          file -> {
            try {
              return Files.readSymbolicLink(file).endsWith("ptmx");
            } catch (IOException e) {
              // It was closed meanwhile.
              return false;
            }
          });
    }
  }

  private void say(String text) {
    try {
      new FileOutputStream(master).write((text + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void hear(String until) {
    try {
      byte[] some = new byte[1024];
      while (!heard.contains(until)) {
        int count = new FileInputStream(master).read(some);
        heard += new String(some, 0, Math.max(0, count), StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw new AssertionError("the terminal ended after: " + heard, e);
    }
  }

  private String end() {
    AFUNIXSocket last = connection;
    try (last) {
      return "read " + new FileInputStream(master).read();
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
