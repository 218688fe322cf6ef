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

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import com.grack.nanojson.JsonWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * The containers below one root directory: a state file and a lock file for each, named as runsc
 * names them. What is in a state file is the fake's own.
 */
final class Containers {
  private static final String STATE = ".state";

  private final Path root;
  private final Profile profile;

  Containers(Path root, Profile profile) {
    this.root = root;
    this.profile = profile;
  }

  /** The file names of all containers, in the order of their bytes. */
  private List<String> names() {
    List<String> names = new ArrayList<>();
    try (Stream<Path> files = Files.list(root)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(STATE) && name.contains("_sandbox:"))
          .forEach(names::add);
    } catch (IOException e) {
      // A root that is missing, unreadable or a file has no containers, for runsc too.
      return List.of();
    }
    names.sort(null);
    return names;
  }

  private static String id(String name) {
    return name.substring(0, name.lastIndexOf("_sandbox:"));
  }

  /** Finds the full id of what was typed: an id, an abbreviation, or a shell pattern. */
  String find(String typed) {
    if (typed.indexOf('/') >= 0) {
      throw new NotFoundException();
    }
    PathMatcher pattern;
    try {
      pattern = FileSystems.getDefault().getPathMatcher("glob:" + goGlob(typed) + "*_sandbox:*");
    } catch (PatternSyntaxException e) {
      throw new RunscError("syntax error in pattern");
    }
    List<String> matches = new ArrayList<>();
    for (String name : names()) {
      if (pattern.matches(Path.of(name))) {
        matches.add(id(name));
      }
    }
    if (matches.size() == 1) {
      return matches.get(0);
    }
    matches.removeIf(id -> !id.startsWith(typed));
    if (matches.isEmpty()) {
      throw new NotFoundException();
    }
    if (matches.size() > 1) {
      String second = matches.get(1);
      String first = profile.ambiguityNamesBothIds() ? matches.get(0) : second;
      throw new RunscError(
          "id "
              + GoText.quote(typed)
              + " is ambiguous and could refer to multiple containers: "
              + GoText.quote(first + "/" + first)
              + ", {"
              + GoText.quote(second)
              + " "
              + GoText.quote(second)
              + "}");
    }
    return matches.get(0);
  }

  /** Java's glob has braces, which Go's has not; a class is negated with ! there and ^ here. */
  private static String goGlob(String typed) {
    return typed.replace("{", "\\{").replace("}", "\\}").replace("[^", "[!");
  }

  /** Loads the container that was typed, or says that there is none. */
  Container load(String typed) {
    return loadExactly(find(typed));
  }

  Container loadExactly(String id) {
    Path file = stateFile(id);
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new NotFoundException();
    } catch (IOException e) {
      throw new RunscError(
          "reading container metadata file "
              + GoText.quote(file.toString())
              + ": "
              + SystemErrors.describe("open", file, e));
    }
    try {
      return new Container(JsonParser.object().from(text));
    } catch (JsonParserException e) {
      throw new RunscError(
          "reading container metadata file "
              + GoText.quote(file.toString())
              + ": "
              + GoJson.syntaxError(text).orElse(e.getMessage()));
    }
  }

  /** All containers that can be loaded. */
  List<Container> loadAll() {
    List<Container> containers = new ArrayList<>();
    for (String name : names()) {
      try {
        containers.add(loadExactly(id(name)));
      } catch (RunscError e) {
        // runsc leaves out what it cannot load: damaged, or just deleted.
      }
    }
    return containers;
  }

  /** The ids of all containers, loadable or not. */
  List<String> ids() {
    return names().stream().map(Containers::id).toList();
  }

  boolean exists(String id) {
    return Files.exists(stateFile(id));
  }

  /** Makes the root directory with its parents. */
  void makeRoot() {
    if (Files.isDirectory(root)) {
      return;
    }
    try {
      Files.createDirectories(root);
      Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx--x--x"));
    } catch (IOException e) {
      throw new RunscError(
          "creating container root directory "
              + GoText.quote(root.toString())
              + ": "
              + SystemErrors.describe("mkdir", SystemErrors.culprit(root), e));
    }
  }

  /** Writes the state of a container, whole or not at all. */
  void save(Container container) {
    Path file = stateFile(container.id());
    // A name that no container can have, and that no glob of ours or runsc's finds.
    Path draft = root.resolve("." + container.id() + ".draft~");
    try (FileChannel out =
        FileChannel.open(
            draft,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-r-----"));
      ByteBuffer bytes =
          ByteBuffer.wrap(JsonWriter.string(container.toJson()).getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new RunscError(SystemErrors.describe("open", file, e));
    }
  }

  /** Removes the files of a container; missing ones are no error. */
  void remove(String id) {
    try {
      Files.deleteIfExists(stateFile(id));
      Files.deleteIfExists(lockFile(id));
    } catch (IOException e) {
      throw new RunscError(SystemErrors.describe("remove", stateFile(id), e));
    }
  }

  Path lockFile(String id) {
    return root.resolve(id + "_sandbox:" + id + ".lock");
  }

  private Path stateFile(String id) {
    return root.resolve(id + "_sandbox:" + id + STATE);
  }

  /** The socket that releases since 20230130.0 keep below the root; left behind as runsc does. */
  Path controlSocket(String id) {
    return root.resolve("runsc-" + id + ".sock");
  }

  /** No container is meant by what was typed. */
  static final class NotFoundException extends RunscError {
    private static final long serialVersionUID = 1L;

    NotFoundException() {
      super("file does not exist");
    }
  }

  /** One container as its state file has it. */
  static final class Container {
    private final JsonObject json;

    Container(JsonObject json) {
      this.json = json;
    }

    JsonObject toJson() {
      return json;
    }

    String id() {
      return json.getString("id");
    }

    String bundle() {
      return json.getString("bundle");
    }

    String owner() {
      return json.getString("owner");
    }

    String createdAt() {
      return json.getString("createdAt");
    }

    String sandbox() {
      return json.getString("sandbox");
    }

    JsonObject annotations() {
      return json.getObject("annotations", new JsonObject());
    }

    Processes.Identity process() {
      return new Processes.Identity(json.getLong("pid"), json.getLong("startTime"));
    }

    void process(Processes.Identity process) {
      json.put("pid", process.pid());
      json.put("startTime", process.startTime());
    }

    void status(String status) {
      json.put("status", status);
    }

    /**
     * The status that counts: a container whose process is dead is stopped, unless it was paused.
     * Dead but not reaped is dead here, in every profile: 20240729.0 calls it running, and with a
     * process 1 that does not reap a test would hang on that.
     */
    String status() {
      String saved = json.getString("status");
      return saved.equals("paused") || process().isAlive() ? saved : "stopped";
    }
  }
}
