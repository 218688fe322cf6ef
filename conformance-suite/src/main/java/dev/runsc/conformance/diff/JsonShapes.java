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

package dev.runsc.conformance.diff;

import dev.runsc.conformance.result.Cell;
import dev.runsc.conformance.transcript.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The fields and types of the JSON that commands print, over all scenarios. */
final class JsonShapes {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String TITLE = "runsc ";

  private final Map<String, Map<String, Set<String>>> byCommand = new TreeMap<>();

  private JsonShapes() {}

  /** The shapes in the answers of some cells. */
  static JsonShapes of(List<Cell> cells) {
    JsonShapes shapes = new JsonShapes();
    for (Cell cell : cells) {
      for (Entry entry : cell.transcript().entries()) {
        command(entry.title())
            .ifPresent(command -> shapes.add(command, entry.parts().getOrDefault("stdout", "")));
      }
    }
    return shapes;
  }

  private static Optional<String> command(String title) {
    if (!title.startsWith(TITLE)) {
      return Optional.empty();
    }
    for (String word : title.substring(TITLE.length()).split(" ", -1)) {
      if (!word.startsWith("-")) {
        return Optional.of(word);
      }
    }
    return Optional.empty();
  }

  private void add(String command, String stdout) {
    if (!stdout.startsWith("{") && !stdout.startsWith("[")) {
      return;
    }
    try {
      add(byCommand.computeIfAbsent(command, key -> new TreeMap<>()), "$", JSON.readTree(stdout));
    } catch (JacksonException e) {
      // A text that only begins like JSON has no shape; its bytes are compared all the same.
    }
  }

  private static void add(Map<String, Set<String>> shape, String path, JsonNode node) {
    shape.computeIfAbsent(path, key -> new TreeSet<>()).add(node.getNodeType().name());
    if (node.isArray()) {
      node.forEach(element -> add(shape, path + "[]", element));
    } else {
      node.properties().forEach(field -> add(shape, path + "." + field.getKey(), field.getValue()));
    }
  }

  /** What is different in the other. */
  List<ShapeChange> changes(JsonShapes other) {
    List<ShapeChange> changes = new ArrayList<>();
    Set<String> both = new TreeSet<>(byCommand.keySet());
    both.retainAll(other.byCommand.keySet());
    for (String command : both) {
      Map<String, Set<String>> before = byCommand.getOrDefault(command, Map.of());
      Map<String, Set<String>> after = other.byCommand.getOrDefault(command, Map.of());
      Set<String> paths = new TreeSet<>(before.keySet());
      paths.addAll(after.keySet());
      for (String path : paths) {
        Set<String> first = before.getOrDefault(path, Set.of());
        Set<String> second = after.getOrDefault(path, Set.of());
        if (!first.equals(second)) {
          changes.add(new ShapeChange(command, path, List.copyOf(first), List.copyOf(second)));
        }
      }
    }
    return changes;
  }
}
