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

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes values out of a JSON document, or says what is wrong at which line and what is right. */
class JsonReading {
  static final String DOCUMENT = "the document";

  private final String source;
  private final String text;

  JsonReading(String source, String text) {
    this.source = source;
    this.text = text;
  }

  final int status(@Nullable Object value, String at, int absent) {
    return number(value, at, absent, 0, 255);
  }

  final int number(@Nullable Object value, String at, int absent, int least, int most) {
    if (value == null) {
      return absent;
    }
    if (value instanceof Integer number && number >= least && number <= most) {
      return number;
    }
    String range = most == Integer.MAX_VALUE ? least + " on" : least + " to " + most;
    throw wrong(at, "is " + shown(value) + "; it is a whole number from " + range);
  }

  final boolean flag(@Nullable Object value, String at) {
    if (value == null || value instanceof Boolean) {
      return Boolean.TRUE.equals(value);
    }
    throw wrong(at, "is " + shown(value) + "; it is true or false");
  }

  final Duration duration(@Nullable Object value, String at) {
    if (value == null) {
      return Duration.ZERO;
    }
    Matcher matcher =
        Pattern.compile("([0-9]{1,9})(ms|s|m)").matcher(value instanceof String given ? given : "");
    if (!matcher.matches()) {
      throw wrong(at, "is " + shown(value) + "; it is a time such as \"150ms\", \"2s\" or \"1m\"");
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      default -> Duration.ofMinutes(amount);
    };
  }

  final String text(@Nullable Object value, String at, String absent) {
    if (value == null) {
      return absent;
    }
    if (value instanceof String given) {
      return given;
    }
    throw wrong(at, "is " + shown(value) + "; it is a text");
  }

  /** One of some words. */
  final String oneOf(@Nullable Object value, String at, String absent, List<String> words) {
    String given = text(value, at, absent);
    if (!words.contains(given)) {
      List<String> quoted = words.stream().map(GoText::quote).toList();
      String all =
          quoted.size() == 1
              ? quoted.get(0)
              : String.join(", ", quoted.subList(0, quoted.size() - 1))
                  + " or "
                  + quoted.get(quoted.size() - 1);
      throw wrong(at, "is " + GoText.quote(given) + "; it is " + all);
    }
    return given;
  }

  final JsonArray array(@Nullable Object value, String at) {
    if (value == null) {
      return new JsonArray();
    }
    if (value instanceof JsonArray list) {
      return list;
    }
    throw wrong(at, "is " + shown(value) + "; it is a list");
  }

  /** An object; where keys are given it has no others. */
  final JsonObject object(@Nullable Object value, String at, @Nullable Set<String> keys) {
    if (!(value instanceof JsonObject object)) {
      throw wrong(at, "is " + shown(value) + "; it is an object");
    }
    for (String key : object.keySet()) {
      if (keys != null && !keys.contains(key)) {
        List<String> known = new ArrayList<>(keys);
        known.sort(null);
        throw new ScriptException(
            place(at.equals(DOCUMENT) ? key : at + "." + key)
                + at
                + " has the unknown key \""
                + key
                + "\"; known are "
                + String.join(", ", known));
      }
    }
    return object;
  }

  static String shown(@Nullable Object value) {
    if (value instanceof String text) {
      return GoText.quote(text);
    }
    if (value instanceof JsonArray) {
      return "a list";
    }
    return value instanceof JsonObject ? "an object" : String.valueOf(value);
  }

  final ScriptException wrong(String at, String what) {
    return new ScriptException(place(at) + at + " " + what);
  }

  private String place(String at) {
    return source + ":" + JsonPlaces.find(text, at) + ": ";
  }
}
