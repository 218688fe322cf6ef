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

import dev.runsc.fake.Catalog.Arguments;
import dev.runsc.fake.Catalog.Command;
import dev.runsc.fake.Catalog.Flag;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A catalog in a form that is read fast, for engines that answer one call: lines of fields between
 * tabs. The global flags come first, then each command, followed by its flags. A flag is made when
 * it is asked for, since a call has few of them.
 */
final class CatalogText {
  private static final String FLAG = "\nflag\t";
  private static final String COMMAND = "\ncommand\t";
  private static final String NONE = "-";
  private static final String BETWEEN = ",";

  private CatalogText() {}

  static String of(Catalog catalog) {
    StringBuilder out = new StringBuilder();
    catalog.globalFlags().values().forEach(flag -> flag(out, flag));
    for (Command command : catalog.commands()) {
      List<String> with = new ArrayList<>();
      command
          .argumentsWith()
          .forEach((flag, limits) -> with.add(flag + ":" + limits.least() + ":" + limits.most()));
      line(
          out.append(COMMAND),
          List.of(
              command.name(),
              command.shadowed(),
              command.group(),
              command.builtin(),
              command.arguments().least(),
              command.arguments().most(),
              String.join(BETWEEN, command.nested()),
              String.join(BETWEEN, with)));
      command.flags().values().forEach(flag -> flag(out, flag));
    }
    return out.append('\n').toString();
  }

  private static void flag(StringBuilder out, Flag flag) {
    List<Object> fields =
        new ArrayList<>(
            List.of(
                flag.name(),
                flag.type(),
                flag.defaultText(),
                flag.validated(),
                flag.allowsEmpty(),
                flag.caseInsensitive(),
                flag.separator() == null ? NONE : flag.separator(),
                flag.mayBeAnnotated(),
                flag.hasSuffix()));
    fields.addAll(flag.values());
    line(out.append(FLAG), fields);
  }

  private static void line(StringBuilder out, List<Object> fields) {
    String separator = "";
    for (Object field : fields) {
      String text = field.toString();
      if (text.indexOf('\t') >= 0 || text.indexOf('\n') >= 0) {
        throw new IllegalArgumentException("cannot be written between tabs: " + text);
      }
      out.append(separator).append(text);
      separator = "\t";
    }
  }

  static Catalog read(String text) {
    List<Command> commands = new ArrayList<>();
    int first = text.indexOf(COMMAND);
    for (int at = first; at >= 0; ) {
      int next = text.indexOf(COMMAND, at + 1);
      commands.add(command(text.substring(at, next < 0 ? text.length() : next + 1)));
      at = next;
    }
    return new Catalog(new Flags(first < 0 ? text : text.substring(0, first + 1)), commands);
  }

  private static Command command(String lines) {
    List<String> fields = fields(lines, COMMAND.length());
    List<String> nested = fields.get(6).isEmpty() ? List.of() : words(fields.get(6), BETWEEN);
    Map<String, Arguments> with = new LinkedHashMap<>();
    if (!fields.get(7).isEmpty()) {
      for (String one : words(fields.get(7), BETWEEN)) {
        List<String> parts = words(one, ":");
        with.put(parts.get(0), arguments(parts, 1));
      }
    }
    return new Command(
        fields.get(0),
        isTrue(fields.get(1)),
        fields.get(2),
        new Flags(lines),
        arguments(fields, 4),
        with,
        nested,
        isTrue(fields.get(3)));
  }

  private static Arguments arguments(List<String> fields, int at) {
    return new Arguments(Integer.parseInt(fields.get(at)), Integer.parseInt(fields.get(at + 1)));
  }

  private static boolean isTrue(String text) {
    return text.equals("true");
  }

  /** The fields of the line that goes on at a place. */
  private static List<String> fields(String lines, int from) {
    return words(lines.substring(from, lines.indexOf('\n', from)), "\t");
  }

  private static List<String> words(String text, String separator) {
    return List.of(text.split(separator, -1));
  }

  /** The flags in some lines, by name. */
  private static final class Flags extends AbstractMap<String, Flag> {
    private final String lines;
    private @Nullable Map<String, Flag> all;

    Flags(String lines) {
      this.lines = lines;
    }

    @Override
    public @Nullable Flag get(Object name) {
      int at = lines.indexOf(FLAG + name + '\t');
      return at < 0 ? null : flag(at);
    }

    @Override
    public boolean containsKey(Object name) {
      return get(name) != null;
    }

    @Override
    public synchronized Set<Entry<String, Flag>> entrySet() {
      if (all == null) {
        all = new LinkedHashMap<>();
        for (int at = lines.indexOf(FLAG); at >= 0; at = lines.indexOf(FLAG, at + 1)) {
          Flag flag = flag(at);
          all.put(flag.name(), flag);
        }
      }
      return all.entrySet();
    }

    private Flag flag(int at) {
      List<String> fields = fields(lines, at + FLAG.length());
      return new Flag(
          fields.get(0),
          fields.get(1),
          fields.get(2),
          List.copyOf(fields.subList(9, fields.size())),
          isTrue(fields.get(3)),
          isTrue(fields.get(4)),
          isTrue(fields.get(5)),
          fields.get(6).equals(NONE) ? null : fields.get(6),
          isTrue(fields.get(7)),
          isTrue(fields.get(8)));
    }
  }
}
