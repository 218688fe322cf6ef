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
import java.util.List;
import java.util.Map;

/**
 * The normalised entries of one scenario on one target, in the order in which they were begun.
 *
 * @param entries the entries
 */
public record Transcript(List<Entry> entries) {

  /** A transcript of nothing. */
  public static final Transcript EMPTY = new Transcript(List.of());

  /** Stands below a text whose last line has no newline. */
  static final String NO_NEWLINE = "\\ no newline at the end";

  /** Copies the list. */
  public Transcript {
    entries = List.copyOf(entries);
  }

  /**
   * Returns the lines of a text. A text without a newline at its end gets one line more, saying so,
   * as in a diff.
   */
  static List<String> lines(String text) {
    if (text.isEmpty()) {
      return List.of();
    }
    if (text.endsWith("\n")) {
      return List.of(text.substring(0, text.length() - 1).split("\n", -1));
    }
    List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
    lines.add(NO_NEWLINE);
    return lines;
  }

  /** Shows the lines of one entry, numbered from 1 as in reports. */
  public static List<String> show(int number, Entry entry) {
    List<String> shown = new ArrayList<>();
    shown.add("#" + number + " " + entry.title());
    for (Map.Entry<String, String> part : entry.parts().entrySet()) {
      List<String> lines = lines(part.getValue());
      if (lines.isEmpty()) {
        shown.add("   " + part.getKey() + ": (empty)");
      } else if (lines.size() == 2 && lines.get(1).equals(NO_NEWLINE)) {
        shown.add("   " + part.getKey() + ": " + lines.get(0));
      } else {
        shown.add("   " + part.getKey() + ":");
        lines.forEach(line -> shown.add("     " + line));
      }
    }
    return shown;
  }

  /** Shows all entries. */
  public List<String> show() {
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      shown.addAll(show(i + 1, entries.get(i)));
    }
    return shown;
  }
}
