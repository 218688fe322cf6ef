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

import java.util.Locale;
import java.util.Optional;

/** The signals that {@code runsc kill} accepts: no 0 and no real-time signals. */
final class Signals {
  private static final String[] NAMES = {
    "", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2",
    "PIPE", "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU",
    "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS"
  };

  private Signals() {}

  /** What a process does that handles no signals. */
  enum Effect {
    END,
    STOP,
    NOTHING
  }

  /** A signal by number and name without {@code SIG}. */
  record Signal(int number, String name) {
    Effect effect() {
      return switch (name) {
        case "CHLD", "CONT", "URG", "WINCH" -> Effect.NOTHING;
        case "STOP", "TSTP", "TTIN", "TTOU" -> Effect.STOP;
        default -> Effect.END;
      };
    }
  }

  /** Reads a name with or without {@code SIG} in any case, or a number; empty text is TERM. */
  static Optional<Signal> parse(String text) {
    if (text.isEmpty()) {
      return Optional.of(new Signal(15, "TERM"));
    }
    Optional<Long> number = GoText.parseDecimal(text);
    if (number.isPresent()) {
      long n = number.get();
      return n > 0 && n < NAMES.length
          ? Optional.of(new Signal((int) n, NAMES[(int) n]))
          : Optional.empty();
    }
    String name = text.toUpperCase(Locale.ROOT);
    if (name.startsWith("SIG")) {
      name = name.substring(3);
    }
    switch (name) {
      case "IOT" -> name = "ABRT";
      case "CLD" -> name = "CHLD";
      case "POLL" -> name = "IO";
      default -> {}
    }
    for (int i = 1; i < NAMES.length; i++) {
      if (NAMES[i].equals(name)) {
        return Optional.of(new Signal(i, name));
      }
    }
    return Optional.empty();
  }
}
