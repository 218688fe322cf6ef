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
          Map.entry("help", "help [<subcommand>]:"),
          Map.entry("kill", "kill <container id> [signal]"),
          Map.entry("list", "list [flags]"),
          Map.entry(
              "metric-server",
              "-root=<root dir> -metric-server=<addr> metric-server [-exporter-prefix=<runsc_>]"),
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
          Map.entry("statefile", "statefile [flags] <statefile>"),
          Map.entry("uninstall", "uninstall [flags] <name>"),
          Map.entry("update", "update [flags] <container id>"),
          Map.entry("usage", "usage [flags] <container id>"),
          Map.entry("wait", "wait [flags] <container id>"));

  /** The commands whose flags follow on the same line in older releases, or nothing does. */
  private static final Set<String> UNENDED =
      Set.of(
          "debug",
          "delete",
          "gofer",
          "kill",
          "list",
          "metric-metadata",
          "pause",
          "ps",
          "start",
          "state",
          "statefile",
          "umount",
          "wait");

  /** Those of which that is so in every release. */
  private static final Set<String> NEVER_ENDED = Set.of("metric-metadata", "ps");

  /** Where Go takes quoted words of the description for the name of the value. */
  private static final Map<String, String> SHOWN_TYPES =
      Map.of(
          "metric-server", "runsc metric-server",
          "net-raw", "runsc exec",
          "nvproxy-docker", "docker run --gpus");

  /** Flags of runsc's own types whose default is what Go takes for no value, and does not tell. */
  private static final Set<String> UNTOLD_DEFAULTS =
      Set.of(
          "EXPERIMENTAL-xdp",
          "file-access",
          "host-fifo",
          "host-settings",
          "host-uds",
          "network",
          "ref-leak-mode",
          "watchdog-action");

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

  /** What {@code help} prints: the list of all commands, and the topics. */
  static String help(Profile profile) {
    String commands = commands(profile);
    int last = commands.lastIndexOf("\nUse ");
    return commands.substring(0, last)
        + "Additional help topics (Use \"runsc help <topic>\" to see help on the topic):\n"
        + "\tplatforms\n\tsyscalls\n"
        + commands.substring(last);
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

  /** The usage of one command as its help has it: its line and its flags. */
  static String command(Profile profile, Catalog.Command command) {
    return line(profile, command) + (command.builtin() ? "" : flags(command.flags().values()));
  }

  /** The usage of one command as a refusal has it, which leaves out the flags for help. */
  static String refused(Profile profile, Catalog.Command command) {
    List<Catalog.Flag> flags =
        command.flags().values().stream()
            .filter(flag -> !flag.name().equals("h") && !flag.name().equals("help"))
            .toList();
    return line(profile, command) + flags(flags);
  }

  private static String line(Profile profile, Catalog.Command command) {
    if (!command.nested().isEmpty()) {
      return nested(command);
    }
    String name = name(command);
    boolean ended =
        profile.usageEndsLines()
            ? !NEVER_ENDED.contains(name)
            : !UNENDED.contains(name) && !(name.equals("usage") && !profile.usageOfUsageEnds());
    return synopsis(profile, name) + (ended ? "\n" : "");
  }

  /** The command that shows state files was named as another one until 20250106.0. */
  private static String name(Catalog.Command command) {
    return command.shadowed() && command.name().equals("state") ? "statefile" : command.name();
  }

  private static String synopsis(Profile profile, String name) {
    return switch (name) {
      case "gofer" ->
          profile.goferNamesContainer() ? "gofer [flags] <container ID>" : "gofer [flags]";
      case "install" ->
          profile.installNamesRuntimeByFlag()
              ? "install [--runtime=<name>] [flags] [-- [args...]]"
              : "install [flags] <name> [-- [args...]]";
      case "umount" -> "umount --" + profile.umountFlag() + "=FD <directory path>";
      default -> SYNOPSES.getOrDefault(name, name);
    };
  }

  /** A command of commands. */
  private static String nested(Catalog.Command command) {
    StringBuilder out = new StringBuilder();
    out.append("Usage: ").append(command.name());
    out.append(" <flags> <subcommand> <subcommand args>\n\nSubcommands:\n");
    command.nested().forEach(name -> out.append('\t').append(name).append('\n'));
    return out.append('\n').toString();
  }

  /** Flags as Go's PrintDefaults lists them. */
  static String flags(Iterable<Catalog.Flag> flags) {
    StringBuilder out = new StringBuilder();
    for (Catalog.Flag flag : flags) {
      out.append("  -").append(flag.name());
      String type = SHOWN_TYPES.getOrDefault(flag.name(), typeName(flag.type()));
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
    boolean untold = flag.type().equals("value") && UNTOLD_DEFAULTS.contains(flag.name());
    if (untold || (flag.name().equals("overlay2") && text.equals("none"))) {
      return "";
    }
    boolean zero =
        List.of("", "0", "false", "0s", "[]", "null").contains(text)
            && !"value".equals(flag.type());
    if (zero || text.isEmpty() || text.equals("[]")) {
      return "";
    }
    return "(default " + (flag.type().equals("string") ? GoText.quote(text) : text) + ")";
  }
}
