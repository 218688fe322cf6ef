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

/** Lays out tables as Go's tabwriter: cells of a least width, 3 blanks apart, the last unpadded. */
final class GoTable {
  private static final int PADDING = 3;

  private GoTable() {}

  static String layOut(List<List<String>> rows, int smallestCell) {
    StringBuilder out = new StringBuilder();
    int last = rows.get(0).size() - 1;
    for (List<String> row : rows) {
      for (int column = 0; column < last; column++) {
        String cell = row.get(column);
        out.append(cell).append(" ".repeat(width(rows, column, smallestCell) - length(cell)));
      }
      out.append(row.get(last)).append('\n');
    }
    return out.toString();
  }

  private static int width(List<List<String>> rows, int column, int smallestCell) {
    int widest = rows.stream().mapToInt(row -> length(row.get(column))).max().orElse(0);
    return Math.max(smallestCell, widest + PADDING);
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
