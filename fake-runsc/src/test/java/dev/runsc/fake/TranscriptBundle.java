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
import com.grack.nanojson.JsonWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The bundles that the transcripts' calls name: a small one, changed in what matters. */
final class TranscriptBundle {
  static final String PATH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private final JsonObject config = new JsonObject();

  private TranscriptBundle() {}

  static TranscriptBundle of(String... args) {
    TranscriptBundle bundle = new TranscriptBundle();
    JsonObject process = new JsonObject();
    process.put("user", new JsonObject(Map.of("uid", 0, "gid", 0)));
    process.put("args", new JsonArray(List.of(args)));
    process.put("env", new JsonArray(List.of(PATH)));
    process.put("cwd", "/");
    bundle.config.put("ociVersion", "1.0.2");
    bundle.config.put("process", process);
    bundle.config.put("root", new JsonObject(Map.of("path", "/", "readonly", true)));
    bundle.config.put("hostname", "probe");
    bundle.config.put(
        "mounts", new JsonArray(List.of(mount("/proc", "proc"), mount("/tmp", "tmpfs"))));
    bundle.config.put("linux", new JsonObject());
    return bundle;
  }

  static TranscriptBundle shell(String script) {
    return of("sh", "-c", script);
  }

  static JsonObject mount(String destination, String type) {
    return new JsonObject(Map.of("destination", destination, "type", type, "source", type));
  }

  TranscriptBundle with(String key, Object value) {
    config.put(key, value);
    return this;
  }

  TranscriptBundle without(String key) {
    config.remove(key);
    return this;
  }

  TranscriptBundle process(String key, Object value) {
    config.getObject("process").put(key, value);
    return this;
  }

  TranscriptBundle withoutProcess(String key) {
    config.getObject("process").remove(key);
    return this;
  }

  TranscriptBundle root(String path, boolean readonly) {
    return with("root", new JsonObject(Map.of("path", path, "readonly", readonly)));
  }

  TranscriptBundle annotations(String... namesAndValues) {
    JsonObject annotations = new JsonObject();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      annotations.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return with("annotations", annotations);
  }

  /** A hook of a kind that runs an executable with its kind as argument. */
  TranscriptBundle hook(String kind, String path) {
    JsonObject hook = new JsonObject();
    hook.put("path", path);
    hook.put("args", new JsonArray(List.of("hook", kind)));
    hook.put("env", new JsonArray(List.of("E=e")));
    JsonObject hooks = config.getObject("hooks", new JsonObject());
    hooks.put(kind, new JsonArray(List.of(hook)));
    return with("hooks", hooks);
  }

  /** Writes it as {@code $BUNDLE} with a suffix. */
  void write(TranscriptPlay play, String suffix) {
    Bundle.writeText(Path.of(play.fill("$BUNDLE" + suffix)), JsonWriter.string(config));
  }
}
