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

package dev.runsc.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An OCI bundle for tests: a directory with a {@code config.json}.
 *
 * <p>What is not set is as {@code runsc spec} writes it, except that the container's root is the
 * host's, read-only, so that programs of the host can be run without an image. That works on real
 * gVisor and, with {@link dev.runsc.fake.Workload#HOST}, on the fake.
 *
 * <p>Immutable: every method returns a changed copy, and nothing is written before {@link
 * #write()}.
 *
 * <pre>{@code
 * Path bundle = OciBundle.in(directory)
 *     .args("/bin/sh", "-c", "echo $GREETING; exit 7")
 *     .env("GREETING", "hello")
 *     .annotation("com.example.job", "42")
 *     .write();
 * }</pre>
 *
 * @since 0.1.0
 */
public final class OciBundle {
  /** Long enough for any test, and a leaked one ends by itself. */
  private static final List<String> DEFAULT_ARGS = List.of("sleep", "1000");

  private static final String DEFAULT_PATH =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
  private static final List<String> CAPABILITIES =
      List.of("CAP_AUDIT_WRITE", "CAP_KILL", "CAP_NET_BIND_SERVICE");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path directory;

  /** Never changed once it is in here. */
  private final ObjectNode config;

  private final @Nullable String verbatim;

  private OciBundle(Path directory, ObjectNode config, @Nullable String verbatim) {
    this.directory = directory;
    this.config = config;
    this.verbatim = verbatim;
  }

  /**
   * A bundle whose program sleeps until it is killed.
   *
   * @param directory where it is to be written; made, with its parents, if missing
   * @return the bundle
   */
  public static OciBundle in(Path directory) {
    return new OciBundle(Objects.requireNonNull(directory, "directory"), defaults(), null);
  }

  private static ObjectNode defaults() {
    ObjectNode config = JSON.createObjectNode();
    config.put("ociVersion", "1.0.0");
    ObjectNode process = config.putObject("process");
    process.putObject("user").put("uid", 0).put("gid", 0);
    addAll(process.putArray("args"), DEFAULT_ARGS);
    process.putArray("env").add("PATH=" + DEFAULT_PATH);
    process.put("cwd", "/");
    ObjectNode capabilities = process.putObject("capabilities");
    for (String set : List.of("bounding", "effective", "inheritable", "permitted")) {
      addAll(capabilities.putArray(set), CAPABILITIES);
    }
    config.putObject("root").put("path", "/").put("readonly", true);
    config.put("hostname", "runsc");
    config.putArray("mounts").add(mount("proc", "/proc", "proc", List.of()));
    ArrayNode namespaces = config.putObject("linux").putArray("namespaces");
    for (String type : List.of("pid", "network", "ipc", "uts", "mount")) {
      namespaces.addObject().put("type", type);
    }
    return config;
  }

  /**
   * Sets the program and its arguments.
   *
   * @param args the program, looked up in the container's PATH unless it is a path, and its
   *     arguments
   * @return the changed bundle
   */
  public OciBundle args(String... args) {
    List<String> copy = List.of(args);
    return with(config -> addAll(object(config, "process").putArray("args"), copy));
  }

  /**
   * Sets a variable of the program's environment, which otherwise has a PATH and nothing else.
   *
   * @param name the variable's name
   * @param value its value
   * @return the changed bundle
   */
  public OciBundle env(String name, String value) {
    if (name.isEmpty() || name.contains("=")) {
      throw new IllegalArgumentException(
          "not the name of an environment variable: " + Words.quote(name));
    }
    Objects.requireNonNull(value, "value");
    return with(config -> setVariable(array(object(config, "process"), "env"), name, value));
  }

  private static void setVariable(ArrayNode environment, String name, String value) {
    for (int i = environment.size() - 1; i >= 0; i--) {
      if (environment.get(i).asString("").startsWith(name + "=")) {
        environment.remove(i);
      }
    }
    environment.add(name + "=" + value);
  }

  /**
   * Sets the program's working directory. Beware: releases before 20250707.0 make a missing one
   * <em>on the host</em>, even if the root is read-only.
   *
   * @param directory an absolute path inside the container; {@code /} if not set
   * @return the changed bundle
   */
  public OciBundle cwd(String directory) {
    Objects.requireNonNull(directory, "directory");
    return with(config -> object(config, "process").put("cwd", directory));
  }

  /**
   * Sets the program's user and group.
   *
   * @param uid the user's number; 0 if not set
   * @param gid the group's number; 0 if not set
   * @return the changed bundle
   */
  public OciBundle user(int uid, int gid) {
    return with(
        config -> object(config, "process").putObject("user").put("uid", uid).put("gid", gid));
  }

  /**
   * Sets whether the program has a terminal. Without a console socket, runsc then joins the three
   * standard streams to one of those of the call, picked at random.
   *
   * @param terminal true for a terminal
   * @return the changed bundle
   */
  public OciBundle terminal(boolean terminal) {
    return with(config -> object(config, "process").put("terminal", terminal));
  }

  /**
   * Sets the host name inside the container.
   *
   * @param hostname the name; {@code runsc} if not set
   * @return the changed bundle
   */
  public OciBundle hostname(String hostname) {
    Objects.requireNonNull(hostname, "hostname");
    return with(config -> config.put("hostname", hostname));
  }

  /**
   * Sets the container's root directory, which it cannot write to.
   *
   * @param root the directory; a relative path is relative to the bundle; {@code /} if not set
   * @return the changed bundle
   */
  public OciBundle readonlyRoot(Path root) {
    return root(root, true);
  }

  /**
   * Sets the container's root directory, which it may write to. Beware: whether what it writes is
   * kept on the host depends on the release and its {@code overlay2} flag.
   *
   * @param root the directory; a relative path is relative to the bundle
   * @return the changed bundle
   */
  public OciBundle writableRoot(Path root) {
    return root(root, false);
  }

  private OciBundle root(Path root, boolean readonly) {
    String path = root.toString();
    return with(config -> config.putObject("root").put("path", path).put("readonly", readonly));
  }

  /**
   * Adds a mount, as in a line of {@code fstab}. There is one of {@code /proc} from the start.
   *
   * @param source what is mounted: a path for a bind mount, else the type once more
   * @param destination an absolute path inside the container
   * @param type the type, such as {@code bind} or {@code tmpfs}
   * @param options the options, such as {@code ro}
   * @return the changed bundle
   */
  public OciBundle mount(String source, String destination, String type, String... options) {
    ObjectNode mount = mount(source, destination, type, List.of(options));
    return with(config -> array(config, "mounts").add(mount));
  }

  private static ObjectNode mount(
      String source, String destination, String type, List<String> options) {
    ObjectNode mount = JSON.createObjectNode();
    mount.put("destination", Objects.requireNonNull(destination, "destination"));
    mount.put("type", Objects.requireNonNull(type, "type"));
    mount.put("source", Objects.requireNonNull(source, "source"));
    if (!options.isEmpty()) {
      addAll(mount.putArray("options"), options);
    }
    return mount;
  }

  /**
   * Sets an annotation.
   *
   * @param name the annotation's name
   * @param value its value
   * @return the changed bundle
   */
  public OciBundle annotation(String name, String value) {
    Objects.requireNonNull(value, "value");
    return with(config -> object(config, "annotations").put(name, value));
  }

  /**
   * Changes anything else, by a JSON Merge Patch (RFC 7396): objects are merged, null removes,
   * everything else replaces.
   *
   * <pre>{@code
   * bundle.mergePatch("""
   *     {"process": {"rlimits": [{"type": "RLIMIT_NOFILE", "hard": 64, "soft": 64}]},
   *      "hostname": null}
   *     """)
   * }</pre>
   *
   * @param json the patch, an object
   * @return the changed bundle
   * @throws IllegalArgumentException if it is not a JSON object
   */
  public OciBundle mergePatch(String json) {
    JsonNode patch;
    try {
      patch = JSON.readTree(json);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
    }
    if (!(patch instanceof ObjectNode object)) {
      throw new IllegalArgumentException(
          "a patch of config.json is a JSON object, not "
              + json
              + "; use verbatim() to write something else in its place");
    }
    return with(config -> merge(config, object));
  }

  private static void merge(ObjectNode target, ObjectNode patch) {
    patch.properties().forEach(entry -> merge(target, entry.getKey(), entry.getValue()));
  }

  private static void merge(ObjectNode target, String name, JsonNode value) {
    if (value.isNull()) {
      target.remove(name);
    } else if (value instanceof ObjectNode object) {
      merge(object(target, name), object);
    } else {
      target.set(name, value);
    }
  }

  /**
   * Writes a text in place of the configuration, for tests of what happens to a broken bundle.
   *
   * @param configJson the whole content of {@code config.json}; nothing else that is set here is
   *     written
   * @return the changed bundle
   */
  public OciBundle verbatim(String configJson) {
    return new OciBundle(directory, config, Objects.requireNonNull(configJson, "configJson"));
  }

  /**
   * Where the bundle is to be written.
   *
   * @return the directory
   */
  public Path directory() {
    return directory;
  }

  /**
   * What is to be written.
   *
   * @return the content of {@code config.json}
   */
  public String config() {
    return verbatim == null
        ? JSON.writerWithDefaultPrettyPrinter().writeValueAsString(config) + "\n"
        : verbatim;
  }

  /**
   * Writes the bundle, over an earlier one in the same place.
   *
   * @return the bundle's directory
   * @throws UncheckedIOException if it cannot be written; the message names the file
   */
  public Path write() {
    Path file = directory.resolve("config.json");
    try {
      Files.createDirectories(directory);
      Files.writeString(file, config());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the bundle's " + file + ": " + e, e);
    }
    return directory;
  }

  /** Shows the directory. */
  @Override
  public String toString() {
    return "OciBundle[" + directory + "]";
  }

  private OciBundle with(Consumer<ObjectNode> change) {
    if (verbatim != null) {
      throw new IllegalStateException(
          "the text of config.json is given verbatim, so this change would have no effect: make it"
              + " there, or before");
    }
    ObjectNode changed = config.deepCopy();
    change.accept(changed);
    return new OciBundle(directory, changed, null);
  }

  private static ObjectNode object(ObjectNode parent, String name) {
    return parent.get(name) instanceof ObjectNode object ? object : parent.putObject(name);
  }

  private static ArrayNode array(ObjectNode parent, String name) {
    return parent.get(name) instanceof ArrayNode array ? array : parent.putArray(name);
  }

  private static void addAll(ArrayNode array, List<String> values) {
    values.forEach(array::add);
  }
}
