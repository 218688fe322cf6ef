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

package dev.runsc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * The processes of a container, as the table of {@code runsc ps} shows them. The columns depend on
 * the release: PGID came with 20260413.0.
 *
 * @param columns the names of the columns, in their order
 * @param processes the processes, in the table's order
 * @since 0.1.0
 */
public record ProcessTable(List<String> columns, List<ProcessEntry> processes) {

  private static final String PID = "PID";

  /**
   * Copies the lists.
   *
   * @param columns the names of the columns
   * @param processes the processes
   */
  public ProcessTable {
    columns = List.copyOf(columns);
    processes = List.copyOf(processes);
  }

  /**
   * Reads a table: a line with the names of the columns, among them PID, then one line for each
   * process. The last column takes the rest of the line. Empty lines are stepped over.
   *
   * @param text what a {@code ps} printed
   * @return the table
   * @throws IllegalArgumentException if it is none; the message names the line
   */
  public static ProcessTable parse(String text) {
    List<String> columns = List.of();
    List<ProcessEntry> processes = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      if (columns.isEmpty()) {
        columns = header(line, number);
      } else {
        processes.add(entry(columns, line, number));
      }
    }
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("there is no line with the names of the columns");
    }
    return new ProcessTable(columns, processes);
  }

  private static List<String> header(String line, int number) {
    List<String> columns = List.of(line.strip().split("\\s+"));
    if (!columns.contains(PID)) {
      throw new IllegalArgumentException(
          "line " + number + " should name the columns, but there is no PID in it: " + line);
    }
    if (new LinkedHashSet<>(columns).size() < columns.size()) {
      throw new IllegalArgumentException("line " + number + " names a column twice: " + line);
    }
    return columns;
  }

  private static ProcessEntry entry(List<String> columns, String line, int number) {
    String[] parts = line.strip().split("\\s+", columns.size());
    if (parts.length < columns.size()) {
      throw new IllegalArgumentException(
          "line "
              + number
              + " has "
              + parts.length
              + " of "
              + columns.size()
              + " columns: "
              + line);
    }
    Map<String, String> cells = new LinkedHashMap<>();
    for (int i = 0; i < parts.length; i++) {
      cells.put(columns.get(i), parts[i]);
    }
    String pid = cells.getOrDefault(PID, "");
    if (!pid.matches("[1-9]\\d{0,8}")) {
      throw new IllegalArgumentException(
          "line " + number + " has no pid in the column PID but \"" + pid + "\": " + line);
    }
    return new ProcessEntry(new SandboxPid(Integer.parseInt(pid)), cells);
  }
}
