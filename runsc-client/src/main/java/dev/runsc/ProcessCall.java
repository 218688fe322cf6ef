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
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One process to be run.
 *
 * @param what what is being done, for messages, such as {@code state of "web"}
 * @param argv the command and its arguments
 * @param environment the whole environment
 * @param stdio the streams
 * @param timeout the limit, or null for none
 * @param directory where to run, or null for here
 * @param launcher how many arguments come before the command itself
 */
record ProcessCall(
    String what,
    List<String> argv,
    Map<String, String> environment,
    Stdio stdio,
    @Nullable Duration timeout,
    @Nullable Path directory,
    int launcher) {

  /** The command itself, without what launches it. */
  String command() {
    return argv.get(launcher);
  }
}
