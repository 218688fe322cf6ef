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
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What runsc checks of its global flags before it looks at the command, and the log it opens. */
final class GlobalFlags {
  private GlobalFlags() {}

  static Optional<Outcome> check(Profile profile, CommandLine line, Request request) {
    String platform = line.global().last("platform");
    Catalog.Flag flag = profile.catalog().globalFlags().get("platform");
    if (platform != null
        && flag != null
        && profile.checksPlatformEarly()
        && !flag.values().contains(platform)) {
      return Optional.of(fatal(profile, "unknown platform: " + platform));
    }
    String channels = line.global().last("num-network-channels");
    if (channels != null && GoText.parseFlagInteger(channels).orElse(1L) <= 0) {
      return Optional.of(fatal(profile, "num_network_channels must be > 0, got: " + channels));
    }
    for (String own : List.of("log-fd", "debug-log-fd", "panic-log-fd")) {
      String fd = line.global().last(own);
      if (fd != null && !fd.startsWith("-")) {
        return Optional.of(
            Outcome.refusal("--" + own + " is not modelled; use a file with --log instead"));
      }
    }
    return openLog(profile, line.global().last("log"), request);
  }

  /** A failure before the log is set up is logged on standard error as well. */
  private static Outcome fatal(Profile profile, String message) {
    if (!profile.logsEarlyFailures()) {
      return Outcome.failure(message);
    }
    String stamp =
        java.time.format.DateTimeFormatter.ofPattern("MMdd HH:mm:ss.SSSSSS")
            .withZone(java.time.ZoneOffset.UTC)
            .format(java.time.Instant.now());
    String warning =
        String.format(
            "W%s %7d util.go:64] FATAL ERROR: %s%n", stamp, ProcessHandle.current().pid(), message);
    return new Outcome(128, "", warning + message + "\n", "model");
  }

  /** Every command makes the log file, whether it has something to write or not. */
  private static Optional<Outcome> openLog(Profile profile, @Nullable String log, Request request) {
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
