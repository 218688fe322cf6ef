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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Bundles on the host's root file system. */
final class Bundle {
  private Bundle() {}

  static Path of(Path directory, String... args) {
    return write(directory, config(args));
  }

  static JsonObject config(String... args) {
    JsonObject process = new JsonObject();
    process.put("args", new JsonArray(List.of(args)));
    process.put("env", new JsonArray(List.of("PATH=/usr/bin:/bin")));
    process.put("cwd", "/");
    JsonObject root = new JsonObject();
    root.put("path", "/");
    root.put("readonly", true);
    JsonObject config = new JsonObject();
    config.put("ociVersion", "1.0.2");
    config.put("process", process);
    config.put("root", root);
    return config;
  }

  static Path write(Path directory, JsonObject config) {
    return writeText(directory, JsonWriter.string(config));
  }

  static Path writeText(Path directory, String config) {
    try {
      Files.createDirectories(directory);
      Files.writeString(directory.resolve("config.json"), config);
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
