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

import java.util.HashMap;
import java.util.Map;

/**
 * Finds where in a JSON text something stands, so that a mistake can be told with its line. The
 * text is known to be well-formed. Paths are written as {@code replies[0].on.flags}.
 */
final class JsonPlaces {
  private final String text;
  private final Map<String, Integer> offsets = new HashMap<>();
  private int at;

  private JsonPlaces(String text) {
    this.text = text;
  }

  /** The line and column of a path, or of the nearest part of it that exists. */
  static String find(String text, String path) {
    JsonPlaces places = new JsonPlaces(text);
    places.value("");
    String known = path;
    while (!known.isEmpty() && !places.offsets.containsKey(known)) {
      known =
          known.substring(0, Math.max(0, Math.max(known.lastIndexOf('.'), known.lastIndexOf('['))));
    }
    return places.lineAndColumn(places.offsets.getOrDefault(known, places.start()));
  }

  private int start() {
    int i = 0;
    while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private String lineAndColumn(int offset) {
    int line = 1;
    int begin = 0;
    for (int i = 0; i < offset; i++) {
      if (text.charAt(i) == '\n') {
        line++;
        begin = i + 1;
      }
    }
    return line + ":" + (offset - begin + 1);
  }

  private void value(String path) {
    skipBlanks();
    switch (text.charAt(at)) {
      case '{' -> object(path);
      case '[' -> array(path);
      case '"' -> string();
      default -> {
        while (at < text.length() && ",]}".indexOf(text.charAt(at)) < 0) {
          at++;
        }
      }
    }
    skipBlanks();
  }

  private void object(String path) {
    at++;
    skipBlanks();
    while (text.charAt(at) != '}') {
      int begin = at;
      String key = string();
      String member = path.isEmpty() ? key : path + "." + key;
      offsets.put(member, begin);
      skipBlanks();
      at++;
      value(member);
      skipComma();
    }
    at++;
  }

  private void array(String path) {
    at++;
    skipBlanks();
    for (int i = 0; text.charAt(at) != ']'; i++) {
      String element = path + "[" + i + "]";
      offsets.put(element, at);
      value(element);
      skipComma();
    }
    at++;
  }

  /** Skips a string and returns it as it is written, which is enough to find a key. */
  private String string() {
    int begin = ++at;
    while (text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return text.substring(begin, at++);
  }

  private void skipComma() {
    if (text.charAt(at) == ',') {
      at++;
      skipBlanks();
    }
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }
}
