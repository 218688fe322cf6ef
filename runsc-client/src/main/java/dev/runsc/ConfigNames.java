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

import java.util.Map;
import java.util.regex.Pattern;

/** Checks the names of global flags given as free configuration. */
final class ConfigNames {

  private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*");

  /** Flags that must not be given here, and what to do instead. */
  private static final Map<String, String> RESERVED =
      Map.of(
          "root", "use root(Path)",
          "log", "use log(Path)",
          "log-format", "use logFormat(LogFormat)",
          "panic-log", "use panicLog(Path)",
          "debug", "use debug(boolean)",
          "debug-log", "use debugLog(String)",
          "version", "it would replace every command",
          "help", "it would replace every command",
          "h", "it would replace every command");

  private ConfigNames() {}

  static String require(String name) {
    if (!WELL_FORMED.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "\""
              + name
              + "\" is no name of a runsc flag: write it without dashes before it and without the"
              + " value, as in config(\"platform\", \"systrap\")");
    }
    if (name.endsWith("-fd")) {
      throw new IllegalArgumentException(
          "not the flag \""
              + name
              + "\": runsc is not given the open files of this process; name a file instead");
    }
    String instead = RESERVED.get(name);
    if (instead != null) {
      throw new IllegalArgumentException("not the flag \"" + name + "\" here: " + instead);
    }
    return name;
  }
}
