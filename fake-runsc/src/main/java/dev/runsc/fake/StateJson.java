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
import dev.runsc.fake.Containers.Container;
import java.util.Iterator;
import java.util.Map;

/** The state object of a container: indented for {@code state}, on one line for lists and hooks. */
final class StateJson {
  private StateJson() {}

  /** The pid that is told: -1 once the container is stopped. */
  static long pid(Container container, String status) {
    return status.equals("stopped") || status.equals("creating") ? -1 : container.process().pid();
  }

  static String oneLine(Profile profile, Container container) {
    return oneLine(profile, container, container.status());
  }

  static String oneLine(Profile profile, Container container, String status) {
    StringBuilder out =
        new StringBuilder("{\"ociVersion\":").append(GoText.json(profile.ociVersion()));
    out.append(",\"id\":").append(GoText.json(container.id()));
    out.append(",\"status\":").append(GoText.json(status));
    out.append(",\"pid\":").append(pid(container, status));
    out.append(",\"bundle\":").append(GoText.json(container.bundle()));
    JsonObject annotations = container.annotations();
    if (!annotations.isEmpty() && profile.stateHasAnnotations()) {
      String separator = ",\"annotations\":{";
      for (Map.Entry<String, Object> entry : annotations.entrySet()) {
        out.append(separator)
            .append(GoText.json(entry.getKey()))
            .append(':')
            .append(GoText.json(String.valueOf(entry.getValue())));
        separator = ",";
      }
      out.append('}');
    }
    return out.append('}').toString();
  }

  static String indented(Profile profile, Container container) {
    String status = container.status();
    StringBuilder out = new StringBuilder("{\n");
    field(out, "ociVersion", GoText.json(profile.ociVersion())).append(",\n");
    field(out, "id", GoText.json(container.id())).append(",\n");
    field(out, "status", GoText.json(status)).append(",\n");
    field(out, "pid", Long.toString(pid(container, status))).append(",\n");
    field(out, "bundle", GoText.json(container.bundle()));
    if (!container.annotations().isEmpty() && profile.stateHasAnnotations()) {
      out.append(",\n  \"annotations\": {\n");
      Iterator<Map.Entry<String, Object>> entries = container.annotations().entrySet().iterator();
      while (entries.hasNext()) {
        Map.Entry<String, Object> entry = entries.next();
        out.append("  ");
        field(out, entry.getKey(), GoText.json(String.valueOf(entry.getValue())))
            .append(entries.hasNext() ? ",\n" : "\n");
      }
      out.append("  }");
    }
    return out.append("\n}").append(profile.stateEndsWithNewline() ? "\n" : "").toString();
  }

  private static StringBuilder field(StringBuilder out, String key, String value) {
    return out.append("  ").append(GoText.json(key)).append(": ").append(value);
  }
}
