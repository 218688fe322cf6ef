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

package dev.runsc.testkit;

import dev.runsc.fake.Call;
import dev.runsc.fake.Invocation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Shows calls as a table: a line for each, with index, command line and exit code.
 *
 * <p>Command lines are shown from the verb on, with flags as {@code --name value}, whichever way
 * they were typed. Global flags are shown only where they matter, since every call repeats them. A
 * call that broke the grammar is shown with all its arguments as they are.
 */
final class InvocationLog {
  private static final int FIRST = 20;
  private static final int LAST = 40;
  private static final int WIDEST = 120;

  private final List<Invocation> invocations;
  private final Set<String> globalFlags;

  /**
   * @param invocations the calls, in the order in which they began
   * @param globalFlags the global flags to show
   */
  InvocationLog(List<Invocation> invocations, Set<String> globalFlags) {
    this.invocations = List.copyOf(invocations);
    this.globalFlags = Set.copyOf(globalFlags);
  }

  /** One line of the table, without its exit code. */
  private record Row(String text, int markStart, int markEnd) {}

  String table() {
    return table(null, new Mark.Nothing());
  }

  /** The table, with a part of one call underlined. */
  String table(@Nullable Invocation marked, Mark mark) {
    if (invocations.isEmpty()) {
      return "  (none)\n";
    }
    List<Invocation> shown = shown(marked);
    List<Row> rows = new ArrayList<>();
    int width = 0;
    for (Invocation invocation : shown) {
      Row row = row(invocation, invocation.equals(marked) ? mark : new Mark.Nothing());
      rows.add(row);
      width = Math.max(width, Math.min(WIDEST, row.text.length()));
    }
    StringBuilder table = new StringBuilder();
    for (int i = 0; i < shown.size(); i++) {
      skipped(table, i == 0 ? 0 : position(shown.get(i - 1)) + 1, position(shown.get(i)));
      append(table, rows.get(i), width, exit(shown.get(i)));
    }
    return table.toString();
  }

  /** What is left of a long log: its beginning, its end, and the marked call. */
  private List<Invocation> shown(@Nullable Invocation marked) {
    if (invocations.size() <= FIRST + LAST) {
      return invocations;
    }
    Set<Invocation> shown = new LinkedHashSet<>(invocations.subList(0, FIRST));
    if (marked != null) {
      shown.add(marked);
    }
    shown.addAll(invocations.subList(invocations.size() - LAST, invocations.size()));
    return invocations.stream().filter(shown::contains).toList();
  }

  private int position(Invocation invocation) {
    return invocations.indexOf(invocation);
  }

  private static void skipped(StringBuilder table, int from, int to) {
    if (to > from) {
      table.append("  … ").append(to - from).append(" more\n");
    }
  }

  private static void append(StringBuilder table, Row row, int width, String exit) {
    table
        .append("  ")
        .append(row.text)
        .append(" ".repeat(Math.max(0, width - row.text.length())))
        .append("   ")
        .append(exit)
        .append('\n');
    if (row.markEnd > row.markStart) {
      table
          .append("  ")
          .append(" ".repeat(row.markStart))
          .append("^".repeat(row.markEnd - row.markStart))
          .append('\n');
    }
  }

  private Row row(Invocation invocation, Mark mark) {
    Line line = new Line("#" + invocation.index());
    if (invocation.answeredBy().equals("grammar")) {
      invocation.argv().forEach(line::add);
      return line.row();
    }
    Call call = invocation.call();
    call.globalFlags()
        .forEach(
            (name, values) -> {
              if (globalFlags.contains(name)) {
                line.flag(name, values, mark.equals(new Mark.Flag(true, name)));
              }
            });
    line.add(call.command().isEmpty() ? "(no verb)" : Words.word(call.command()), false);
    call.flags()
        .forEach(
            (name, values) -> line.flag(name, values, mark.equals(new Mark.Flag(false, name))));
    for (int i = 0; i < call.positionals().size(); i++) {
      line.add(Words.word(call.positionals().get(i)), mark.equals(new Mark.Positional(i)));
    }
    return line.row();
  }

  /** A flag as a caller could have typed it. */
  static String flag(String name, String value) {
    return switch (value) {
      case "true" -> "--" + name;
      case "false" -> "--" + name + "=false";
      default -> "--" + name + " " + Words.word(value);
    };
  }

  /** How a call ended. */
  static String exit(Invocation invocation) {
    String exit =
        invocation.exit().isPresent() ? "exit " + invocation.exit().getAsInt() : "no exit";
    return invocation.failure().map(failure -> exit + " (" + failure + ")").orElse(exit);
  }

  /** A line in the making. */
  private static final class Line {
    private final StringBuilder text;
    private int markStart;
    private int markEnd;

    Line(String start) {
      text = new StringBuilder(start);
    }

    void add(String word) {
      add(Words.word(word), false);
    }

    void add(String shown, boolean marked) {
      text.append(' ');
      if (marked && markEnd == 0) {
        markStart = text.length();
      }
      text.append(shown);
      if (marked) {
        markEnd = text.length();
      }
    }

    void flag(String name, List<String> values, boolean marked) {
      for (String value : values) {
        add(InvocationLog.flag(name, value), marked);
      }
    }

    Row row() {
      return new Row(text.toString(), markStart, markEnd);
    }
  }
}
