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
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A process to run in a container: the {@code process} object of the OCI runtime specification.
 *
 * <p>What is not set is left out. What that means depends on the release: up to 20241106.0 the
 * environment and the working directory are then the container's; from 20241118.0 on nothing is
 * taken from the container, and arguments and working directory must be given, so that is what
 * {@link #of} does.
 *
 * <pre>{@code
 * OciProcess process = OciProcess.of("/", "/usr/bin/id", "-u").toBuilder()
 *     .env("LANG", "C.UTF-8")
 *     .user(1000, 1000)
 *     .build();
 * ExitStatus status = runsc.exec("web", process);
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class OciProcess {

  private final Map<String, Object> fields;

  private OciProcess(Map<String, Object> fields) {
    this.fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /**
   * Makes a process.
   *
   * @param cwd its working directory in the container
   * @param args the program and its arguments
   * @return the process
   * @throws IllegalArgumentException if there is no program or the directory is empty
   */
  public static OciProcess of(String cwd, String... args) {
    return builder().cwd(cwd).args(args).build();
  }

  /**
   * Reads a process from its JSON.
   *
   * @param json the {@code process} object
   * @return the process, with all its fields, known or not
   * @throws IllegalArgumentException if it is not a JSON object
   */
  public static OciProcess parse(String json) {
    try {
      JsonNode node = Json.DOCUMENT.readTree(json);
      if (!node.isObject()) {
        throw new IllegalArgumentException("a process is a JSON object, not " + node.getNodeType());
      }
      return new OciProcess(Json.fields(node));
    } catch (JacksonException e) {
      throw new IllegalArgumentException("a process is a JSON object: " + e.getMessage(), e);
    }
  }

  /**
   * Starts with nothing set.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder(Map.of());
  }

  /**
   * Starts with this process.
   *
   * @return a new builder
   */
  public Builder toBuilder() {
    return new Builder(fields);
  }

  /**
   * Returns the fields as the specification names them.
   *
   * @return values by name: texts, numbers, booleans, lists and maps of them
   */
  public Map<String, Object> fields() {
    return fields;
  }

  /**
   * Returns the process as JSON.
   *
   * @return one object on one line
   */
  public String toJson() {
    return Json.text(fields);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OciProcess process && fields.equals(process.fields);
  }

  @Override
  public int hashCode() {
    return fields.hashCode();
  }

  /** Shows the program and its arguments, but not the environment, which may have secrets. */
  @Override
  public String toString() {
    return "OciProcess" + fields.getOrDefault("args", List.of());
  }

  /** Collects the parts of a process. Setting a part again replaces it. Not thread-safe. */
  public static final class Builder {

    private final Map<String, Object> fields;

    private Builder(Map<String, Object> fields) {
      this.fields = new LinkedHashMap<>(fields);
    }

    /**
     * Sets the program and its arguments.
     *
     * @param args the program, as a path or a name to be looked up in the container's PATH, and its
     *     arguments
     * @return this builder
     * @throws IllegalArgumentException if there is no program
     */
    public Builder args(String... args) {
      return args(Arrays.asList(args));
    }

    /**
     * Sets the program and its arguments.
     *
     * @param args the program, as a path or a name to be looked up in the container's PATH, and its
     *     arguments
     * @return this builder
     * @throws IllegalArgumentException if there is no program
     */
    public Builder args(List<String> args) {
      if (args.isEmpty() || args.get(0).isEmpty()) {
        throw new IllegalArgumentException("the arguments begin with the program to run");
      }
      args.forEach(Arguments::noNul);
      return field("args", args);
    }

    /**
     * Sets the working directory.
     *
     * @param cwd an absolute path in the container
     * @return this builder
     * @throws IllegalArgumentException if it is not absolute
     */
    public Builder cwd(String cwd) {
      if (!cwd.startsWith("/")) {
        throw new IllegalArgumentException(
            "the working directory is an absolute path in the container, not \"" + cwd + "\"");
      }
      return field("cwd", Arguments.noNul(cwd));
    }

    /**
     * Adds an environment variable, in place of an earlier one of that name.
     *
     * @param name the name
     * @param value the value
     * @return this builder
     * @throws IllegalArgumentException if the name is empty or has a {@code =}, or either has a NUL
     */
    public Builder env(String name, String value) {
      String entry = Environment.requireName(name) + "=" + Environment.requireValue(name, value);
      List<Object> env = new ArrayList<>((Collection<?>) fields.getOrDefault("env", List.of()));
      env.removeIf(other -> other.toString().startsWith(name + "="));
      env.add(entry);
      return field("env", env);
    }

    /**
     * Sets who runs it.
     *
     * @param uid the user's number
     * @param gid the group's number
     * @param additionalGids further groups
     * @return this builder
     */
    public Builder user(long uid, long gid, long... additionalGids) {
      Map<String, Object> user = new LinkedHashMap<>();
      user.put("uid", uid);
      user.put("gid", gid);
      if (additionalGids.length > 0) {
        user.put("additionalGids", Arrays.stream(additionalGids).boxed().toList());
      }
      keep("user", "umask", user);
      return field("user", user);
    }

    /**
     * Sets the file mode creation mask.
     *
     * @param umask the mask, such as 022
     * @return this builder
     */
    public Builder umask(int umask) {
      Map<String, Object> user = new LinkedHashMap<>();
      keep("user", "uid", user);
      keep("user", "gid", user);
      keep("user", "additionalGids", user);
      user.putIfAbsent("uid", 0L);
      user.putIfAbsent("gid", 0L);
      user.put("umask", umask);
      return field("user", user);
    }

    private void keep(String field, String part, Map<String, Object> into) {
      if (fields.get(field) instanceof Map<?, ?> map) {
        Object value = map.get(part);
        if (value != null) {
          into.put(part, value);
        }
      }
    }

    /**
     * Gives it a terminal; see {@link ConsoleSocket}.
     *
     * @param terminal true for a terminal
     * @return this builder
     */
    public Builder terminal(boolean terminal) {
      return field("terminal", terminal);
    }

    /**
     * Sets the first size of its terminal.
     *
     * @param rows the number of rows
     * @param columns the number of columns
     * @return this builder
     */
    public Builder consoleSize(int rows, int columns) {
      return field("consoleSize", Map.of("height", rows, "width", columns));
    }

    /**
     * Sets what it may do: the same capabilities in the bounding, effective, permitted and
     * inheritable set.
     *
     * @param capabilities their names, such as {@code CAP_KILL}
     * @return this builder
     */
    public Builder capabilities(String... capabilities) {
      Map<String, Object> sets = new LinkedHashMap<>();
      for (String set : List.of("bounding", "effective", "inheritable", "permitted")) {
        sets.put(set, List.of(capabilities));
      }
      return field("capabilities", sets);
    }

    /**
     * Sets one set of capabilities.
     *
     * @param set {@code bounding}, {@code effective}, {@code inheritable}, {@code permitted} or
     *     {@code ambient}
     * @param capabilities their names, such as {@code CAP_KILL}
     * @return this builder
     * @throws IllegalArgumentException if there is no such set
     */
    public Builder capabilitySet(String set, Collection<String> capabilities) {
      if (!Set.of("bounding", "effective", "inheritable", "permitted", "ambient").contains(set)) {
        throw new IllegalArgumentException("there is no set of capabilities \"" + set + "\"");
      }
      Map<String, Object> sets = new LinkedHashMap<>();
      for (String other : List.of("bounding", "effective", "inheritable", "permitted", "ambient")) {
        keep("capabilities", other, sets);
      }
      sets.put(set, List.copyOf(new LinkedHashSet<>(capabilities)));
      return field("capabilities", sets);
    }

    /**
     * Adds a limit, in place of an earlier one of that type. runsc's exec accepts it without effect
     * (seen on 20240729.0).
     *
     * @param type its name, such as {@code RLIMIT_NOFILE}
     * @param soft the limit in force
     * @param hard the highest it may be set to
     * @return this builder
     */
    public Builder rlimit(String type, long soft, long hard) {
      List<Object> limits =
          new ArrayList<>((Collection<?>) fields.getOrDefault("rlimits", List.of()));
      limits.removeIf(other -> other instanceof Map<?, ?> map && type.equals(map.get("type")));
      Map<String, Object> limit = new LinkedHashMap<>();
      limit.put("type", type);
      limit.put("hard", hard);
      limit.put("soft", soft);
      limits.add(limit);
      return field("rlimits", limits);
    }

    /**
     * Keeps it from gaining privileges by running other programs.
     *
     * @param noNewPrivileges true to keep it from that
     * @return this builder
     */
    public Builder noNewPrivileges(boolean noNewPrivileges) {
      return field("noNewPrivileges", noNewPrivileges);
    }

    /**
     * Sets how soon it is ended when memory is short.
     *
     * @param oomScoreAdj -1000 (never) to 1000 (first)
     * @return this builder
     */
    public Builder oomScoreAdj(int oomScoreAdj) {
      return field("oomScoreAdj", oomScoreAdj);
    }

    /**
     * Sets its AppArmor profile, which gVisor accepts and does not apply.
     *
     * @param apparmorProfile the profile's name
     * @return this builder
     */
    public Builder apparmorProfile(String apparmorProfile) {
      return field("apparmorProfile", Arguments.text("apparmorProfile", apparmorProfile));
    }

    /**
     * Sets its SELinux label, which gVisor refuses.
     *
     * @param selinuxLabel the label
     * @return this builder
     */
    public Builder selinuxLabel(String selinuxLabel) {
      return field("selinuxLabel", Arguments.text("selinuxLabel", selinuxLabel));
    }

    /**
     * Sets how it is scheduled.
     *
     * @param policy such as {@code SCHED_BATCH}
     * @param nice -20 to 19
     * @return this builder
     */
    public Builder scheduler(String policy, int nice) {
      return field("scheduler", Map.of("policy", policy, "nice", nice));
    }

    /**
     * Sets the priority of its input and output.
     *
     * @param priorityClass such as {@code IOPRIO_CLASS_BE}
     * @param priority 0 (first) to 7
     * @return this builder
     */
    public Builder ioPriority(String priorityClass, int priority) {
      return field("ioPriority", Map.of("class", priorityClass, "priority", priority));
    }

    /**
     * Sets the processors it runs on.
     *
     * @param initial those on which it is started, such as {@code 0-1}
     * @param fin those on which it runs
     * @return this builder
     */
    public Builder execCpuAffinity(String initial, String fin) {
      return field("execCPUAffinity", Map.of("initial", initial, "final", fin));
    }

    /**
     * Sets any field of the specification.
     *
     * @param name its name
     * @param value a text, a number, a boolean, or a list or map of them
     * @return this builder
     */
    public Builder field(String name, Object value) {
      fields.put(Arguments.text("name", name), Json.immutable(value));
      return this;
    }

    /**
     * Makes the process.
     *
     * @return the process
     */
    public OciProcess build() {
      return new OciProcess(fields);
    }
  }
}
