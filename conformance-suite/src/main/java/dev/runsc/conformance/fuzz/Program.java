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

package dev.runsc.conformance.fuzz;

import dev.runsc.conformance.Subject;
import dev.runsc.conformance.Words;
import java.nio.file.Path;

/** What a container of a sequence runs. Each of them is told by what it prints to have begun. */
enum Program {
  /** Runs until it is killed, as one process. */
  SLEEPS("echo ready; exec sleep 1000"),
  /** Ends with 7 at SIGTERM; two processes. */
  ENDS_AT_TERM("trap 'exit 7' TERM; sleep 1000 & echo ready; while :; do wait; done"),
  /** Ends at once. */
  ENDS("echo out; echo err >&2; exit 3"),
  /** Cannot be started. */
  MISSING("");

  private static final String NO_PROGRAM = "/no/such/program";

  private final String script;

  Program(String script) {
    this.script = script;
  }

  /** Whether it goes on by itself once it runs. */
  boolean lasts() {
    return this == SLEEPS || this == ENDS_AT_TERM;
  }

  /** Writes its bundle. */
  Path bundle(Subject runsc) {
    return this == MISSING ? runsc.bundle(bundle -> bundle.args(NO_PROGRAM)) : runsc.bundle(script);
  }

  /** The expression that writes its bundle, in Java. */
  String source() {
    return this == MISSING
        ? "runsc.bundle(bundle -> bundle.args(" + Words.quoted(NO_PROGRAM) + "))"
        : "runsc.bundle(" + Words.quoted(script) + ")";
  }
}
