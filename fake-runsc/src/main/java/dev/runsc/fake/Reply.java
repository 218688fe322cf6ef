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

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * How a call ends, in bytes, with who decided so and why.
 *
 * @param diesOf the signal, without {@code SIG}, of which the call is to die
 * @param isDelivered whether the caller has the output already
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Reply(
    int exit,
    byte[] stdout,
    byte[] stderr,
    Optional<String> diesOf,
    String answeredBy,
    String reason,
    boolean isDelivered) {

  /** Stands for the answer to a call that has got none. */
  static final Reply NOBODYS = new Reply(0, new byte[0], new byte[0], "nobody", "");

  Reply(int exit, byte[] stdout, byte[] stderr, String answeredBy, String reason) {
    this(exit, stdout, stderr, Optional.empty(), answeredBy, reason, false);
  }

  static Reply of(Outcome outcome, String reason) {
    return new Reply(
        outcome.exit(), outcome.stdoutBytes(), outcome.stderrBytes(), outcome.answeredBy(), reason);
  }

  /** Dies of a signal, which a shell tells as 128 and its number. */
  static Reply killed(Signals.Signal signal, String answeredBy) {
    return new Reply(
        128 + signal.number(),
        new byte[0],
        new byte[0],
        Optional.of(signal.name()),
        answeredBy,
        "killed by SIG" + signal.name(),
        false);
  }

  /** The same, of which the caller has the output already. */
  Reply delivered() {
    return new Reply(exit, stdout, stderr, diesOf, answeredBy, reason, true);
  }

  Reply with(byte[] newStdout, byte[] newStderr) {
    return new Reply(exit, newStdout, newStderr, diesOf, answeredBy, reason, isDelivered);
  }

  String stdoutText() {
    return new String(stdout, StandardCharsets.UTF_8);
  }

  String stderrText() {
    return new String(stderr, StandardCharsets.UTF_8);
  }
}
