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

import dev.runsc.fake.Containers.Container;
import java.util.List;

/** {@code state} and {@code list}. */
final class ListModel {
  private final Session session;

  ListModel(Session session) {
    this.session = session;
  }

  Outcome state() {
    return Outcome.success(StateJson.indented(session.profile(), session.load()));
  }

  Outcome list() {
    boolean sandboxesOnly = session.line().flags().isTrue("sandbox");
    if (session.line().flags().isTrue("quiet")) {
      StringBuilder ids = new StringBuilder();
      session.containers().ids(sandboxesOnly).forEach(id -> ids.append(id).append('\n'));
      return Outcome.success(ids.toString());
    }
    List<Container> all = session.containers().loadAll();
    if (sandboxesOnly) {
      all = all.stream().filter(Container::isRoot).toList();
    }
    String format = session.line().flag("format");
    return switch (format.isEmpty() ? "text" : format) {
      case "text" -> Outcome.success(ContainerTable.of(all));
      case "json" -> Outcome.success(json(all));
      default -> throw new RunscError("unknown list format " + GoText.quote(format));
    };
  }

  private String json(List<Container> all) {
    if (all.isEmpty()) {
      return "null\n";
    }
    StringBuilder out = new StringBuilder();
    String separator = "[";
    for (Container container : all) {
      out.append(separator).append(StateJson.oneLine(session.profile(), container));
      separator = ",";
    }
    return out.append("]\n").toString();
  }
}
