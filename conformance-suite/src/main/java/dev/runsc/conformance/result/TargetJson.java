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

package dev.runsc.conformance.result;

import dev.runsc.conformance.surface.Surface;
import dev.runsc.testkit.internal.Release;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What reports and recordings say about a target, in JSON. */
public final class TargetJson {

  private TargetJson() {}

  /** Writes it. */
  public static void write(ObjectNode node, TargetInfo target) {
    node.put("name", target.name());
    node.put("kind", target.kind());
    target.release().ifPresent(release -> node.put("release", release.toString()));
    node.put("version", target.version());
    node.put("ociVersion", target.ociVersion());
    node.put("executable", target.executable());
    node.put("sha256", target.sha256());
    strings(node, "flags", target.flags());
    strings(node, "capabilities", target.capabilities());
    Surface surface = target.surface();
    if (!surface.unknown()) {
      ObjectNode surfaceNode = node.putObject("surface");
      surfaceNode.put("help", surface.help());
      surfaceNode.put("flags", surface.flagsText());
      ObjectNode usages = surfaceNode.putObject("commands");
      surface.usages().forEach(usages::put);
    }
  }

  private static void strings(ObjectNode node, String name, Collection<String> values) {
    ArrayNode array = node.putArray(name);
    values.forEach(array::add);
  }

  /**
   * Reads it.
   *
   * @throws tools.jackson.core.JacksonException if something is missing or of another kind
   */
  public static TargetInfo read(JsonNode node) {
    JsonNode surface = node.path("surface");
    return new TargetInfo(
        text(node, "name"),
        text(node, "kind"),
        node.path("release").stringValueOpt().map(Release::parse),
        text(node, "version"),
        text(node, "ociVersion"),
        text(node, "executable"),
        text(node, "sha256"),
        strings(node, "flags"),
        strings(node, "capabilities"),
        surface.isMissingNode()
            ? Surface.UNKNOWN
            : new Surface(text(surface, "help"), text(surface, "flags"), commands(surface)));
  }

  private static String text(JsonNode node, String name) {
    return node.required(name).stringValue();
  }

  private static List<String> strings(JsonNode node, String name) {
    return StreamSupport.stream(node.required(name).spliterator(), false)
        .map(JsonNode::stringValue)
        .toList();
  }

  private static Map<String, String> commands(JsonNode surface) {
    Map<String, String> all = new LinkedHashMap<>();
    surface
        .required("commands")
        .properties()
        .forEach(entry -> all.put(entry.getKey(), entry.getValue().stringValue()));
    return all;
  }
}
