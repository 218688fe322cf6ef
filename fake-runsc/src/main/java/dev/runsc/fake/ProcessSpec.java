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
import java.util.Optional;

/** An OCI process object, as far as the fake looks at it. */
record ProcessSpec(
    List<String> args, List<String> env, String cwd, long uid, long gid, List<Long> groups) {

  static ProcessSpec of(JsonObject json) {
    JsonObject user = json.getObject("user", new JsonObject());
    return new ProcessSpec(
        strings(json, "args"),
        strings(json, "env"),
        absolute(json.getString("cwd", "")),
        user.getLong("uid", 0),
        user.getLong("gid", 0),
        user.getArray("additionalGids", new JsonArray()).stream()
            .filter(Number.class::isInstance)
            .map(number -> ((Number) number).longValue())
            .toList());
  }

  static String absolute(String cwd) {
    return cwd.startsWith("/") ? cwd : "/" + cwd;
  }

  private static List<String> strings(JsonObject json, String key) {
    return json.getArray(key, new JsonArray()).stream().map(String::valueOf).toList();
  }

  Optional<String> variable(String name) {
    return env.stream()
        .filter(variable -> variable.startsWith(name + "="))
        .map(variable -> variable.substring(name.length() + 1))
        .reduce((first, last) -> last);
  }

  /** The environment with more variables, which replace those of the same name. */
  ProcessSpec withMore(List<String> variables) {
    Map<String, String> merged = new java.util.LinkedHashMap<>();
    for (List<String> list : List.of(env, variables)) {
      for (String variable : list) {
        int equals = variable.indexOf('=');
        merged.put(variable.substring(0, equals), variable);
      }
    }
    return new ProcessSpec(args, List.copyOf(merged.values()), cwd, uid, gid, groups);
  }
}
