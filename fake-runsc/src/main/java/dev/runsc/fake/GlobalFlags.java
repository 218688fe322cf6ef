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
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** What runsc checks of its global flags before it looks at the command, and the log it opens. */
final class GlobalFlags {
  /** Descriptors that the launcher has taken before the engine hears of a call. */
  private static final Set<Integer> OWN_DESCRIPTORS = Set.of(6, 7, 8, 9);

  private final Engine engine;
  private final Profile profile;
  private final CommandLine line;
  private final Request request;
  private final Caller caller;

  GlobalFlags(Engine engine, CommandLine line, Request request, Caller caller) {
    this.engine = engine;
    this.profile = engine.profile();
    this.line = line;
    this.request = request;
    this.caller = caller;
  }

  Optional<Outcome> check() {
    Optional<Outcome> log = openLog();
    if (log.isPresent()) {
      return log;
    }
    Optional<String> problem = problem();
    if (problem.isEmpty()) {
      return Optional.empty();
    }
    engine.appendLog(request, line, caller, problem.get());
    return Optional.of(fatal(profile, problem.get()));
  }

  private Optional<String> problem() {
    String platform = line.global().last("platform");
    Catalog.Flag flag = profile.catalog().globalFlags().get("platform");
    if (platform != null
        && flag != null
        && profile.checksPlatformEarly()
        && !flag.values().contains(platform)) {
      return Optional.of("unknown platform: " + platform);
    }
    String channels = line.global().last("num-network-channels");
    if (channels != null && GoText.parseFlagInteger(channels).orElse(1L) <= 0) {
      return Optional.of("num_network_channels must be > 0, got: " + channels);
    }
    if (descriptor(line, "debug-log-fd") >= 0 || descriptor(line, "panic-log-fd") >= 0) {
      return Optional.of(
          "flags --debug-log-fd and --panic-log-fd should only be passed to 'boot' and 'gofer'"
              + " command, but was passed to "
              + GoText.quote(line.call().command()));
    }
    return Optional.empty();
  }

  /** The descriptor of --log-fd, or -1. */
  static int logDescriptor(CommandLine line) {
    return descriptor(line, "log-fd");
  }

  private static int descriptor(CommandLine line, String flag) {
    String text = line.global().last(flag);
    return text == null ? -1 : GoText.parseFlagInteger(text).orElse(-1L).intValue();
  }

  /** A failure before the log is set up is logged on standard error as well. */
  static Outcome fatal(Profile profile, String message) {
    return profile.logsEarlyFailures()
        ? new Outcome(128, "", warning(message) + message + "\n", "model")
        : Outcome.failure(message);
  }

  /** The line of runsc's own log that stands on standard error before its log is open. */
  static String warning(String message) {
    String stamp =
        java.time.format.DateTimeFormatter.ofPattern("MMdd HH:mm:ss.SSSSSS")
            .withZone(java.time.ZoneOffset.UTC)
            .format(java.time.Instant.now());
    return String.format(
        "W%s %7d util.go:64] FATAL ERROR: %s%n", stamp, ProcessHandle.current().pid(), message);
  }

  /** Every command makes the log file, whether it has something to write or not. */
  private Optional<Outcome> openLog() {
    int descriptor = logDescriptor(line);
    if (descriptor >= 0) {
      return OWN_DESCRIPTORS.contains(descriptor)
          ? Optional.of(
              Outcome.refusal(
                  "the launcher uses the descriptor "
                      + descriptor
                      + " itself; call it with another one for --log-fd"))
          : Optional.empty();
    }
    String log = line.global().last("log");
    if (log == null || log.isEmpty()) {
      return Optional.empty();
    }
    Path file = request.resolve(log);
    try {
      if (profile.makesLogDirectories() && file.getParent() != null) {
        java.nio.file.Files.createDirectories(file.getParent());
      }
      java.nio.file.Files.write(
          file,
          new byte[0],
          java.nio.file.StandardOpenOption.CREATE,
          java.nio.file.StandardOpenOption.APPEND);
      return Optional.empty();
    } catch (IOException e) {
      String reason = SystemErrors.describe("open", file, e).replace(file.toString(), log);
      return Optional.of(
          fatal(profile, "error opening log file " + GoText.quote(log) + ": " + reason));
    }
  }
}
