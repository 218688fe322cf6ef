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

package dev.runsc.conformance.transcript;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tables that {@code list} and {@code ps} print. The width of a column follows its widest cell,
 * so a path or time cannot be replaced in place without changing the blanks around it.
 *
 * <p>A table that is laid out by runsc's rule is laid out again, by the same rule, with the
 * replaced cells. A table that breaks the rule is left as it is, so that its blanks are compared.
 */
final class OutputTable {

  private static final Pattern LIST =
      Pattern.compile("ID {2,}PID {2,}STATUS {2,}BUNDLE {2,}CREATED {2,}OWNER");
  private static final Pattern PS =
      Pattern.compile(
          "UID {2,}PID {2,}PPID {2,}(?:PGID {2,})?C {2,}TTY {2,}STIME {2,}TIME {2,}CMD");
  private static final int LIST_WIDTH = 12;
  private static final int PS_WIDTH = 10;
  private static final int PADDING = 3;

  private OutputTable() {}

  /** Replaces the cells of a table in a text; the function gets the column's name and the cell. */
  static String apply(String text, BinaryOperator<String> cell) {
    List<String> lines = Arrays.asList(text.split("\n", -1));
    for (int first = 0; first < lines.size(); first++) {
      boolean list = LIST.matcher(lines.get(first)).matches();
      if (list || PS.matcher(lines.get(first)).matches()) {
        int end = first;
        while (end < lines.size() && !lines.get(end).isEmpty()) {
          end++;
        }
        List<String> result = new ArrayList<>(lines.subList(0, first));
        result.addAll(table(lines.subList(first, end), list ? LIST_WIDTH : PS_WIDTH, cell));
        result.addAll(lines.subList(end, lines.size()));
        return String.join("\n", result);
      }
    }
    return text;
  }

  private static List<String> table(List<String> lines, int minWidth, BinaryOperator<String> cell) {
    List<Integer> starts = new ArrayList<>();
    List<String> names = new ArrayList<>();
    Matcher words = Pattern.compile("\\S+").matcher(lines.get(0));
    while (words.find()) {
      starts.add(words.start());
      names.add(words.group());
    }
    List<List<String>> rows = new ArrayList<>();
    for (String line : lines) {
      List<String> row = new ArrayList<>();
      for (int i = 0; i < names.size(); i++) {
        int from = starts.get(i);
        int to = i + 1 < names.size() ? starts.get(i + 1) : line.length();
        if (from > line.length() || to > line.length()) {
          return lines;
        }
        String value = line.substring(from, to);
        row.add(i + 1 < names.size() ? value.stripTrailing() : value);
      }
      rows.add(row);
    }
    if (!layOut(rows, minWidth).equals(lines)) {
      return lines;
    }
    for (List<String> row : rows.subList(1, rows.size())) {
      for (int i = 0; i < names.size(); i++) {
        String prefix = names.get(i).equals("PID") && minWidth == LIST_WIDTH ? "LIST " : "";
        row.set(i, cell.apply(prefix + names.get(i), row.get(i)));
      }
    }
    return layOut(rows, minWidth);
  }

  private static List<String> layOut(List<List<String>> rows, int minWidth) {
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        int column = i;
        int width =
            rows.stream().mapToInt(one -> one.get(column).length() + PADDING).max().orElse(0);
        String value = row.get(i);
        line.append(value);
        if (i + 1 < row.size()) {
          line.append(" ".repeat(Math.max(width, minWidth) - value.length()));
        }
      }
      lines.add(line.toString());
    }
    return lines;
  }
}
