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

package dev.runsc.conformance.scenarios;

import dev.runsc.conformance.Level;
import dev.runsc.conformance.ScenarioRow;
import dev.runsc.conformance.result.ScenarioInfo;
import dev.runsc.conformance.targets.Capability;
import dev.runsc.testkit.internal.Release;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One cell of the matrix status x command: what the command does to a container in this status.
 *
 * @param status the status before
 * @param command the command's name in {@link Transitions#COMMANDS}
 * @param level how much it matters
 * @param exit the exit status; {@link #WAITS} if the call waits for the container
 * @param stdout a pattern of what it prints
 * @param stderr the message, or its beginning, or nothing; {@code <id>} stands for the id
 * @param then the status after; {@link #GONE}, or {@link #UNTOLD} if it is another scenario's
 * @param since the first release it holds for
 */
record Transition(
    String status,
    String command,
    Level level,
    int exit,
    String stdout,
    String stderr,
    String then,
    Optional<Release> since)
    implements ScenarioRow {

  static final int WAITS = -1;
  static final String GONE = "gone";
  static final String UNTOLD = "";

  static Transition of(String status, String command) {
    return new Transition(status, command, Level.REQUIRED, 0, "", "", status, Optional.empty());
  }

  Transition prints(String pattern) {
    return new Transition(status, command, level, exit, pattern, stderr, then, since);
  }

  Transition exits(int code) {
    return new Transition(status, command, level, code, stdout, stderr, then, since);
  }

  Transition refused(String message) {
    return new Transition(status, command, level, 128, "", message, then, since);
  }

  Transition crashes(String message) {
    return new Transition(status, command, Level.QUIRK, 2, "", "panic: " + message, then, since);
  }

  Transition then(String after) {
    return new Transition(status, command, level, exit, stdout, stderr, after, since);
  }

  Transition since(String release) {
    return new Transition(
        status, command, level, exit, stdout, stderr, then, Optional.of(Release.parse(release)));
  }

  Transition quirk() {
    return new Transition(status, command, Level.QUIRK, exit, stdout, stderr, then, since);
  }

  @Override
  public ScenarioInfo info() {
    return new ScenarioInfo(
        "matrix." + status + "." + command,
        title(),
        level.name().toLowerCase(Locale.ROOT),
        "OCI runtime-spec 1.0.2, runtime.md, Operations; gVisor runsc/container/container.go; Q9",
        List.of(Capability.RUNS_PROGRAMS),
        since,
        Optional.empty());
  }

  private String title() {
    String what = command + " on a container that is " + status + ": ";
    if (exit == WAITS) {
      return what + "waits";
    }
    String after = then.equals(status) || then.equals(UNTOLD) ? "" : ", then " + then;
    return what + (exit == 0 ? "succeeds" : exit == 128 ? "refused" : "exits " + exit) + after;
  }
}
