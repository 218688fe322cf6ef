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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A catalog in a form that is read fast, for engines that answer one call: lines of fields between
 * tabs. The global flags come first, then each command, followed by what belongs to it.
 */
final class CatalogText {
  private static final String FLAG = "flag";
  private static final String COMMAND = "command";
  private static final String ARGUMENTS_WITH = "with";
  private static final String NESTED = "nested";
  private static final String NONE = "-";

  private CatalogText() {}

  static String of(Catalog catalog) {
    StringBuilder out = new StringBuilder();
    catalog.globalFlags().values().forEach(flag -> flag(out, flag));
    for (Command command : catalog.commands()) {
      line(
          out,
          COMMAND,
          command.name(),
          command.shadowed(),
          command.group(),
          command.builtin(),
          command.arguments().least(),
          command.arguments().most());
      command.flags().values().forEach(flag -> flag(out, flag));
      command
          .argumentsWith()
          .forEach((flag, limits) -> line(out, ARGUMENTS_WITH, flag, limits.least(), limits.most()));
      command.nested().forEach(nested -> line(out, NESTED, nested));
    }
    return out.toString();
  }

  private static void flag(StringBuilder out, Flag flag) {
    List<Object> fields =
        new ArrayList<>(
            List.of(
                FLAG,
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
    line(out, fields.toArray());
  }

  private static void line(StringBuilder out, Object... fields) {
    String separator = "";
    for (Object field : fields) {
      String text = field.toString();
      if (text.indexOf('\t') >= 0 || text.indexOf('\n') >= 0) {
        throw new IllegalArgumentException("cannot be written between tabs: " + text);
      }
      out.append(separator).append(text);
      separator = "\t";
    }
    out.append('\n');
  }

  static Catalog read(String text) {
    Map<String, Flag> globalFlags = new LinkedHashMap<>();
    List<Command> commands = new ArrayList<>();
    @Nullable Command last = null;
    for (int at = 0; at < text.length(); ) {
      int end = text.indexOf('\n', at);
      List<String> fields = fields(text, at, end);
      at = end + 1;
      String kind = fields.get(0);
      if (kind.equals(COMMAND)) {
        last = command(fields);
        commands.add(last);
      } else if (kind.equals(FLAG)) {
        Flag flag = flag(fields);
        (last == null ? globalFlags : last.flags()).put(flag.name(), flag);
      } else if (last != null && kind.equals(ARGUMENTS_WITH)) {
        last.argumentsWith().put(fields.get(1), arguments(fields, 2));
      } else if (last != null && kind.equals(NESTED)) {
        last.nested().add(fields.get(1));
      } else {
        throw new IllegalArgumentException("not a catalog: " + fields);
      }
    }
    return new Catalog(globalFlags, commands);
  }

  private static List<String> fields(String text, int from, int end) {
    List<String> fields = new ArrayList<>();
    int at = from;
    while (at <= end) {
      int tab = text.indexOf('\t', at);
      int stop = tab < 0 || tab > end ? end : tab;
      fields.add(text.substring(at, stop));
      at = stop + 1;
    }
    return fields;
  }

  private static Flag flag(List<String> fields) {
    return new Flag(
        fields.get(1),
        fields.get(2),
        fields.get(3),
        List.copyOf(fields.subList(10, fields.size())),
        isTrue(fields.get(4)),
        isTrue(fields.get(5)),
        isTrue(fields.get(6)),
        fields.get(7).equals(NONE) ? null : fields.get(7),
        isTrue(fields.get(8)),
        isTrue(fields.get(9)));
  }

  private static boolean isTrue(String text) {
    return text.equals("true");
  }

  private static Command command(List<String> fields) {
    return new Command(
        fields.get(1),
        isTrue(fields.get(2)),
        fields.get(3),
        new LinkedHashMap<>(),
        arguments(fields, 5),
        new LinkedHashMap<>(),
        new ArrayList<>(),
        isTrue(fields.get(4)));
  }

  private static Arguments arguments(List<String> fields, int at) {
    return new Arguments(Integer.parseInt(fields.get(at)), Integer.parseInt(fields.get(at + 1)));
  }
}
