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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What can be told of a container from the files below {@code --root}, of the fake's and of the
 * real runsc's containers alike: both name them {@code ID_sandbox:SANDBOX.state}.
 */
final class ContainerFiles {
  private final Path root;
  private final String id;

  ContainerFiles(Path root, String id) {
    this.root = root;
    this.id = id;
  }

  /** The file of the container's state, found by its whole id. */
  Optional<Path> stateFile() {
    try (Stream<Path> files = Files.list(root)) {
      return files
          .filter(
              file -> {
                String name = file.getFileName().toString();
                return name.startsWith(id + "_sandbox:") && name.endsWith(".state");
              })
          .findFirst();
    } catch (IOException e) {
      // No root, no containers.
      return Optional.empty();
    }
  }

  private Optional<JsonObject> state() {
    return stateFile().flatMap(ContainerFiles::read);
  }

  private static Optional<JsonObject> read(Path file) {
    try {
      return Optional.of(JsonParser.object().from(Files.readString(file)));
    } catch (NoSuchFileException | JsonParserException e) {
      // Deleted meanwhile, or damaged on purpose.
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** The process of the container's sandbox. */
  OptionalLong sandboxPid() {
    Optional<JsonObject> state = state();
    if (state.isEmpty()) {
      return OptionalLong.empty();
    }
    Object sandbox = state.get().get("sandbox");
    long pid =
        sandbox instanceof JsonObject real ? real.getLong("pid", 0) : state.get().getLong("pid", 0);
    return pid > 0 ? OptionalLong.of(pid) : OptionalLong.empty();
  }

  /** The annotations of the container's bundle, as they were when it was created. */
  Map<String, Object> annotations() {
    Optional<JsonObject> state = state();
    if (state.isEmpty()) {
      return Map.of();
    }
    Object spec = state.get().get("spec");
    return annotations(spec instanceof JsonObject real ? real : state.get());
  }

  static Map<String, Object> annotations(JsonObject spec) {
    return spec.get("annotations") instanceof JsonObject given ? given : Map.of();
  }

  /** The annotations of a bundle that is not a container yet. */
  static Map<String, Object> annotationsOfBundle(Path bundle) {
    return read(bundle.resolve("config.json")).map(ContainerFiles::annotations).orElse(Map.of());
  }

  /**
   * The words of the process in a bundle that is not a container yet; none if they cannot be told.
   */
  static List<String> argsOfBundle(Path bundle) {
    return read(bundle.resolve("config.json"))
        .map(spec -> spec.getObject("process", new JsonObject()).getArray("args", new JsonArray()))
        .map(args -> args.stream().map(String::valueOf).toList())
        .orElse(List.of());
  }

  /** Cuts the state file in half, as a crash in the middle of a write does. */
  void corrupt() {
    for (Path file : stateFile().map(List::of).orElse(List.of())) {
      try {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot damage " + file, e);
      }
    }
  }
}
