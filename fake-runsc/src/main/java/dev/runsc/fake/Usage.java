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
import java.util.Set;

/**
 * Usage texts: the release's structure, names, types and defaults. The sentences that describe a
 * command or flag are left out.
 */
final class Usage {
  private static final Map<String, String> GROUPS = groups();

  /** The line of each command, as far as it names things; the sentences after it are left out. */
  private static final Map<String, String> SYNOPSES =
      Map.ofEntries(
          Map.entry("checkpoint", "checkpoint [flags] <container id>"),
          Map.entry("create", "create [flags] <container id>"),
          Map.entry("debug", "debug [flags] <container id>"),
          Map.entry("delete", "delete [flags] <container ids>"),
          Map.entry("do", "do [flags] <cmd>"),
          Map.entry("events", "<container-id>"),
          Map.entry(
              "exec",
              "exec [command options] <container-id> <command> [command options] || --process"
                  + " process.json <container-id>"),
          Map.entry("export-metrics", "export-metrics [-exporter-prefix=<runsc_>] <container id>"),
          Map.entry("flags", "flags [<subcommand>]:"),
          Map.entry("fscheckpoint", "fscheckpoint [flags] <container id>:"),
          Map.entry("gofer", "gofer [flags]"),
          Map.entry("help", "help [<subcommand>]:"),
          Map.entry("install", "install [--runtime=<name>] [flags] [-- [args...]]"),
          Map.entry("kill", "kill <container id> [signal]"),
          Map.entry("list", "list [flags]"),
          Map.entry("pause", "pause <container id>"),
          Map.entry("port-forward", "port-forward CONTAINER_ID [LOCAL_PORT:]REMOTE_PORT"),
          Map.entry("ps", "<container-id> [ps options]"),
          Map.entry(
              "read-control",
              "read-control <container-id> <controller> <cgroup-path> <control-value-name>"),
          Map.entry("restore", "restore [flags] <container id>"),
          Map.entry("resume", "resume <container id>"),
          Map.entry("run", "run [flags] <container id>"),
          Map.entry("spec", "spec [options] [-- args...]"),
          Map.entry("start", "start <container id>"),
          Map.entry("state", "state [flags] <container id>"),
          Map.entry("uninstall", "uninstall [flags] <name>"),
          Map.entry("update", "update [flags] <container id>"),
          Map.entry("usage", "usage [flags] <container id>"),
          Map.entry("wait", "wait [flags] <container id>"));

  /** The commands whose flags follow on the same line in older releases, or nothing does. */
  private static final Set<String> UNENDED =
      Set.of(
          "delete",
          "gofer",
          "kill",
          "list",
          "metric-metadata",
          "pause",
          "ps",
          "start",
          "state",
          "umount",
          "wait");

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
  static String command(Profile profile, Catalog.Command command) {
    String synopsis = SYNOPSES.getOrDefault(command.name(), command.name());
    boolean ended = profile.usageEndsLines() || !UNENDED.contains(command.name());
    return synopsis + (ended ? "\n" : "") + flags(command.flags().values());
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
      // A flag of one letter has its description on the same line.
      out.append(flag.name().length() == 1 && type.isEmpty() ? "\t" : "\n    \t");
      out.append(defaultNote(flag)).append('\n');
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
