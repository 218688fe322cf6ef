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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What {@code runsc features} says: the features object of the OCI runtime specification.
 *
 * @param ociVersionMin the lowest version of the specification that is understood
 * @param ociVersionMax the highest
 * @param hooks the names of the hooks that are run
 * @param mountOptions the options of mounts that are known
 * @param annotations annotations and their values; since 20260525.0 among them each global flag, as
 *     {@code dev.gvisor.flag.NAME}, with its default
 * @param potentiallyUnsafeConfigAnnotations annotations that a bundle may not set by itself
 * @param linux what is said about Linux, as nested maps and lists
 * @param otherFields fields this library does not know, by name, as for {@link
 *     Container#otherFields()}
 * @since 0.1.0
 */
public record Features(
    Optional<String> ociVersionMin,
    Optional<String> ociVersionMax,
    List<String> hooks,
    List<String> mountOptions,
    Map<String, String> annotations,
    List<String> potentiallyUnsafeConfigAnnotations,
    Map<String, Object> linux,
    Map<String, Object> otherFields) {

  private static final Set<String> FIELDS =
      Set.of(
          "ociVersionMin",
          "ociVersionMax",
          "hooks",
          "mountOptions",
          "annotations",
          "potentiallyUnsafeConfigAnnotations",
          "linux");

  /**
   * Copies the collections.
   *
   * @param ociVersionMin the lowest version of the specification that is understood
   * @param ociVersionMax the highest
   * @param hooks the names of the hooks that are run
   * @param mountOptions the options of mounts that are known
   * @param annotations annotations and their values
   * @param potentiallyUnsafeConfigAnnotations annotations that a bundle may not set by itself
   * @param linux what is said about Linux
   * @param otherFields fields this library does not know
   */
  public Features {
    hooks = List.copyOf(hooks);
    mountOptions = List.copyOf(mountOptions);
    annotations = Collections.unmodifiableMap(new LinkedHashMap<>(annotations));
    potentiallyUnsafeConfigAnnotations = List.copyOf(potentiallyUnsafeConfigAnnotations);
    linux = Collections.unmodifiableMap(new LinkedHashMap<>(linux));
    otherFields = Collections.unmodifiableMap(new LinkedHashMap<>(otherFields));
  }

  static Features of(JsonNode object) {
    Map<String, String> annotations = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : object.path("annotations").properties()) {
      annotations.put(entry.getKey(), entry.getValue().asString());
    }
    return new Features(
        text(object.path("ociVersionMin")),
        text(object.path("ociVersionMax")),
        texts(object.path("hooks")),
        texts(object.path("mountOptions")),
        annotations,
        texts(object.path("potentiallyUnsafeConfigAnnotations")),
        Json.fields(object.path("linux")),
        Replies.others(object, FIELDS));
  }

  private static Optional<String> text(JsonNode node) {
    return node.isString() ? Optional.of(node.stringValue()) : Optional.empty();
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    for (JsonNode element : list) {
      text(element).ifPresent(texts::add);
    }
    return texts;
  }
}
