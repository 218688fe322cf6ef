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
import java.util.Objects;

/** {@code help} and {@code flags}. */
final class HelpModel {
  private final Session session;

  HelpModel(Session session) {
    this.session = session;
  }

  Outcome flags() {
    Catalog catalog = session.profile().catalog();
    if (session.line().operands().isEmpty()) {
      return Outcome.grammar(0, "", Usage.flags(catalog.globalFlags().values()));
    }
    Catalog.Command command = catalog.command(session.id());
    return command == null
        ? Outcome.grammar(128, "", "Subcommand " + session.id() + " not understood\n")
        : Outcome.grammar(0, Usage.flags(command.flags().values()), "");
  }

  Outcome help() {
    if (session.line().operands().isEmpty()) {
      return Outcome.grammar(0, Usage.help(session.profile()), "");
    }
    Catalog catalog = session.profile().catalog();
    List<Catalog.Command> commands = catalog.all(session.id());
    if (!commands.isEmpty()) {
      StringBuilder text = new StringBuilder();
      commands.forEach(one -> text.append(Usage.command(session.profile(), one)));
      return Outcome.grammar(0, text.toString(), "");
    }
    return switch (session.id()) {
      case "platforms" ->
          Outcome.grammar(
              0,
              String.join(
                      "\n", Objects.requireNonNull(catalog.globalFlags().get("platform")).values())
                  + "\n",
              "");
      case "syscalls" ->
          throw new FakeRefusal("gVisor's table of system calls is not carried; script the reply");
      default ->
          Outcome.grammar(
              128, "", "Subcommand " + session.id() + " not understood\nhelp [<subcommand>]:\n");
    };
  }
}
