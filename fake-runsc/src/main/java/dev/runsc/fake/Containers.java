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
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * The containers below one root directory: a state file and a lock file for each, named as runsc
 * names them. What is in a state file is the fake's own.
 */
final class Containers {
  private static final String STATE = ".state";
  private static final String SANDBOX = "_sandbox:";

  private final Path root;
  private final Profile profile;

  Containers(Path root, Profile profile) {
    this.root = root;
    this.profile = profile;
  }

  /** The file names of all containers, in the order of their bytes. */
  private List<String> names() {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(root)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (name.endsWith(STATE) && name.contains(SANDBOX)) {
          names.add(name);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // A root that is missing, unreadable or a file has no containers, for runsc too.
      return List.of();
    }
    names.sort(null);
    return names;
  }

  /** A container and the sandbox it is in; the first container of a sandbox gives it its id. */
  record FullId(String sandbox, String container) {
    static FullId alone(String id) {
      return new FullId(id, id);
    }

    static FullId ofFile(String name) {
      int separator = name.lastIndexOf(SANDBOX);
      return new FullId(
          name.substring(separator + SANDBOX.length(), name.length() - STATE.length()),
          name.substring(0, separator));
    }

    String file(String extension) {
      return container + SANDBOX + sandbox + extension;
    }
  }

  /** Finds what was typed: an id, an abbreviation, or a shell pattern. */
  FullId find(String typed) {
    if (typed.indexOf('/') >= 0) {
      throw new NotFoundException();
    }
    List<FullId> matches = matching(typed);
    if (matches.size() == 1) {
      return matches.get(0);
    }
    List<FullId> abbreviated = new ArrayList<>();
    for (FullId id : matches) {
      if (id.container().startsWith(typed)) {
        abbreviated.add(id);
      }
    }
    if (abbreviated.isEmpty()) {
      throw new NotFoundException();
    }
    if (abbreviated.size() > 1) {
      throw new RunscError(ambiguity(typed, abbreviated.get(0), abbreviated.get(1)));
    }
    return abbreviated.get(0);
  }

  private List<FullId> matching(String typed) {
    // Without a pattern in it, which is the rule, there is nothing to compile.
    @Nullable PathMatcher pattern = isPlain(typed) ? null : pattern(typed);
    List<FullId> matches = new ArrayList<>();
    for (String name : names()) {
      if (pattern == null
          ? name.startsWith(typed) && name.indexOf(SANDBOX, typed.length()) >= 0
          : pattern.matches(Path.of(name))) {
        matches.add(FullId.ofFile(name));
      }
    }
    return matches;
  }

  private static boolean isPlain(String typed) {
    for (int i = 0; i < typed.length(); i++) {
      if ("*?[]{}\\".indexOf(typed.charAt(i)) >= 0) {
        return false;
      }
    }
    return true;
  }

