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

package com.example.coderunner;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The {@code config.json} of a sandbox that waits for its snippet. */
final class SandboxConfig {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int NOBODY = 65534;
  private static final int PROCESSES = 64;

  /** If this service dies, its sandboxes end by themselves. */
  private static final Duration SPARE = Duration.ofMinutes(1);

  private SandboxConfig() {}

  static String json(Path rootfs, Limits limits) {
    Duration life = limits.start().plus(limits.time()).plus(SPARE);
    return JSON.writeValueAsString(
        Map.of(
            "ociVersion",
            "1.0.2",
            "process",
            process(List.of("sleep", Long.toString(life.toSeconds())), limits),
            "root",
            Map.of("path", rootfs.toAbsolutePath().toString(), "readonly", true),
            "mounts",
            List.of(
                mount("proc", List.of()),
                mount("tmpfs", List.of("mode=1777", "size=" + limits.diskBytes()))),
            // For the sandbox as a whole, where the host lets runsc make cgroups.
            "linux",
            Map.of("resources", Map.of("memory", Map.of("limit", 2 * limits.memoryBytes())))));
  }

  /** gVisor applies the limits of this process to every process in the sandbox. */
  private static Map<String, Object> process(List<String> args, Limits limits) {
    return Map.of(
        "args",
        args,
        "cwd",
        "/",
        "env",
        List.of("PATH=/usr/local/bin:/usr/bin:/bin"),
        "user",
        Map.of("uid", NOBODY, "gid", NOBODY),
        "noNewPrivileges",
        true,
        "rlimits",
        List.of(rlimit("RLIMIT_AS", limits.memoryBytes()), rlimit("RLIMIT_NPROC", PROCESSES)));
  }

  private static Map<String, Object> rlimit(String type, long value) {
    return Map.of("type", type, "soft", value, "hard", value);
  }

  private static Map<String, Object> mount(String type, List<String> options) {
    String destination = type.equals("proc") ? "/proc" : "/tmp";
    return Map.of("destination", destination, "type", type, "source", type, "options", options);
  }
}
