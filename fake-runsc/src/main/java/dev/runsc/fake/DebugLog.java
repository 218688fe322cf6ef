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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The debug log of one call: where {@code --debug-log} says, or on standard error with {@code
 * --alsologtostderr}. It begins and ends as runsc's does; what lies between is not imitated.
 */
final class DebugLog {
  private final Profile profile;
  private final Request request;
  private final CommandLine line;
  private final Instant began = Instant.now();
  private final String given;
  private final StringBuilder forStderr = new StringBuilder();
  private boolean begun;

  DebugLog(Profile profile, Request request, CommandLine line) {
    this.profile = profile;
    this.request = request;
    this.line = line;
    this.given = flag("debug-log");
  }

  private String flag(String name) {
    String value = line.global().last(name);
    return value == null ? "" : value;
  }

  /** The answer if the log cannot be opened. */
  Optional<Outcome> problem() {
    if (given.isEmpty()) {
      return Optional.empty();
    }
    Path file = request.resolve(name(given, line.call().command(), "debug"));
    if (!Files.isDirectory(file)) {
      return Optional.empty();
    }
    String context = "error opening debug log file in " + GoText.quote(given) + ": ";
    String reason = "open " + given + ": is a directory";
    // Older releases tell it by their log alone.
    return Optional.of(
        profile.fetchesSpecFirst()
            ? Outcome.failure(context + "error opening file " + GoText.quote(given) + ": " + reason)
            : new Outcome(Outcome.FAILED, "", GlobalFlags.warning(context + reason), "model"));
  }

  /** A log file's name: with a slash at its end, that of a directory; variables replaced. */
  private String name(String pattern, String command, String kind) {
    String full = pattern;
    if (pattern.endsWith("/")) {
      full +=
          kind.equals("panic")
              ? "runsc.log.%TIMESTAMP%.panic.txt"
              : "runsc.log.%TIMESTAMP%.%COMMAND%.txt";
    }
    if (profile.fetchesSpecFirst()) {
      String id = line.call().id().filter(one -> !one.isEmpty()).orElse("<unknown>");
      full = full.replace("%ID%", id).replace("%CID%", id);
    }
    return full.replace("%TIMESTAMP%", stamp("yyyyMMdd-HHmmss.SSSSSS", began))
        .replace("%COMMAND%", command);
  }

  /** Made when it is needed: most calls have no log, and formatters take long to be made. */
  private static String stamp(String pattern, Instant time) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC).format(time);
  }

  /** The first lines, which older releases write before they look at anything. */
  void begin() {
    if (!profile.fetchesSpecFirst()) {
      head();
    }
  }

  private void head() {
    if (!begun) {
      begun = true;
      append("I", "main.go:196", "**************** gVisor ****************");
      append("I", "main.go:197", "Version " + profile.versionName() + ", PID " + request.pid());
      append("I", "main.go:199", "Args: [runsc " + String.join(" ", request.argv()) + "]");
    }
  }

  /** The last line of a call that was answered. */
  void end(int exit) {
    head();
    append("I", "main.go:222", "Exiting with status: " + exit);
  }

  /** The last line of a call that failed; one that failed before it began has no log. */
  void fail(String message) {
    if (begun || !message.startsWith("FetchSpec failed: ")) {
      head();
      append("W", "util.go:64", "FATAL ERROR: " + message);
    }
  }

  /** The logs of the processes that come with a sandbox. */
  void sandbox() {
    if (!given.isEmpty()) {
      for (String process : List.of("gofer", "boot")) {
        write(given, name(given, process, "debug"), "");
      }
    }
    String panic = flag("panic-log");
    if (!panic.isEmpty()) {
      write(panic, name(panic, "boot", "panic"), "");
    }
  }

  /** What is to be printed on standard error. */
  String stderr() {
    return forStderr.toString();
  }

  private void append(String level, String place, String message) {
    boolean onStderr = line.global().isTrue("alsologtostderr");
    if (given.isEmpty() && !onStderr) {
      return;
    }
    Instant now = Instant.now();
    String text =
        switch (flag("debug-log-format")) {
          case "json" -> json("msg", level, now, message);
          case "json-k8s" -> json("log", level, now, message);
          default ->
              String.format(
                  Locale.ROOT,
                  "%s%s %7d %s] %s\n",
                  level,
                  stamp("MMdd HH:mm:ss.SSSSSS", now),
                  request.pid(),
                  place,
                  message);
        };
    if (onStderr) {
      forStderr.append(text);
    }
    if (!given.isEmpty()) {
      write(given, name(given, line.call().command(), "debug"), text);
    }
  }

  private static String json(String key, String level, Instant now, String message) {
    return "{"
        + GoText.json(key)
        + ":"
        + GoText.json(message)
        + ",\"level\":"
        + (level.equals("I") ? "\"info\"" : "\"warning\"")
        + ",\"time\":"
        + GoText.json(now.toString())
        + "}\n";
  }

  private void write(String pattern, String name, String text) {
    Path file = request.resolve(name);
    try {
      if (file.getParent() != null) {
        Files.createDirectories(file.getParent());
      }
      Engine.append(file, text);
    } catch (IOException | java.io.UncheckedIOException e) {
      throw new RunscError(
          "error opening debug log file in " + GoText.quote(pattern) + ": " + e.getMessage());
    }
  }
}