  private static PathMatcher pattern(String typed) {
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + goGlob(typed) + "*_sandbox:*");
    } catch (PatternSyntaxException e) {
      throw new RunscError("syntax error in pattern");
    }
  }

  private String ambiguity(String typed, FullId first, FullId second) {
    FullId named = profile.ambiguityNamesBothIds() ? first : second;
    return "id "
        + GoText.quote(typed)
        + " is ambiguous and could refer to multiple containers: "
        + GoText.quote(named.sandbox() + "/" + named.container())
        + ", {"
        + GoText.quote(second.sandbox())
        + " "
        + GoText.quote(second.container())
        + "}";
  }

  /** Java's glob has braces, which Go's has not; a class is negated with ! there and ^ here. */
  private static String goGlob(String typed) {
    return typed.replace("{", "\\{").replace("}", "\\}").replace("[^", "[!");
  }

  /** Loads the container that was typed, or says that there is none. */
  Container load(String typed) {
    return loadExactly(find(typed));
  }

  Container loadExactly(FullId id) {
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
        containers.add(loadExactly(FullId.ofFile(name)));
      } catch (RunscError e) {
        // runsc leaves out what it cannot load: damaged, or just deleted.
      }
    }
    return containers;
  }

  /** The ids of all containers, loadable or not, or only those that came with their sandbox. */
  List<String> ids(boolean sandboxesOnly) {
    return names().stream()
        .map(FullId::ofFile)
        .filter(id -> !sandboxesOnly || id.equals(FullId.alone(id.container())))
        .map(FullId::container)
        .toList();
  }

  /** The container of that id in whatever sandbox, if there is one. */
  Optional<FullId> exactly(String id) {
    return names().stream()
        .map(FullId::ofFile)
        .filter(found -> found.container().equals(id))
        .findFirst();
  }

  boolean exists(FullId id) {
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
    Path file = stateFile(container.fullId());
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
  void remove(Container container) {
    remove(container.fullId());
    if (profile.controlSocketInRoot() && container.fullId().equals(FullId.alone(container.id()))) {
      delete(controlSocket(container.id()));
    }
  }

  /** Removes the record of a container, but not what belongs to its sandbox. */
  void remove(FullId id) {
    delete(stateFile(id));
    delete(lockFile(id));
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new RunscError(SystemErrors.describe("remove", file, e));
    }
  }

  Path lockFile(FullId id) {
    return root.resolve(id.file(".lock"));
  }

  private Path stateFile(FullId id) {
    return root.resolve(id.file(STATE));
  }

  /** The socket that releases since 20230130.0 keep below the root; nothing listens on it. */
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

    FullId fullId() {
      return new FullId(json.getString("sandboxId"), id());
    }

    /** Whether this container came with its sandbox, rather than into another one's. */
    boolean isRoot() {
      return fullId().sandbox().equals(id());
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

    /** The text of config.json at its creation. */
    String config() {
      return json.getString("config", "{}");
    }

    /** The global flags of its creation. */
    Map<String, String> globalFlags() {
      Map<String, String> flags = new LinkedHashMap<>();
      json.getObject("globalFlags", new JsonObject())
          .forEach((name, value) -> flags.put(name, String.valueOf(value)));
      return flags;
    }

    JsonObject annotations() {
      return json.getObject("annotations", new JsonObject());
    }

    /** The process of the sandbox, which is the pid that runsc tells. */
    Processes.Identity process() {
      return new Processes.Identity(json.getLong("pid"), json.getLong("startTime"));
    }

    void process(Processes.Identity process) {
      json.put("pid", process.pid());
      json.put("startTime", process.startTime());
    }

    /** The process of this container inside the sandbox: the sandbox itself for the first one. */
    Processes.Identity ownProcess() {
      return json.has("ownPid")
          ? new Processes.Identity(json.getLong("ownPid"), json.getLong("ownStartTime"))
          : process();
    }

    void ownProcess(Processes.Identity process) {
      json.put("ownPid", process.pid());
      json.put("ownStartTime", process.startTime());
    }

    /** Whether the client that ran it is still there. */
    boolean isAttached() {
      return json.has("clientPid")
          && new Processes.Identity(json.getLong("clientPid"), json.getLong("clientStartTime"))
              .isAlive();
    }

    void client(Processes.Identity client) {
      json.put("clientPid", client.pid());
      json.put("clientStartTime", client.startTime());
    }

    /** Whether start is to have no effect, as after a pause before it. */
    boolean isFrozen() {
      return json.getBoolean("frozen", false);
    }

    void freeze() {
      json.put("frozen", true);
    }

    /** Whether a checkpoint before the start has made a start impossible. */
    boolean isSpoilt() {
      return json.getBoolean("spoilt", false);
    }

    void spoil() {
      json.put("spoilt", true);
    }

    String savedStatus() {
      return json.getString("status");
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
      String saved = savedStatus();
      if (saved.equals("paused")) {
        return saved;
      }
      return process().isAlive() && ownProcess().isAlive() ? saved : "stopped";
    }
  }
}
