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

package dev.runsc.conformance.report;

import com.github.difflib.text.DiffRow;
import com.github.difflib.text.DiffRowGenerator;
import dev.runsc.conformance.transcript.Transcript;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Two transcripts line by line beside each other, with the characters marked that differ. */
final class SideBySide {

  /** From the private use area: no runsc prints them. */
  private static final char BEGIN = '\ue000';

  private static final char END = '\ue001';

  private static final DiffRowGenerator ROWS =
      DiffRowGenerator.create()
          .showInlineDiffs(true)
          .inlineDiffByWord(false)
          .mergeOriginalRevised(false)
          .reportLinesUnchanged(false)
          .lineNormalizer(line -> line)
          .oldTag(begin -> String.valueOf(begin ? BEGIN : END))
          .newTag(begin -> String.valueOf(begin ? BEGIN : END))
          .build();

  private SideBySide() {}

  /** The rows, for the template. */
  static List<Map<String, Object>> rows(Transcript left, Transcript right) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (DiffRow row : ROWS.generateDiffRows(left.show(), right.show())) {
      boolean same = row.getTag() == DiffRow.Tag.EQUAL;
      // What only one side has is marked as a whole.
      rows.add(
          Map.of(
              "same", same,
              "left", segments(row.getOldLine(), row.getTag() == DiffRow.Tag.DELETE),
              "right", segments(row.getNewLine(), row.getTag() == DiffRow.Tag.INSERT)));
    }
    return rows;
  }

  private static List<Map<String, Object>> segments(String line, boolean whole) {
    List<Map<String, Object>> segments = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    boolean marked = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == BEGIN || c == END) {
        add(segments, text, marked || whole);
        marked = c == BEGIN;
      } else {
        text.append(c);
      }
    }
    add(segments, text, marked || whole);
    return segments;
  }

  private static void add(List<Map<String, Object>> segments, StringBuilder text, boolean marked) {
    if (text.length() > 0) {
      segments.add(Map.of("text", text.toString(), "marked", marked));
      text.setLength(0);
    }
  }
}
