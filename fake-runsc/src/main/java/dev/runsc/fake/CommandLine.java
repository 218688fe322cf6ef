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

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A command line parsed by the grammar of a release, with the answer if the grammar refuses it. */
record CommandLine(
    GoFlags.Parsed global,
    Catalog.@Nullable Command command,
    GoFlags.@Nullable Parsed local,
    Call call,
    Optional<Outcome> refusal) {

  static CommandLine parse(Profile profile, List<String> argv) {
    Catalog catalog = profile.catalog();
    GoFlags.Parsed global = GoFlags.parse(catalog.globalFlags(), argv);
    String name = global.rest().isEmpty() ? "" : global.rest().get(0);
    if (global.error() != null) {
      String text = global.error() + "\n" + Usage.commands(profile);
      return refused(global, Outcome.grammar(2, "", text));
    }
    if (global.help() || global.isTrue("h") || global.isTrue("help")) {
      String text = Usage.commands(profile);
      boolean stdout = profile.helpGoesToStdout();
      return refused(global, Outcome.grammar(0, stdout ? text : "", stdout ? "" : text));
    }
    Catalog.Command command = catalog.command(name);
    if (command == null) {
      return new CommandLine(
          global,
          null,
          null,
          new Call(global.values(), name, Map.of(), rest(global)),
          Optional.of(Outcome.grammar(128, "", Usage.commands(profile))));
    }
    GoFlags.Parsed local = GoFlags.parse(command.flags(), rest(global));
    return new CommandLine(
        global,
        command,
        local,
        new Call(global.values(), name, local.values(), local.rest()),
        refusal(profile, command, local));
  }

  private static Optional<Outcome> refusal(
      Profile profile, Catalog.Command command, GoFlags.Parsed local) {
    boolean help = local.help() || local.isTrue("h") || local.isTrue("help");
    if (local.error() == null && !help) {
      return Optional.empty();
    }
    String usage = Usage.refused(profile, command);
    String first = local.error() == null ? "" : local.error() + "\n";
    String reason = local.error() == null ? "flag: help requested" : local.error();
    String last =
        profile.namesFlagParser()
            ? "failed to parse flags for " + GoText.quote(command.name()) + ": " + reason + "\n"
            : "";
    if (help && profile.commandHelpSucceeds()) {
      return Optional.of(Outcome.grammar(0, Usage.command(profile, command), last));
    }
    return Optional.of(Outcome.grammar(Outcome.FAILED, "", first + usage + last));
  }

  /** The answer to a wrong number of operands. */
  Optional<Outcome> wrongCount(Profile profile) {
    if (command == null || command.arguments(flags()).allow(operands().size())) {
      return Optional.empty();
    }
    // exec counts its operands itself.
    String wanted =
        flag("process").isEmpty()
            ? "both a container-id and command are required"
            : "a container-id is required";
    String last = command.name().equals("exec") ? "parsing process spec: " + wanted + "\n" : "";
    return Optional.of(Outcome.grammar(Outcome.FAILED, "", Usage.refused(profile, command) + last));
  }

  private static CommandLine refused(GoFlags.Parsed global, Outcome outcome) {
    return new CommandLine(
        global,
        null,
        null,
        new Call(global.values(), "", Map.of(), global.rest()),
        Optional.of(outcome));
  }

  private static List<String> rest(GoFlags.Parsed global) {
    return global.rest().isEmpty() ? List.of() : global.rest().subList(1, global.rest().size());
  }

  /** The flags of the command; only asked once the grammar has accepted the line. */
  GoFlags.Parsed flags() {
    if (local == null) {
      throw new IllegalStateException("no command: " + call);
    }
    return local;
  }

  String flag(String name) {
    String value = flags().last(name);
    return value == null ? "" : value;
  }

  List<String> operands() {
    return flags().rest();
  }
}
