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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A bundle's {@code config.json}, read and refused as runsc does (specutils.ReadSpec). */
final class BundleSpec {
  private final JsonObject json;
  private final Path bundle;
  private final String text;

  private BundleSpec(JsonObject json, Path bundle, String text) {
    this.json = json;
    this.bundle = bundle;
    this.text = text;
  }

  /**
   * Reads the config.json of a bundle.
   *
   * @param given the bundle as it was given, which is how messages name it
   * @param bundle where that is
   * @param profile the release whose words are used
   */
  static BundleSpec read(String given, Path bundle, Profile profile) {
    String name = given.isEmpty() ? "config.json" : Path.of(given, "config.json").toString();
    String text;
    try {
      text = Files.readString(bundle.resolve("config.json"));
    } catch (IOException e) {
      String reason =
          SystemErrors.describe("open", bundle.resolve("config.json"), e)
              .replace(bundle.resolve("config.json").toString(), name);
      throw new RunscError(
          "reading spec: error opening spec file " + GoText.quote(name) + ": " + reason);
    }
    BundleSpec spec = new BundleSpec(parse(text, name), bundle, text);
    spec.validate(profile);
    return spec;
  }

  private static JsonObject parse(String text, String name) {
    Optional<String> problem = GoJson.syntaxError(text);
    if (problem.isEmpty()) {
      try {
        Object value = JsonParser.any().from(text);
        problem = GoTypes.mismatch(value, "Spec");
        if (problem.isEmpty()) {
          return value instanceof JsonObject object ? object : new JsonObject();
        }
      } catch (JsonParserException e) {
        problem = Optional.of(String.valueOf(e.getMessage()));
      }
    }
    throw new RunscError(
        "reading spec: error unmarshaling spec from file "
            + GoText.quote(name)
            + ": "
            + problem.get()
            + "\n "
            + text);
  }

  private void validate(Profile profile) {
    if (!(json.get("process") instanceof JsonObject)) {
      throw new RunscError("reading spec: Spec.Process must be defined: " + GoStructs.spec(json));
    }
    if (process().args().isEmpty()) {
      throw new RunscError(
          "reading spec: Spec.Process.Arg must be defined: "
              + GoStructs.process(processJson(), profile));
    }
    String label = processJson().getString("selinuxLabel", "");
    if (!label.isEmpty()) {
      throw new RunscError("reading spec: SELinux is not supported: " + label);
    }
    if (!(json.get("root") instanceof JsonObject)) {
      throw new RunscError("reading spec: Spec.Root must be defined: " + GoStructs.spec(json));
    }
    if (root().getString("path", "").isEmpty()) {
      throw new RunscError(
          "reading spec: Spec.Root.Path must be defined: &{Path: Readonly:"
              + root().getBoolean("readonly", false)
              + "}");
    }
    sandboxId();
    for (JsonObject mount : mounts()) {
      if (!mount.getString("destination", "").startsWith("/")) {
        throw new RunscError(
            "reading spec: Mount.Destination must be an absolute path: " + GoStructs.mount(mount));
      }
    }
  }

  /** Whether the sandbox can come up; if not, runsc tells the reason only in its debug log. */
  boolean sandboxStarts() {
    if (!Files.isDirectory(rootPath())) {
      return false;
    }
    for (JsonObject mount : mounts()) {
      boolean bind = "bind".equals(mount.getString("type")) || options(mount).contains("bind");
      if (bind && !Files.exists(bundle.resolve(mount.getString("source", "")))) {
        return false;
      }
    }
    return process().env().stream().allMatch(variable -> variable.indexOf('=') > 0)
        && capabilities().stream().allMatch(Capabilities::isKnown);
  }

  private static List<String> options(JsonObject mount) {
    return strings(mount.getArray("options", new JsonArray()));
  }

  private List<JsonObject> mounts() {
    return json.getArray("mounts", new JsonArray()).stream()
        .filter(JsonObject.class::isInstance)
        .map(JsonObject.class::cast)
        .toList();
  }

  private JsonObject processJson() {
    return json.getObject("process", new JsonObject());
  }

  private JsonObject root() {
    return json.getObject("root", new JsonObject());
  }

  ProcessSpec process() {
    return ProcessSpec.of(processJson());
  }

  private List<String> capabilities() {
    return processJson().getObject("capabilities", new JsonObject()).values().stream()
        .filter(JsonArray.class::isInstance)
        .flatMap(set -> strings((JsonArray) set).stream())
        .toList();
  }

  /** One hook; a timeout of 0 is none. */
  record Hook(String path, List<String> args, List<String> env, int timeoutSeconds) {}

  List<Hook> hooks(String kind) {
    JsonArray hooks = json.getObject("hooks", new JsonObject()).getArray(kind, new JsonArray());
    return hooks.stream()
        .filter(JsonObject.class::isInstance)
        .map(JsonObject.class::cast)
        .map(
            hook ->
                new Hook(
                    hook.getString("path", ""),
                    strings(hook.getArray("args", new JsonArray())),
                    strings(hook.getArray("env", new JsonArray())),
                    hook.getInt("timeout", 0)))
        .toList();
  }

  /** The sandbox that this container goes into, if it is not to have its own. */
  Optional<String> sandboxId() {
    Map<String, String> annotations = annotations();
    String type =
        annotations.getOrDefault(
            "io.kubernetes.cri.container-type",
            annotations.getOrDefault("io.kubernetes.cri-o.ContainerType", ""));
    String id =
        annotations.getOrDefault(
            "io.kubernetes.cri.sandbox-id",
            annotations.getOrDefault("io.kubernetes.cri-o.SandboxID", ""));
    return switch (type) {
      case "", "sandbox" -> Optional.empty();
      case "container" -> {
        if (id.isEmpty()) {
          throw new RunscError(
              "reading spec: spec has container-type of container, but no sandbox ID set");
        }
        yield Optional.of(id);
      }
      default -> throw new RunscError("reading spec: unknown container-type");
    };
  }

  Path rootPath() {
    return bundle.resolve(root().getString("path", ""));
  }

  /** Whether the process is to have a terminal. */
  boolean hasTerminal() {
    return processJson().getBoolean("terminal", false);
  }

  /** Whether there are resources that update could change. */
  boolean hasResources() {
    return UpdateModel.hasResources(json);
  }

  /** The text of config.json. */
  String text() {
    return text;
  }

  boolean rootIsReadOnly() {
    return root().getBoolean("readonly", false);
  }

  /** The annotations by name, in the order of the names. */
  Map<String, String> annotations() {
    Map<String, String> annotations = new TreeMap<>();
    json.getObject("annotations", new JsonObject())
        .forEach((name, value) -> annotations.put(name, String.valueOf(value)));
    return annotations;
  }

  private static List<String> strings(JsonArray list) {
    return list.stream().map(String::valueOf).toList();
  }
}
