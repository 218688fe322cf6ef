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
import java.util.ArrayList;
import java.util.List;

/**
 * The table of {@code list}, as Go's tabwriter lays it out: cells of at least 12, 3 blanks apart.
 */
final class ContainerTable {
  private static final int SMALLEST_CELL = 12;

  private ContainerTable() {}

  static String of(List<Container> containers) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("ID", "PID", "STATUS", "BUNDLE", "CREATED", "OWNER"));
    for (Container container : containers) {
      String status = container.status();
      rows.add(
          List.of(
              container.id(),
              Long.toString(StateJson.pid(container, status)),
              status,
              container.bundle(),
              container.createdAt(),
              container.owner()));
    }
    return GoTable.layOut(rows, SMALLEST_CELL);
  }
}
