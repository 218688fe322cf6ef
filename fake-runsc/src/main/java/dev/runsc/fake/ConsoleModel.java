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

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Terminals. The container's end of a pseudo-terminal is made, and the other one sent to the socket
 * of {@code --console-socket}, by a small program in Perl or Python that the launcher runs: neither
 * a shell nor Java can unlock a terminal or send a descriptor.
 */
final class ConsoleModel {
  private final Session session;
  private final String sandbox;

  ConsoleModel(Session session, String sandbox) {
    this.session = session;
    this.sandbox = sandbox;
  }

  /**
   * Prepares a terminal for a process.
   *
   * @param file the file of the sandbox that describes the process
   * @param terminal whether it wants one
   * @param sends whether this command sends it to the console socket
   * @return the socket, or empty text if no terminal is to be made
   */
  String prepare(String file, boolean terminal, boolean sends) {
    if (!terminal) {
      return "";
    }
    String socket = session.line().flag("console-socket");
    if (socket.isEmpty() || !sends) {
      // Standard input, output and error become one of the three, whichever (trap 8).
      write(file + ".terminal", Integer.toString(ThreadLocalRandom.current().nextInt(3)));
      return "";
    }
    for (String script : new String[] {"console.pl", "console.py"}) {
      write(script, resource(script));
    }
    write(file + ".ctty", "");
    return socket;
  }

  /** Waits until the terminal has been sent. */
  void await(String file, String socket, long pid) {
    if (socket.isEmpty()) {
      return;
    }
    Path report = session.sandboxes().file(sandbox, file + ".console");
    Processes.Identity process = Processes.identify(pid);
    Waiting.until(() -> Files.exists(report) || !process.isAlive() || session.caller().isGone());
    String text = read(report);
    if (text.startsWith("connect ")) {
      String path = GoText.quote(socket);
      throw new RunscError(
          "setting up console with socket "
              + path
              + ": dialing socket "
              + path
              + ": dial unix "
              + socket
              + ": connect: "
              + text.substring("connect ".length()).toLowerCase(Locale.ROOT));
    }
    if (!text.equals("ok")) {
      throw new FakeRefusal(
          "a console needs perl or python3 on this host, for what neither Java nor a shell can do:"
              + " make a pseudo-terminal and send it to "
              + socket
              + " ("
              + text
              + ")");
    }
  }

  private String read(Path report) {
    if (session.caller().isGone()) {
      throw new Caller.GoneException();
    }
    try {
      return Files.readString(report);
    } catch (IOException e) {
      return "it ended without a report";
    }
  }

  private static String resource(String name) {
    try (InputStream in = ConsoleModel.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the jar of fake-runsc");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String file, String text) {
    try {
      Files.writeString(session.sandboxes().file(sandbox, file), text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the sandbox " + sandbox, e);
    }
  }
}
