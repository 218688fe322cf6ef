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

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The commands and flags of one release, read from its catalog. */
final class Catalog {

  /** A flag. Its type is one of the flag package of Go, or "value" for one of runsc itself. */
  record Flag(
      String name,
      String type,
      String defaultText,
      List<String> values,
      boolean validated,
      boolean allowsEmpty,
      boolean caseInsensitive,
      @Nullable String separator,
      boolean mayBeAnnotated,
      boolean hasSuffix) {
    boolean isBool() {
      return type.equals("bool");
    }
  }

  /** A command with its flags by name, in the order of their names. */
  record Command(
      String name,
      boolean shadowed,
      String group,
      Map<String, Flag> flags,
      Arguments arguments,
      Map<String, Arguments> argumentsWith,
      List<String> nested,
      boolean builtin) {
    /** How many arguments there may be, given these flags. */
    Arguments arguments(GoFlags.Parsed given) {
      for (Map.Entry<String, Arguments> other : argumentsWith.entrySet()) {
        if (given.last(other.getKey()) != null) {
          return other.getValue();
        }
      }
      return arguments;
    }
  }

  /** How many arguments a command takes. */
  record Arguments(int least, int most) {
    static Arguments of(JsonObject json) {
      return new Arguments(json.getInt("minArgs", 0), json.getInt("maxArgs", Integer.MAX_VALUE));
    }

    boolean allow(int count) {
      return count >= least && count <= most;
    }
  }

  private final Map<String, Flag> globalFlags;
  private final List<Command> listed;
  private final Map<String, Command> commands = new LinkedHashMap<>();
  private volatile @Nullable String text;

  Catalog(Map<String, Flag> globalFlags, List<Command> listed) {
    this.globalFlags = globalFlags;
    this.listed = listed;
    for (Command command : listed) {
      if (!command.shadowed()) {
        commands.put(command.name(), command);
      }
    }
  }

  static Catalog load(String release) {
    String resource = "profiles/" + release + ".json";
    try (InputStream in = Catalog.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalArgumentException("no catalog of release " + release);
      }
      JsonObject document = JsonParser.object().from(in);
      return new Catalog(
          flags(document.getArray("globalFlags")),
          commands(document.getArray("commands"), document.has("commandHelpFlags")));
    } catch (IOException | JsonParserException e) {
      throw new IllegalStateException("the catalog of release " + release + " is damaged", e);
    }
  }

  /** What {@link CatalogText} makes of it, made once. */
  String text() {
    String made = text;
    if (made == null) {
      made = CatalogText.of(this);
      text = made;
    }
    return made;
  }

  Map<String, Flag> globalFlags() {
    return globalFlags;
  }

  /** The command that runsc runs by that name; a shadowed one is never it. */
  @Nullable Command command(String name) {
    return commands.get(name);
  }

  /** The commands of that name, of which only the first can be run. */
  List<Command> all(String name) {
    return listed.stream().filter(command -> command.name().equals(name)).toList();
  }

  /** All commands that are listed; of two with one name only one can be run. */
  List<Command> commands() {
    return listed;
  }

  private static List<Command> commands(JsonArray list, boolean listHelp) {
    List<Command> commands = new ArrayList<>();
    for (Object one : list) {
      JsonObject command = (JsonObject) one;
      if (!"help-topic".equals(command.getString("group"))) {
        commands.add(
            new Command(
                command.getString("name"),
                command.getBoolean("shadowed", false),
                command.getString("group", "user"),
                listHelp
                    ? withHelp(flags(command.getArray("flags")))
                    : flags(command.getArray("flags")),
                Arguments.of(command),
                argumentsWith(command.getObject("argsWith", new JsonObject())),
                nested(command),
                command.getBoolean("builtin", false)));
      }
    }
    return commands;
  }

  private static List<String> nested(JsonObject command) {
    return command.getArray("commands", new JsonArray()).stream()
        .map(one -> ((JsonObject) one).getString("name"))
        .toList();
  }

  /** Flags that every command of newer releases has, and lists. */
  private static Map<String, Flag> withHelp(Map<String, Flag> flags) {
    Map<String, Flag> all = new java.util.TreeMap<>(flags);
    for (String name : List.of("h", "help")) {
      all.put(
          name, new Flag(name, "bool", "false", List.of(), true, false, false, null, false, false));
    }
    return all;
  }

  private static Map<String, Arguments> argumentsWith(JsonObject json) {
    Map<String, Arguments> with = new LinkedHashMap<>();
    json.forEach((flag, limits) -> with.put(flag, Arguments.of((JsonObject) limits)));
    return with;
  }

  private static Map<String, Flag> flags(JsonArray list) {
    Map<String, Flag> flags = new LinkedHashMap<>();
    for (Object one : list) {
      JsonObject flag = (JsonObject) one;
      JsonArray values = flag.getArray("values", new JsonArray());
      flags.put(
          flag.getString("name"),
          new Flag(
              flag.getString("name"),
              flag.getString("type"),
              String.valueOf(flag.get("default")),
              values.stream().map(String::valueOf).toList(),
              flag.getBoolean("validated", true),
              flag.getBoolean("allowsEmpty", false),
              flag.getBoolean("caseInsensitive", false),
              flag.getString("separator"),
              flag.has("annotation"),
              flag.has("suffix")));
    }
    return flags;
  }
}
