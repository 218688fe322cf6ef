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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Parts of an OCI configuration as Go's {@code %+v} and {@code %v} print their structures. */
final class GoStructs {
  private GoStructs() {}

  /** {@code &specs.Spec}: pointers inside are addresses, which differ each time. */
  static String spec(JsonObject spec) {
    return "&{Version:"
        + spec.getString("ociVersion", "")
        + " Process:"
        + pointer(spec, "process")
        + " Root:"
        + pointer(spec, "root")
        + " Hostname:"
        + spec.getString("hostname", "")
        + " Domainname:"
        + spec.getString("domainname", "")
        + " Mounts:["
        + objects(spec.getArray("mounts", new JsonArray())).stream()
            .map(GoStructs::mountWithNames)
            .collect(Collectors.joining(" "))
        + "] Hooks:"
        + pointer(spec, "hooks")
        + " Annotations:"
        + map(spec.getObject("annotations", new JsonObject()))
        + " Linux:"
        + pointer(spec, "linux")
        + " Solaris:<nil> Windows:<nil> VM:<nil> ZOS:<nil>}";
  }

  private static String pointer(JsonObject object, String key) {
    return object.get(key) == null
        ? "<nil>"
        : "0xc000" + String.format("%06x", key.hashCode() & 0xffffff);
  }

  private static String map(JsonObject object) {
    return "map["
        + new TreeMap<>(object)
            .entrySet().stream()
                .map(entry -> entry.getKey() + ":" + entry.getValue())
                .collect(Collectors.joining(" "))
        + "]";
  }

  private static String mountWithNames(JsonObject mount) {
    return "{Destination:"
        + mount.getString("destination", "")
        + " Type:"
        + mount.getString("type", "")
        + " Source:"
        + mount.getString("source", "")
        + " Options:"
        + list(mount, "options")
        + " UIDMappings:[] GIDMappings:[]}";
  }

  /** {@code &specs.Mount} with {@code %v}: values only. */
  static String mount(JsonObject mount) {
    return "&{"
        + mount.getString("destination", "")
        + " "
        + mount.getString("type", "")
        + " "
        + mount.getString("source", "")
        + " "
        + list(mount, "options")
        + " [] []}";
  }

  /** {@code &specs.Process}; the fields after the labels came with runtime-spec 1.1 and 1.2. */
  static String process(JsonObject process, Profile profile) {
    JsonObject user = process.getObject("user", new JsonObject());
    return "&{Terminal:"
        + process.getBoolean("terminal", false)
        + " ConsoleSize:<nil> User:{UID:"
        + user.getInt("uid", 0)
        + " GID:"
        + user.getInt("gid", 0)
        + " Umask:<nil> AdditionalGids:"
        + list(user, "additionalGids")
        + " Username:"
        + user.getString("username", "")
        + "} Args:[] CommandLine: Env:"
        + list(process, "env")
        + " Cwd:"
        + process.getString("cwd", "")
        + " Capabilities:"
        + pointer(process, "capabilities")
        + " Rlimits:[] NoNewPrivileges:"
        + process.getBoolean("noNewPrivileges", false)
        + " ApparmorProfile:"
        + process.getString("apparmorProfile", "")
        + " OOMScoreAdj:<nil>"
        + (profile.processHasScheduler() ? " Scheduler:<nil>" : "")
        + " SelinuxLabel:"
        + (profile.processHasScheduler() ? " IOPriority:<nil>" : "")
        + (profile.processHasCpuAffinity() ? " ExecCPUAffinity:<nil>" : "")
        + "}";
  }

  private static String list(JsonObject object, String key) {
    return "["
        + object.getArray(key, new JsonArray()).stream()
            .map(String::valueOf)
            .collect(Collectors.joining(" "))
        + "]";
  }

  private static List<JsonObject> objects(JsonArray list) {
    return list.stream()
        .filter(value -> value instanceof Map<?, ?>)
        .map(JsonObject.class::cast)
        .toList();
  }
}
