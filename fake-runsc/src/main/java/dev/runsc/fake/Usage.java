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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Usage texts: the release's structure, names, types and defaults. The sentences that describe a
 * command or flag are left out.
 */
final class Usage {
  private static final Map<String, String> GROUPS = groups();

  /** The line of a command; whether a newline follows it is the release's quirk too. */
  private static final Map<String, String> SYNOPSES =
      Map.of(
          "create", "create [flags] <container id>\n",
          "delete", "delete [flags] <container ids>",
          "kill", "kill <container id> [signal]",
          "list", "list [flags]",
          "run", "run [flags] <container id>\n",
          "start", "start <container id>",
          "state", "state [flags] <container id>",
          "wait", "wait [flags] <container id>");

  private Usage() {}

  private static Map<String, String> groups() {
    Map<String, String> groups = new LinkedHashMap<>();
    groups.put("user", "Subcommands:");
    groups.put("debug", "Subcommands for debug:");
    groups.put("helper", "Subcommands for helpers:");
    groups.put("internal", "Subcommands for internal use only:");
    groups.put("metrics", "Subcommands for metrics:");
    return groups;
  }

  /** The list of all commands, as for an unknown one. */
  static String commands(Profile profile) {
    StringBuilder out =
        new StringBuilder("Usage: runsc <flags> <subcommand> <subcommand args>\n\n");
    GROUPS.forEach(
        (group, title) -> {
          StringBuilder lines = new StringBuilder();
          for (Catalog.Command command : profile.catalog().commands()) {
            if (command.group().equals(group)) {
              lines.append('\t').append(command.name()).append('\n');
            }
          }
          if (lines.length() > 0) {
            out.append(title).append('\n').append(lines).append('\n');
          }
        });
    return out.append("\nUse \"runsc flags\" for a list of top-level flags\n").toString();
  }

  /** The usage of one command: its line and its flags. */
  static String command(Catalog.Command command) {
    String synopsis = SYNOPSES.getOrDefault(command.name(), command.name() + "\n");
    return synopsis + flags(command.flags().values());
  }

  /** Flags as Go's PrintDefaults lists them. */
  static String flags(Iterable<Catalog.Flag> flags) {
    StringBuilder out = new StringBuilder();
    for (Catalog.Flag flag : flags) {
      out.append("  -").append(flag.name());
      String type = typeName(flag.type());
      if (!type.isEmpty()) {
        out.append(' ').append(type);
      }
      out.append("\n    \t").append(defaultNote(flag)).append('\n');
    }
    return out.toString();
  }

  private static String typeName(String type) {
    return switch (type) {
      case "bool" -> "";
      case "int64" -> "int";
      case "uint64" -> "uint";
      default -> type;
    };
  }

  private static String defaultNote(Catalog.Flag flag) {
    String text = flag.defaultText();
    boolean zero =
        List.of("", "0", "false", "0s", "[]", "null").contains(text)
            && !"value".equals(flag.type());
    if (zero || text.isEmpty() || text.equals("[]")) {
      return "";
    }
    return "(default " + (flag.type().equals("string") ? GoText.quote(text) : text) + ")";
  }
}
