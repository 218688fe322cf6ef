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

package dev.runsc.conformance.surface;

import dev.runsc.testkit.internal.PlainCall;
import dev.runsc.testkit.internal.UnusableException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The commands and flags of an executable, as its own help tells them. The texts are kept as they
 * were printed; what is asked of them is read when it is asked.
 *
 * @param help what {@code runsc help} prints; empty if it was not asked
 * @param flagsText what {@code runsc flags} prints
 * @param usages what {@code runsc help COMMAND} prints, by command
 */
public record Surface(String help, String flagsText, Map<String, String> usages) {

  /** Nothing is known. */
  public static final Surface UNKNOWN = new Surface("", "", Map.of());

  /** Copies the map. */
  public Surface {
    usages = Collections.unmodifiableMap(new TreeMap<>(usages));
  }

  /**
   * Asks an executable.
   *
   * @throws UnusableException if it cannot be run
   */
  public static Surface of(Path executable) throws UnusableException {
    String help = ask(executable, "help");
    Map<String, String> usages = new TreeMap<>();
    for (String command : UsageParser.commands(help)) {
      usages.put(command, ask(executable, "help", command));
    }
    return new Surface(help, ask(executable, "flags"), usages);
  }

  private static String ask(Path executable, String... args) throws UnusableException {
    List<String> command = new java.util.ArrayList<>(List.of(executable.toString()));
    command.addAll(List.of(args));
    PlainCall.Result result = PlainCall.run(command);
    return result.stdout().isEmpty() ? result.stderr() : result.stdout();
  }

  /** Whether nothing was asked. */
  public boolean unknown() {
    return help.isEmpty();
  }

  /** The global flags, by name. */
  public Map<String, Flag> globalFlags() {
    return UsageParser.flags(flagsText);
  }

  /** The flags of a command, by name. */
  public Map<String, Flag> flags(String command) {
    return UsageParser.flags(usages.getOrDefault(command, ""));
  }
}
