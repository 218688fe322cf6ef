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

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What signals do to the programs of sequences. */
final class Signals {

  /** Names and numbers that sequences send; the last ones are none. */
  static final List<String> DRAWN =
      List.of(
          "KILL", "SIGKILL", "9", "TERM", "sigterm", "15", "HUP", "1", "USR1", "SigUsr2", "INT",
          "QUIT", "CONT", "18", "WINCH", "URG", "CHLD", "STOP", "NOSUCH", "0", "-1", "34", "65",
          "");

  private static final Map<String, Integer> NUMBERS =
      Map.ofEntries(
          Map.entry("HUP", 1),
          Map.entry("INT", 2),
          Map.entry("QUIT", 3),
          Map.entry("KILL", 9),
          Map.entry("USR1", 10),
          Map.entry("USR2", 12),
          Map.entry("TERM", 15),
          Map.entry("CHLD", 17),
          Map.entry("CONT", 18),
          Map.entry("STOP", 19),
          Map.entry("URG", 23),
          Map.entry("WINCH", 28));

  /** A signal's effect on a program that does not handle it, or that ends by handling it. */
  enum Effect {
    /** It ends. */
    ENDS,
    /** It stands still, until it is told to go on. */
    HALTS,
    /** It goes on, if it stood still. */
    CONTINUES,
    /** None. */
    NONE
  }

  private Signals() {}

  static Effect effect(String signal) {
    String name = signal.toUpperCase(Locale.ROOT);
    int number = 0;
    if (name.isEmpty()) {
      number = 15;
    } else if (name.matches("[0-9]{1,3}")) {
      number = NUMBERS.containsValue(Integer.valueOf(name)) ? Integer.parseInt(name) : 0;
    } else {
      number = NUMBERS.getOrDefault(name.startsWith("SIG") ? name.substring(3) : name, 0);
    }
    return switch (number) {
      case 1, 2, 3, 9, 10, 12, 15 -> Effect.ENDS;
      case 19 -> Effect.HALTS;
      case 18 -> Effect.CONTINUES;
      default -> Effect.NONE;
    };
  }

  static boolean kills(String signal) {
    return signal.equals("9") || signal.toUpperCase(Locale.ROOT).endsWith("KILL");
  }
}
