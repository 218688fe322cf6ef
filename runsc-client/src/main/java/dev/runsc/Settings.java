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

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a client has been told; see {@link Runsc.Builder} for the meanings. */
record Settings(
    String command,
    @Nullable Path root,
    @Nullable Path log,
    @Nullable LogFormat logFormat,
    @Nullable Path panicLog,
    boolean debug,
    @Nullable String debugLog,
    Map<String, String> config,
    @Nullable Duration timeout,
    Map<String, String> environment,
    Set<String> inheritedEnvironment,
    @Nullable Signal pdeathSignal,
    boolean setpgid,
    ProcessMonitor monitor) {

  Settings {
    config = Collections.unmodifiableMap(new LinkedHashMap<>(config));
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    inheritedEnvironment = Collections.unmodifiableSet(new LinkedHashSet<>(inheritedEnvironment));
  }

  /**
   * The command and its global flags, in the order of gVisor's own client.
   *
   * @param log the file for {@code --log}, or null for none
   */
  List<String> prefix(@Nullable Path log) {
    List<String> argv = new ArrayList<>(launcher());
    argv.add(command);
    flag(argv, "root", root);
    flag(argv, "log", log);
    flag(argv, "log-format", logFormat == null ? null : logFormat.flagValue());
    flag(argv, "panic-log", panicLog);
    config.forEach((name, value) -> flag(argv, name, value));
    if (debug) {
      flag(argv, "debug", "true");
    }
    flag(argv, "debug-log", debugLog);
    return argv;
  }

  /**
   * What runs the command: programs of util-linux that set up the process and become it, so its pid
   * is that of the command.
   */
  List<String> launcher() {
    List<String> argv = new ArrayList<>();
    if (pdeathSignal != null) {
      argv.addAll(List.of("setpriv", "--pdeathsig", pdeathSignal.name(), "--"));
    }
    if (setpgid) {
      argv.addAll(List.of("setsid", "--"));
    }
    return argv;
  }

  private static void flag(List<String> argv, String name, @Nullable Object value) {
    if (value != null) {
      argv.add("--" + name + "=" + value);
    }
  }
}
