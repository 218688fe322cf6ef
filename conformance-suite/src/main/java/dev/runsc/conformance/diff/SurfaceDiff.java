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

package dev.runsc.conformance.diff;

import dev.runsc.conformance.surface.Flag;
import dev.runsc.conformance.surface.Surface;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the help of two executables says differently.
 *
 * @param commandsLost commands that only the first has
 * @param commandsGained commands that only the second has
 * @param flagsLost flags that only the first has
 * @param flagsGained flags that only the second has
 * @param flagsChanged flags of another type or default
 * @param reworded flags that are described in other words, by {@code command -flag}
 */
public record SurfaceDiff(
    List<String> commandsLost,
    List<String> commandsGained,
    List<CommandFlag> flagsLost,
    List<CommandFlag> flagsGained,
    List<FlagChange> flagsChanged,
    List<String> reworded) {

  /** Stands for the flags that come before a command. */
  public static final String GLOBAL = "";

  /** Copies the lists. */
  public SurfaceDiff {
    commandsLost = List.copyOf(commandsLost);
    commandsGained = List.copyOf(commandsGained);
    flagsLost = List.copyOf(flagsLost);
    flagsGained = List.copyOf(flagsGained);
    flagsChanged = List.copyOf(flagsChanged);
    reworded = List.copyOf(reworded);
  }

  /**
   * A flag and where it stands.
   *
   * @param command the command; {@link #GLOBAL} for one that stands before the command
   * @param flag the flag
   */
  public record CommandFlag(String command, Flag flag) {
    /** As it is written on a command line. */
    public String show() {
      return place(command) + "--" + flag.name();
    }
  }

  /**
   * A flag of another type or default.
   *
   * @param command the command; {@link #GLOBAL} for one that stands before the command
   * @param before the flag as it was
   * @param after the flag as it is
   */
  public record FlagChange(String command, Flag before, Flag after) {
    /** As it is written on a command line. */
    public String show() {
      return place(command) + "--" + before.name();
    }
  }

  private static String place(String command) {
    return command.isEmpty() ? "" : command + " ";
  }

  static SurfaceDiff between(Surface before, Surface after) {
    if (before.unknown() || after.unknown()) {
      return new SurfaceDiff(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    }
    Builder builder = new Builder();
    Set<String> commands = new TreeSet<>(before.usages().keySet());
    commands.retainAll(after.usages().keySet());
    builder.compare(GLOBAL, before.globalFlags(), after.globalFlags());
    for (String command : commands) {
      builder.compare(command, before.flags(command), after.flags(command));
    }
    return new SurfaceDiff(
        minus(before.usages().keySet(), after.usages().keySet()),
        minus(after.usages().keySet(), before.usages().keySet()),
        builder.lost,
        builder.gained,
        builder.changed,
        builder.reworded);
  }

  private static List<String> minus(Set<String> some, Set<String> others) {
    Set<String> rest = new TreeSet<>(some);
    rest.removeAll(others);
    return List.copyOf(rest);
  }

  private static final class Builder {
    private final List<CommandFlag> lost = new ArrayList<>();
    private final List<CommandFlag> gained = new ArrayList<>();
    private final List<FlagChange> changed = new ArrayList<>();
    private final List<String> reworded = new ArrayList<>();

    void compare(String command, Map<String, Flag> before, Map<String, Flag> after) {
      for (Flag flag : before.values()) {
        Flag now = after.get(flag.name());
        if (now == null) {
          lost.add(new CommandFlag(command, flag));
        } else if (!flag.type().equals(now.type()) || !flag.standard().equals(now.standard())) {
          changed.add(new FlagChange(command, flag, now));
        } else if (!flag.description().equals(now.description())) {
          reworded.add(new CommandFlag(command, flag).show());
        }
      }
      for (Flag flag : after.values()) {
        if (!before.containsKey(flag.name())) {
          gained.add(new CommandFlag(command, flag));
        }
      }
    }
  }

  /** Whether the two have the same commands and flags, whatever words describe them. */
  public boolean isEmpty() {
    return commandsLost.isEmpty()
        && commandsGained.isEmpty()
        && flagsLost.isEmpty()
        && flagsGained.isEmpty()
        && flagsChanged.isEmpty();
  }
}
