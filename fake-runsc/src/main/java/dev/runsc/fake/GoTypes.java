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
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks that JSON fits the runtime-spec's structures, as Go's encoding/json does: the first value
 * of a wrong type is named by structure, path and type. Keys are found in any case; unknown ones
 * and null are fine.
 */
final class GoTypes {
  private static final Map<String, Map<String, String>> STRUCTS = structs();

  private GoTypes() {}

  private static Map<String, Map<String, String>> structs() {
    Map<String, Map<String, String>> structs = new LinkedHashMap<>();
    struct(
        structs,
        "Spec",
        "ociVersion string, process Process, root Root, hostname string, domainname string, mounts"
            + " []Mount, hooks Hooks, annotations map[string]string, linux Linux");
    struct(
        structs,
        "Process",
        "terminal bool, consoleSize Box, user User, args []string, commandLine string, env []string,"
            + " cwd string, capabilities LinuxCapabilities, rlimits []POSIXRlimit, noNewPrivileges"
            + " bool, apparmorProfile string, oomScoreAdj int, selinuxLabel string");
    struct(structs, "Box", "height uint, width uint");
    struct(
        structs,
        "User",
        "uid uint32, gid uint32, umask uint32, additionalGids []uint32, username string");
    struct(
        structs,
        "LinuxCapabilities",
        "bounding []string, effective []string, inheritable []string, permitted []string, ambient"
            + " []string");
    struct(structs, "POSIXRlimit", "type string, hard uint64, soft uint64");
    struct(structs, "Root", "path string, readonly bool");
    struct(
        structs,
        "Mount",
        "destination string, type string, source string, options []string, uidMappings"
            + " []LinuxIDMapping, gidMappings []LinuxIDMapping");
    struct(structs, "LinuxIDMapping", "containerID uint32, hostID uint32, size uint32");
    struct(
        structs,
        "Hooks",
        "prestart []Hook, createRuntime []Hook, createContainer []Hook, startContainer []Hook,"
            + " poststart []Hook, poststop []Hook");
    struct(structs, "Hook", "path string, args []string, env []string, timeout int");
    struct(
        structs,
        "Linux",
        "uidMappings []LinuxIDMapping, gidMappings []LinuxIDMapping, sysctl map[string]string,"
            + " resources LinuxResources, cgroupsPath string, namespaces []LinuxNamespace, devices"
            + " []LinuxDevice, rootfsPropagation string, maskedPaths []string, readonlyPaths"
            + " []string, mountLabel string");
    struct(structs, "LinuxNamespace", "type string, path string");
    struct(
        structs,
        "LinuxDevice",
        "path string, type string, major int64, minor int64, uid uint32, gid uint32");
    struct(
        structs,
        "LinuxResources",
        "memory LinuxMemory, cpu LinuxCPU, pids LinuxPids, unified map[string]string");
    struct(
        structs,
        "LinuxMemory",
        "limit int64, reservation int64, swap int64, kernel int64, kernelTCP int64, swappiness"
            + " uint64, disableOOMKiller bool, useHierarchy bool");
    struct(
        structs,
        "LinuxCPU",
        "shares uint64, quota int64, burst uint64, period uint64, realtimeRuntime int64,"
            + " realtimePeriod uint64, cpus string, mems string, idle int64");
    struct(structs, "LinuxPids", "limit int64");
    return structs;
  }

  private static void struct(
      Map<String, Map<String, String>> structs, String name, String definition) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String field : definition.split(",", -1)) {
      String[] words = field.trim().split(" ", -1);
      fields.put(words[0], words[1]);
    }
    structs.put(name, fields);
  }

  /** What Go says about a value that is to fill a structure, or empty if it fits. */
  static Optional<String> mismatch(@Nullable Object value, String struct) {
    return Optional.ofNullable(check(value, struct, "", ""));
  }

  private static @Nullable String check(
      @Nullable Object value, String type, String struct, String path) {
    if (value == null) {
      return null;
    }
    if (type.startsWith("[]")) {
      return value instanceof JsonArray list
          ? checkAll(list, type.substring(2), struct, path)
          : wrong(value, type, struct, path);
    }
    if (type.equals("map[string]string")) {
      return value instanceof JsonObject map
          ? checkAll(map.values(), "string", struct, path)
          : wrong(value, type, struct, path);
    }
    Map<String, String> fields = STRUCTS.get(type);
    if (fields != null) {
      return value instanceof JsonObject object
          ? checkFields(object, type, fields, path)
          : wrong(value, type, struct, path);
    }
    return fits(value, type) ? null : wrong(value, type, struct, path);
  }

  private static @Nullable String checkAll(
      Iterable<Object> values, String type, String struct, String path) {
    for (Object value : values) {
      String problem = check(value, type, struct, path);
      if (problem != null) {
        return problem;
      }
    }
    return null;
  }

  private static @Nullable String checkFields(
      JsonObject object, String struct, Map<String, String> fields, String path) {
    for (Map.Entry<String, Object> entry : object.entrySet()) {
      for (Map.Entry<String, String> field : fields.entrySet()) {
        if (field.getKey().equalsIgnoreCase(entry.getKey())) {
          String inner = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
          String problem = check(entry.getValue(), field.getValue(), struct, inner);
          if (problem != null) {
            return problem;
          }
        }
      }
    }
    return null;
  }

  private static boolean fits(Object value, String type) {
    return switch (type) {
      case "string" -> value instanceof String;
      case "bool" -> value instanceof Boolean;
      default -> value instanceof Number number && fits(number, type);
    };
  }

  private static boolean fits(Number number, String type) {
    if (!(number instanceof Integer || number instanceof Long)) {
      return number instanceof java.math.BigInteger && type.equals("uint64");
    }
    long value = number.longValue();
    return switch (type) {
      case "uint32" -> value >= 0 && value <= 0xffffffffL;
      case "uint", "uint64" -> value >= 0;
      default -> true;
    };
  }

  private static String wrong(Object value, String type, String struct, String path) {
    String go = type;
    String element = type.startsWith("[]") ? type.substring(2) : type;
    if (STRUCTS.containsKey(element)) {
      go = (type.startsWith("[]") ? "[]" : "") + "specs." + element;
    }
    return "json: cannot unmarshal "
        + kind(value, type)
        + " into Go "
        + (struct.isEmpty() ? "value" : "struct field " + struct + "." + path)
        + " of type "
        + go;
  }

  /** A number that is one, but does not fit, is shown. */
  private static String kind(Object value, String type) {
    if (value instanceof JsonArray) {
      return "array";
    }
    if (value instanceof JsonObject) {
      return "object";
    }
    if (value instanceof Number) {
      return type.toLowerCase(Locale.ROOT).contains("int") && !type.startsWith("[]")
          ? "number " + value
          : "number";
    }
    return value instanceof Boolean ? "bool" : "string";
  }
}
