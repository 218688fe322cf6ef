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

/** Checks JSON as Go's encoding/json does, to fail with the same words at the same byte. */
final class GoJson {
  private final String text;
  private int at;

  private GoJson(String text) {
    this.text = text;
  }

  /** The message of Go's scanner on this text, or empty if it is one JSON value. */
  static Optional<String> syntaxError(String text) {
    try {
      GoJson scanner = new GoJson(text);
      scanner.value("looking for beginning of value");
      scanner.space();
      if (scanner.at < text.length()) {
        throw scanner.invalid("after top-level value");
      }
      return Optional.empty();
    } catch (SyntaxException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static final class SyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    SyntaxException(String message) {
      super(message);
    }
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() throws SyntaxException {
    if (at >= text.length()) {
      throw new SyntaxException("unexpected end of JSON input");
    }
    return text.charAt(at);
  }

  private SyntaxException invalid(String context) {
    if (at >= text.length()) {
      return new SyntaxException("unexpected end of JSON input");
    }
    char c = text.charAt(at);
    String shown =
        switch (c) {
          case '\'' -> "'\\''";
          case '"' -> "'\"'";
          default -> {
            String quoted = GoText.quote(String.valueOf(c));
            yield "'" + quoted.substring(1, quoted.length() - 1) + "'";
          }
        };
    return new SyntaxException("invalid character " + shown + " " + context);
  }

  private void value(String context) throws SyntaxException {
    space();
    char c = peek();
    switch (c) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> literal("true");
      case 'f' -> literal("false");
      case 'n' -> literal("null");
      default -> {
        if (c == '-' || (c >= '0' && c <= '9')) {
          number();
        } else {
          throw invalid(context);
        }
      }
    }
  }

  private void object() throws SyntaxException {
    at++;
    space();
    if (peek() == '}') {
      at++;
      return;
    }
    while (true) {
      space();
      if (peek() != '"') {
        throw invalid("looking for beginning of object key string");
      }
      string();
      space();
      if (peek() != ':') {
        throw invalid("after object key");
      }
      at++;
      value("looking for beginning of value");
      space();
      char c = peek();
      at++;
      if (c == '}') {
        return;
      }
      if (c != ',') {
        at--;
        throw invalid("after object key:value pair");
      }
    }
  }

  private void array() throws SyntaxException {
    at++;
    space();
    if (peek() == ']') {
      at++;
      return;
    }
    while (true) {
      value("looking for beginning of value");
      space();
      char c = peek();
      at++;
      if (c == ']') {
        return;
      }
      if (c != ',') {
        at--;
        throw invalid("after array element");
      }
    }
  }

  private void string() throws SyntaxException {
    at++;
    while (true) {
      char c = peek();
      if (c < ' ') {
        throw invalid("in string literal");
      }
      at++;
      if (c == '"') {
        return;
      }
      if (c == '\\') {
        escape();
      }
    }
  }

  private void escape() throws SyntaxException {
    char c = peek();
    if ("\"\\/bfnrt".indexOf(c) >= 0) {
      at++;
      return;
    }
    if (c != 'u') {
      throw invalid("in string escape code");
    }
    at++;
    for (int i = 0; i < 4; i++) {
      if (Character.digit(peek(), 16) < 0) {
        throw invalid("in \\u hexadecimal character escape");
      }
      at++;
    }
  }

  private void literal(String word) throws SyntaxException {
    for (int i = 0; i < word.length(); i++) {
      if (peek() != word.charAt(i)) {
        throw invalid("in literal " + word + " (expecting '" + word.charAt(i) + "')");
      }
      at++;
    }
  }

  private void number() throws SyntaxException {
    if (text.charAt(at) == '-') {
      at++;
      if (peek() < '0' || peek() > '9') {
        throw invalid("in numeric literal");
      }
    }
    if (text.charAt(at) == '0') {
      at++;
    } else {
      digits();
    }
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      if (peek() < '0' || peek() > '9') {
        throw invalid("after decimal point in numeric literal");
      }
      digits();
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      at++;
      if (peek() == '+' || peek() == '-') {
        at++;
      }
      if (peek() < '0' || peek() > '9') {
        throw invalid("in exponent of numeric literal");
      }
      digits();
    }
  }

  private void digits() {
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
  }
}
