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

package dev.runsc.conformance.trust;

import dev.runsc.fake.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A fake that is wrong in one way: in what one command does. All mutants are one fake with one
 * script; which of them it is, is told by a variable in the environment of the scenario's calls.
 *
 * @param command the command that lies; {@link #ANY} for all of them
 * @param kind how it lies
 */
public record Mutant(String command, Kind kind) {

  /** The variable that names the mutant. */
  public static final String VARIABLE = "RUNSC_CONFORMANCE_MUTANT";

  /** Every command, those that are none too. */
  public static final String ANY = "any";

  /** The commands that there are mutants of. */
  static final List<String> COMMANDS =
      List.of(
          "create",
          "start",
          "run",
          "state",
          "list",
          "kill",
          "delete",
          "wait",
          "exec",
          "ps",
          "events",
          "pause",
          "resume",
          "checkpoint",
          "restore",
          "spec",
          "help",
          "flags",
          ANY);

  /** Ways to lie, in the order in which they are tried. */
  public enum Kind {
    /** It says that it has succeeded, and does nothing. */
    DOES_NOTHING("replies", "\"reply\": {\"exit\": 0}"),
    /** It does its work, and leaves no pid file. */
    LEAVES_NO_PID_FILE("faults", "\"fault\": {\"type\": \"pid-file\", \"state\": \"missing\"}"),
    /** It does its work, and says nothing on standard output. */
    SAYS_NOTHING("faults", "\"fault\": {\"type\": \"cut-output\", \"bytes\": 0}"),
    /** It does its work, and says something more on standard error. */
    SAYS_MORE("faults", "\"fault\": {\"type\": \"noise\", \"stderr\": \"mutant\\n\"}"),
    /** It does its work, and ends with another exit status. */
    EXITS_WRONGLY("faults", "\"fault\": {\"type\": \"exit\", \"code\": 77, \"afterwards\": true}"),
    /** It refuses, in other words than runsc would. */
    REFUSES("replies", "\"reply\": {\"exit\": 128, \"stderr\": \"mutant\\n\"}");

    private final String list;
    private final String json;

    Kind(String list, String json) {
      this.list = list;
      this.json = json;
    }
  }

  /** All of them. */
  public static List<Mutant> all() {
    List<Mutant> all = new ArrayList<>();
    for (String command : COMMANDS) {
      of(command).forEach(all::add);
    }
    return all;
  }

  /** Those of a command. */
  static List<Mutant> of(String command) {
    List<Mutant> mutants = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      mutants.add(new Mutant(command, kind));
    }
    return mutants;
  }

  /** The script of the fake that is all of them. */
  public static Script script() {
    StringBuilder json = new StringBuilder("{");
    for (String list : List.of("replies", "faults")) {
      List<String> entries =
          all().stream().filter(one -> one.kind.list.equals(list)).map(Mutant::entry).toList();
      json.append(json.length() > 1 ? ", " : "");
      json.append('"').append(list).append("\": [").append(String.join(", ", entries)).append(']');
    }
    return Script.parse(json.append('}').toString());
  }

  private String entry() {
    String name = command.equals(ANY) ? "" : "\"command\": \"" + command + "\", ";
    return "{\"on\": {"
        + name
        + "\"environment\": {\""
        + VARIABLE
        + "\": \""
        + name()
        + "\"}}, "
        + kind.json
        + "}";
  }

  /** Such as {@code kill.does-nothing}. */
  public String name() {
    return command + "." + kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
