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

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Shows the words of command lines in failure texts. */
final class Words {
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_@%+=:,./~^*?{}\\[\\]-]+");
  private static final int LONGEST = 200;

  private Words() {}

  /** A word as it is if it can be told from its surroundings, else in quotes. */
  static String word(String word) {
    return PLAIN.matcher(word).matches() && word.length() <= LONGEST ? word : quote(word);
  }

  /** A word in quotes, on one line; a long one is cut in the middle. */
  static String quote(String word) {
    StringBuilder quoted = new StringBuilder("\"");
    cut(word).codePoints().forEach(character -> append(quoted, character));
    return quoted.append('"').toString();
  }

  static String list(List<String> words) {
    return words.stream().map(Words::quote).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String cut(String word) {
    if (word.length() <= LONGEST) {
      return word;
    }
    return word.substring(0, LONGEST / 2)
        + "…("
        + word.length()
        + " characters)…"
        + word.substring(word.length() - LONGEST / 4);
  }

  private static void append(StringBuilder quoted, int character) {
    switch (character) {
      case '"' -> quoted.append("\\\"");
      case '\\' -> quoted.append("\\\\");
      case '\n' -> quoted.append("\\n");
      case '\r' -> quoted.append("\\r");
      case '\t' -> quoted.append("\\t");
      default -> {
        if (Character.isISOControl(character)) {
          quoted.append(String.format(Locale.ROOT, "\\u%04x", character));
        } else {
          quoted.appendCodePoint(character);
        }
      }
    }
  }
}
