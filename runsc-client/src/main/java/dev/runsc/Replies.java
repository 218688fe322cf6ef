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

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Turns what runsc prints into values, or into an error that names what is wrong with it. */
final class Replies {

  private static final Set<String> CONTAINER_FIELDS =
      Set.of("ociVersion", "id", "status", "pid", "bundle", "annotations");
  private static final int SHOWN = 80;

  /** The parser has an exception type for this, but not in every place. */
  private static final String END_OF_INPUT = "Unexpected end-of-input";

  private final String what;
  private final CallFacts facts;

  Replies(String what, CallFacts facts) {
    this.what = what;
    this.facts = facts;
  }

  /** A list; runsc prints {@code null} for an empty one (trap B18). */
  List<Container> containers() {
    JsonNode document = document();
    if (document.isNull()) {
      return List.of();
    }
    if (!document.isArray()) {
      throw bad("a list was expected, not " + describe(document));
    }
    List<Container> containers = new ArrayList<>();
    for (JsonNode element : document) {
      containers.add(container(element));
    }
    return List.copyOf(containers);
  }

  Container container() {
    return container(document());
  }

  ExitStatus exitStatus() {
    JsonNode object = requireObject(document());
    JsonNode status = object.path("exitStatus");
    if (!status.canConvertToInt() || status.intValue() < 0 || status.intValue() > 255) {
      throw bad(
          "the field \"exitStatus\" should be a number from 0 to 255, not " + describe(status));
    }
    return new ExitStatus(status.intValue());
  }

  /** Pids, of which runsc prints {@code null} if there is none. */
  List<SandboxPid> pids() {
    JsonNode document = document();
    List<SandboxPid> pids = new ArrayList<>();
    if (document.isNull()) {
      return pids;
    }
    if (!document.isArray()) {
      throw bad("a list was expected, not " + describe(document));
    }
    for (JsonNode element : document) {
      if (!element.isIntegralNumber() || !element.canConvertToInt() || element.intValue() <= 0) {
        throw bad("a list of pids was expected; one is " + describe(element));
      }
      pids.add(new SandboxPid(element.intValue()));
    }
    return List.copyOf(pids);
  }

  ProcessTable processTable() {
    try {
      return ProcessTable.parse(text());
    } catch (IllegalArgumentException e) {
      throw bad(e.getMessage() == null ? "it is no table" : e.getMessage(), e);
    }
  }

  Stats stats() {
    return new StatsReplies(this::bad).onlyStats(document());
  }

  Features features() {
    return Features.of(requireObject(document()));
  }

  Version version() {
    return Version.parse(text())
        .orElseThrow(
            () -> bad("the words \"runsc version\" were expected, not " + firstLine(text())));
  }

  private Container container(JsonNode node) {
    JsonNode object = requireObject(node);
    String status = string(object, "status");
    return new Container(
        string(object, "ociVersion"),
        string(object, "id"),
        ContainerStatus.of(status)
            .orElseThrow(() -> bad("the status \"" + status + "\" is not known")),
        pid(object.path("pid")),
        bundle(string(object, "bundle")),
        annotations(object.path("annotations")),
        others(object, CONTAINER_FIELDS));
  }

  private JsonNode requireObject(JsonNode node) {
    if (!node.isObject()) {
      throw bad("an object was expected, not " + describe(node));
    }
    return node;
  }

  private String string(JsonNode object, String field) {
    JsonNode value = object.path(field);
    if (!value.isString()) {
      throw bad("the field \"" + field + "\" should be a text, not " + describe(value));
    }
    return value.stringValue();
  }

  /** -1 and 0 stand for no process. */
  private OptionalInt pid(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return OptionalInt.empty();
    }
    if (!value.canConvertToInt() || !value.isIntegralNumber()) {
      throw bad("the field \"pid\" should be a number, not " + describe(value));
    }
    return value.intValue() > 0 ? OptionalInt.of(value.intValue()) : OptionalInt.empty();
  }

  private Path bundle(String bundle) {
    try {
      return Path.of(bundle);
    } catch (InvalidPathException e) {
      throw bad("the field \"bundle\" is no path: " + e.getMessage());
    }
  }

  private Map<String, String> annotations(JsonNode value) {
    Map<String, String> annotations = new LinkedHashMap<>();
    if (value.isMissingNode() || value.isNull()) {
      return annotations;
    }
    for (Map.Entry<String, JsonNode> entry : requireObject(value).properties()) {
      if (!entry.getValue().isString()) {
        throw bad("the annotation \"" + entry.getKey() + "\" should be a text");
      }
      annotations.put(entry.getKey(), entry.getValue().stringValue());
    }
    return annotations;
  }

  static Map<String, Object> others(JsonNode object, Set<String> known) {
    Map<String, Object> others = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> property : object.properties()) {
      Object value = Json.plain(property.getValue());
      if (value != null && !known.contains(property.getKey())) {
        others.put(property.getKey(), value);
      }
    }
    return others;
  }

  private JsonNode document() {
    String text = text();
    if (text.isBlank()) {
      throw bad("it is empty");
    }
    return document(text);
  }

  private String text() {
    Captured stdout = facts.stdout();
    if (!stdout.complete()) {
      throw bad("it is " + stdout.size() + " bytes long, more than this client keeps");
    }
    return stdout.text();
  }

  private JsonNode document(String text) {
    try {
      return Json.DOCUMENT.readTree(text);
    } catch (JacksonException e) {
      throw bad(notJson(text, e), e);
    }
  }

  static String notJson(String text, JacksonException e) {
    String start = text.stripLeading();
    String where =
        e.getLocation() == null
            ? ""
            : " (line "
                + e.getLocation().getLineNr()
                + ", column "
                + e.getLocation().getColumnNr()
                + ")";
    if (e.getOriginalMessage().startsWith(END_OF_INPUT)) {
      return "it is cut off after " + text.getBytes(StandardCharsets.UTF_8).length + " bytes";
    }
    boolean json = start.startsWith("{") || start.startsWith("[") || start.startsWith("null");
    return json
        ? "it is not JSON alone" + where + ": " + e.getOriginalMessage()
        : "it is not JSON but begins with \"" + firstLine(start) + "\"";
  }

  private static String firstLine(String text) {
    String line = text.lines().findFirst().orElse("");
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...";
  }

  static String describe(JsonNode node) {
    return node.isMissingNode() ? "missing" : firstLine(node.toString());
  }

  private RunscOutputException bad(String problem) {
    return new RunscOutputException(message(problem), facts, null);
  }

  private RunscOutputException bad(String problem, Throwable cause) {
    return new RunscOutputException(message(problem), facts, cause);
  }

  private String message(String problem) {
    return what
        + ": the output of runsc cannot be understood: "
        + problem
        + "; run the command to see whether runsc writes this or something around it, which may"
        + " write to standard error only";
  }
}
