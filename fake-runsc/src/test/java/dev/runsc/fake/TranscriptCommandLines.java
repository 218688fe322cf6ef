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

import static dev.runsc.fake.TranscriptLook.debugLog;
import static dev.runsc.fake.TranscriptLook.log;
import static dev.runsc.fake.TranscriptLook.makeDirectory;
import static dev.runsc.fake.TranscriptLook.tree;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The transcripts' sections of command lines and logs. */
final class TranscriptCommandLines {
  private TranscriptCommandLines() {}

  static Map<String, Consumer<TranscriptPlay>> sections() {
    return Map.of("cli", TranscriptCommandLines::cli, "logs", TranscriptCommandLines::logs);
  }

  private static void cli(TranscriptPlay play) {
    // A program of the host is never restored.
    play.scripted("cli.missing-restore");
    play.observe("cli.nothing-created", () -> Map.of("root", Files.exists(play.root())));
  }

  private static void logs(TranscriptPlay play) {
    Path directory = play.directory();
    for (String name :
        List.of("json.error", "json.second-error-appends", "json.success-writes-nothing")) {
      play.observe("logs." + name, () -> log(directory.resolve("log.json")));
    }
    play.observe("logs.text.error", () -> log(directory.resolve("log.text")));
    play.observe("logs.usage-error-not-logged", () -> log(directory.resolve("log.usage")));
    play.observe("logs.config-error-logged", () -> log(directory.resolve("log.platform")));
    play.define("$FD", "5");
    play.calling("logs.log-fd", call -> call.through("exec 5>>log.fd; exec \"$@\""));
    play.observe("logs.log-fd", () -> log(directory.resolve("log.fd")));
    play.before("logs.debug-log.no-trailing-slash", () -> makeDirectory(directory.resolve("dbg2")));
    Map<String, String> folders =
        Map.of(
            "directory", "dbg1",
            "without-debug", "dbg1b",
            "no-trailing-slash", "dbg2",
            "patterns", "dbg3",
            "dir-pattern", "dbg4");
    folders.forEach(
        (name, folder) ->
            play.observe(
                "logs.debug-log." + name,
                () -> {
                  List<String> files = tree(directory.resolve(folder));
                  return Map.of("files", files == null ? Collections.emptyList() : files);
                }));
    play.observe("logs.debug-log.text-content", () -> debugLog(directory.resolve("dbg5")));
    play.observe("logs.debug-log.json-content", () -> debugLog(directory.resolve("dbg6")));
    play.observe("logs.debug-log.json-k8s-content", () -> debugLog(directory.resolve("dbg7")));
  }
}
