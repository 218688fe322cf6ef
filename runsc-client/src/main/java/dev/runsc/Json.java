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

package dev.runsc;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** The one JSON reader; it is immutable. */
final class Json {

  /** For whole documents: text after the first value is an error. */
  static final ObjectReader DOCUMENT =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  /** For values one after the other. */
  static final ObjectReader READER =
      DOCUMENT.without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final JsonMapper WRITER = JsonMapper.builder().build();

  private Json() {}

  /** Writes plain Java values on one line. */
  static String text(Object value) {
    return WRITER.writeValueAsString(value);
  }

  /** The properties of an object as plain Java values. */
  static Map<String, Object> fields(JsonNode object) {
    return map(object);
  }

  /** A copy of a plain Java value that nobody can change. */
  static Object immutable(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> copy = new LinkedHashMap<>();
      map.forEach((key, element) -> copy.put(String.valueOf(key), immutable(element)));
      return Collections.unmodifiableMap(copy);
    }
    if (value instanceof Collection<?> collection) {
      return collection.stream().map(Json::immutable).toList();
    }
    if (value instanceof String || value instanceof Number || value instanceof Boolean) {
      return value;
    }
    throw new IllegalArgumentException(
        "texts, numbers, booleans, and lists and maps of them can be written, not "
            + value.getClass().getName());
  }

  /** Turns a tree into plain Java values, so that no type of the JSON library leaves this one. */
  static @Nullable Object plain(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> node.stringValue();
      case NUMBER -> node.numberValue();
      case BOOLEAN -> node.booleanValue();
      case ARRAY -> list(node);
      case OBJECT -> map(node);
      default -> null;
    };
  }

  private static List<Object> list(JsonNode node) {
    List<Object> values = new ArrayList<>();
    for (JsonNode element : node) {
      Object value = plain(element);
      if (value != null) {
        values.add(value);
      }
    }
    return Collections.unmodifiableList(values);
  }

  private static Map<String, Object> map(JsonNode node) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> property : node.properties()) {
      Object value = plain(property.getValue());
      if (value != null) {
        values.put(property.getKey(), value);
      }
    }
    return Collections.unmodifiableMap(values);
  }
}
