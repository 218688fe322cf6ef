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

import java.util.List;

/**
 * One place where two transcripts differ.
 *
 * @param entry the number of the entry, from 1
 * @param title what was done there
 * @param part the part of it: {@code exit}, {@code stdout}, …, or {@code call} if not even what was
 *     done is the same
 * @param line the number of the line in the reference's part, from 1
 * @param reference the reference's lines there; empty if it has none
 * @param other the other's lines there; empty if it has none
 */
public record Difference(
    int entry, String title, String part, int line, List<String> reference, List<String> other) {

  /** Copies the lists. */
  public Difference {
    reference = List.copyOf(reference);
    other = List.copyOf(other);
  }

  /** Says it in lines fit for a terminal; the names are those of the two targets. */
  public List<String> show(String referenceName, String otherName) {
    int width = Math.max(referenceName.length(), otherName.length());
    return List.of(
        "#" + entry + " " + title,
        "  " + part + ", line " + line + ":",
        "    " + pad(referenceName, width) + "  " + quote(reference),
        "    " + pad(otherName, width) + "  " + quote(other));
  }

  private static String pad(String name, int width) {
    return name + " ".repeat(width - name.length());
  }

  private static String quote(List<String> lines) {
    if (lines.isEmpty()) {
      return "(nothing)";
    }
    StringBuilder out = new StringBuilder();
    for (String line : lines) {
      out.append(out.length() > 0 ? " " : "").append('"');
      line.codePoints().forEach(c -> escape(out, c));
      out.append('"');
    }
    return out.toString();
  }

  private static void escape(StringBuilder out, int c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\t' -> out.append("\\t");
      case '\r' -> out.append("\\r");
      default -> {
        if (Character.isISOControl(c)) {
          out.append(String.format("\\u%04x", c));
        } else {
          out.appendCodePoint(c);
        }
      }
    }
  }
}
