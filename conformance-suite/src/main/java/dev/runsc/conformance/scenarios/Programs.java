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

/** Shell scripts that containers run. They say {@code ready} once they can be sent signals. */
final class Programs {

  private Programs() {}

  /** Ends with a status at SIGTERM. */
  static String exitingAtTerm(int status) {
    return "trap 'exit " + status + "' TERM; " + WAIT_FOR_SIGNALS;
  }

  /** Says the name of each signal that it is told to expect, and goes on. */
  static String tellingSignals(String... names) {
    StringBuilder script = new StringBuilder();
    for (String name : names) {
      script.append("trap 'echo ").append(name).append("' ").append(name).append("; ");
    }
    return script + WAIT_FOR_SIGNALS;
  }

  /** A shell runs its traps at once only while it waits for a job. */
  private static final String WAIT_FOR_SIGNALS = "sleep 1000 & echo ready; while :; do wait; done";
}
