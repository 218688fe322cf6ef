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

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/** What is known about a call when it fails; see {@link RunscException} for the meanings. */
record CallFacts(
    List<String> argv, OptionalInt exitCode, Captured stdout, Captured stderr, Duration elapsed) {

  CallFacts {
    argv = List.copyOf(argv);
  }

  static CallFacts notStarted(List<String> argv) {
    return new CallFacts(argv, OptionalInt.empty(), Captured.EMPTY, Captured.EMPTY, Duration.ZERO);
  }

  /** Of a command that was ended by us: how it ended says nothing. */
  CallFacts withoutExitCode() {
    return new CallFacts(argv, OptionalInt.empty(), stdout, stderr, elapsed);
  }

  CallFacts withStderr(Captured other) {
    return new CallFacts(argv, exitCode, stdout, other, elapsed);
  }
}
