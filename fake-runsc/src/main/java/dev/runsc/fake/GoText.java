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

import java.util.Optional;

/** Text as Go's standard library writes and reads it: quoting, numbers, JSON strings. */
final class GoText {
  private static final String HEX = "0123456789abcdef";

  private GoText() {}

  /** What {@code %q} prints. */
  static String quote(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        case '\r' -> out.append("\\r");
        case 7 -> out.append("\\a");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case 11 -> out.append("\\v");
        default -> {
          if (c < ' ' || c == 0x7f) {
            out.append("\\x").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
          } else {
            out.appendCodePoint(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }

  /** A JSON string as encoding/json writes it: with {@code <}, {@code >} and {@code &} escaped. */
  static String json(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        case '\r' -> out.append("\\r");
        default -> {
          if (c < ' ' || c == '<' || c == '>' || c == '&' || c == 0x2028 || c == 0x2029) {
            out.append("\\u")
                .append(HEX.charAt(c >> 12))
                .append(HEX.charAt((c >> 8) & 15))
                .append(HEX.charAt((c >> 4) & 15))
                .append(HEX.charAt(c & 15));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }

  /** What strconv.Atoi reads: decimal digits with an optional sign. */
  static Optional<Long> parseDecimal(String text) {
    return parseInteger(text, 10);
  }

  /**
   * What strconv.ParseInt reads in base 0, as flags of type int do: a sign, a base prefix, and
   * underscores between digits.
   */
  static Optional<Long> parseFlagInteger(String text) {
    return parseInteger(text, 0);
  }

  private static Optional<Long> parseInteger(String text, int base) {
    boolean negative = text.startsWith("-");
    String digits = negative || text.startsWith("+") ? text.substring(1) : text;
    int radix = base == 0 ? 10 : base;
    boolean prefixed = false;
    if (base == 0 && digits.length() > 1 && digits.charAt(0) == '0') {
      prefixed = true;
      switch (digits.charAt(1)) {
        case 'x', 'X' -> radix = 16;
        case 'b', 'B' -> radix = 2;
        case 'o', 'O' -> radix = 8;
        default -> radix = 8;
      }
      digits = digits.substring(Character.isLetter(digits.charAt(1)) ? 2 : 1);
    }
    if (base == 0) {
      Optional<String> plain = withoutUnderscores(digits, prefixed);
      if (plain.isEmpty()) {
        return Optional.empty();
      }
      digits = plain.get();
    }
    if (digits.isEmpty() || Character.digit(digits.charAt(0), radix) < 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(Long.parseLong(negative ? "-" + digits : digits, radix));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> withoutUnderscores(String digits, boolean prefixed) {
    if (digits.indexOf('_') < 0) {
      return Optional.of(digits);
    }
    boolean misplaced =
        digits.contains("__") || digits.endsWith("_") || (!prefixed || digits.isEmpty());
    return misplaced ? Optional.empty() : Optional.of(digits.replace("_", ""));
  }

  /** Whether an integer is only too large for 64 bits, which Go words differently. */
  static boolean outOfRange(String text) {
    String digits = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
    return digits.length() > 18 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** What strconv.ParseBool reads. */
  static Optional<Boolean> parseBool(String text) {
    return switch (text) {
      case "1", "t", "T", "TRUE", "true", "True" -> Optional.of(true);
      case "0", "f", "F", "FALSE", "false", "False" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /** Whether time.ParseDuration reads it. */
  static boolean isDuration(String text) {
    return text.matches(
        "[-+]?(0|(([0-9]+(\\.[0-9]*)?|\\.[0-9]+)(ns|us|\u00b5s|\u03bcs|ms|s|m|h))+)");
  }
}
