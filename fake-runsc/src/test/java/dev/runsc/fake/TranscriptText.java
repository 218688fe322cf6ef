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
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compares texts with those of a transcript, in which placeholders stand for what varies. */
final class TranscriptText {
  private static final Pattern BARE_STATUS = Pattern.compile("created|running|paused|stopped");
  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\$(PID|N|TIME|STAMP|LINE|HEX|GOROUTINES)(?![A-Za-z0-9])");
  private static final Map<String, String> PATTERNS =
      Map.of(
          "PID", "-?[0-9]+",
          "N", "[0-9]+",
          "TIME", "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)",
          "STAMP", "(\\d{8}-\\d{6}\\.\\d{6}|\\d{4} \\d\\d:\\d\\d:\\d\\d\\.\\d{6} +\\d+)",
          "LINE", "\\d+",
          "HEX", "0x[0-9a-f]+",
          "GOROUTINES", "\\s*goroutine [\\s\\S]*?");

  private final Map<String, String> values = new LinkedHashMap<>();

  /** Says what a placeholder stands for here; longer names first. */
  void define(String placeholder, String value) {
    values.put(placeholder, value);
  }

  /** A text of the transcript with what is known here filled in. */
  String fill(String text) {
    String filled = text;
    for (Map.Entry<String, String> value : values.entrySet()) {
      filled = filled.replace(value.getKey(), value.getValue());
    }
    return filled;
  }

  boolean matches(String expected, String actual) {
    String filled = fill(expected);
    if (filled.equals(actual)) {
      return true;
    }
    StringBuilder pattern = new StringBuilder();
    Matcher placeholder = PLACEHOLDER.matcher(filled);
    int start = 0;
    while (placeholder.find()) {
      pattern.append(Pattern.quote(filled.substring(start, placeholder.start())));
      pattern.append(PATTERNS.get(placeholder.group(1)));
      start = placeholder.end();
    }
    pattern.append(Pattern.quote(filled.substring(start)));
    return Pattern.matches(pattern.toString(), actual);
  }

  /**
   * An answer in the form in which the transcript has it, which keeps the essential of some: the
   * status or the id of a state, the first line of a refusal, rows without what they measure.
   */
  static String projected(TranscriptSample sample, String expected, String actual) {
    if (sample.argv().contains("state") && !actual.isEmpty()) {
      return state(expected, actual);
    }
    if (expected.equals("JSON\n")) {
      return parse(actual) == null ? actual : expected;
    }
    if (expected.contains(" C ? HH:MM CPU ")) {
      return rows(actual);
    }
    boolean oneLine = expected.indexOf('\n') == expected.length() - 1;
    if (oneLine && (HelpShape.is(actual) || actual.startsWith("panic: "))) {
      return actual.substring(0, actual.indexOf('\n') + 1);
    }
    if (expected.equals("runsc version VERSION\nspec: SPEC\n")) {
      return actual
          .replaceFirst("runsc version \\S+", "runsc version VERSION")
          .replaceFirst("spec: \\S+", "spec: SPEC");
    }
    return actual;
  }

  private static String state(String expected, String actual) {
    if (parse(actual) instanceof JsonObject state) {
      if (BARE_STATUS.matcher(expected).matches()) {
        return state.getString("status");
      }
      if (expected.startsWith("{\"id\": ")) {
        return "{\"id\": \"" + state.getString("id") + "\"}";
      }
    }
    return actual;
  }

  private static String rows(String table) {
    StringBuilder out = new StringBuilder();
    for (String line : table.split("(?<=\n)", -1)) {
      if (out.length() == 0 || line.isEmpty()) {
        out.append(line);
      } else {
        List<String> cells = new ArrayList<>(List.of(line.strip().split(" +", -1)));
        int last = cells.size() - 1;
        cells.set(last - 4, cells.get(last - 4).replaceFirst("[0-9]+", "C"));
        cells.set(last - 2, cells.get(last - 2).replaceFirst("\\d\\d:\\d\\d", "HH:MM"));
        cells.set(last - 1, cells.get(last - 1).replaceFirst("([0-9.]+m?s)", "CPU"));
        out.append(String.join(" ", cells)).append('\n');
      }
    }
    return out.toString();
  }

  static @Nullable Object parse(String text) {
    try {
      return JsonParser.any().from(text);
    } catch (JsonParserException e) {
      return null;
    }
  }

  /** Whether a value is that of the transcript, texts by their placeholders. */
  boolean matches(@Nullable Object expected, @Nullable Object actual) {
    if (expected instanceof String text) {
      return actual instanceof String other && matches(text, other);
    }
    if (expected instanceof JsonArray list) {
      return actual instanceof List<?> other && matches(list, other);
    }
    if (expected instanceof JsonObject object) {
      return actual instanceof Map<?, ?> other
          && object.keySet().equals(other.keySet())
          && object.entrySet().stream()
              .allMatch(one -> matches(one.getValue(), other.get(one.getKey())));
    }
    return String.valueOf(expected).equals(String.valueOf(actual));
  }

  private boolean matches(JsonArray expected, List<?> actual) {
    if (expected.size() != actual.size()) {
      return false;
    }
    for (int i = 0; i < expected.size(); i++) {
      if (!matches(expected.get(i), actual.get(i))) {
        return false;
      }
    }
    return true;
  }
}
