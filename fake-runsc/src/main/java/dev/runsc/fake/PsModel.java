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
import java.util.stream.Collectors;

/** {@code ps}: the processes of a container, by the numbers they have inside. */
final class PsModel {
  private static final List<String> COLUMNS =
      List.of("UID", "PID", "PPID", "C", "TTY", "STIME", "TIME", "CMD");
  private static final int SMALLEST_CELL = 10;
  private static final int GROUP_COLUMN = 3;

  private final Session session;

  PsModel(Session session) {
    this.session = session;
  }

  Outcome ps() {
    Container container = session.load("loading sandbox");
    List<InnerProcesses.Inner> processes;
    try {
      processes = processes(container);
    } catch (RunscError e) {
      throw e.in("getting processes for container");
    }
    String format = session.line().flag("format");
    return switch (format.isEmpty() ? "table" : format) {
      case "table" -> Outcome.success(table(processes));
      case "json" ->
          Outcome.success(
              processes.stream()
                  .map(process -> Long.toString(process.pid()))
                  .collect(Collectors.joining(",", "[", "]\n")));
      default -> throw new RunscError("unsupported format: " + format);
    };
  }

  private List<InnerProcesses.Inner> processes(Container container) {
    String status = container.status();
    boolean dead = !container.ownProcess().isAlive();
    if (status.equals("created")
        || (status.equals("stopped") && !session.profile().psAsksDeadSandbox())) {
      throw new RunscError(
          "cannot get processes of container "
              + GoText.quote(container.id())
              + " in state "
              + status);
    }
    if (dead) {
      throw new RunscError(
          session.profile().sandboxContext("retrieving process data from sandbox: ")
              + KillModel.refused(container));
    }
    return new InnerProcesses(session, container).all();
  }

  private String table(List<InnerProcesses.Inner> processes) {
    boolean groups = session.profile().psHasProcessGroups();
    List<List<String>> rows = new ArrayList<>();
    rows.add(new ArrayList<>(COLUMNS));
    for (InnerProcesses.Inner process : processes) {
      List<String> row = new ArrayList<>();
      row.add(Long.toString(process.uid()));
      row.add(Long.toString(process.pid()));
      row.add(Long.toString(process.ppid()));
      row.add(Long.toString(process.percent()));
      row.add("?");
      row.add(process.startedAt());
      row.add(process.cpuTime());
      row.add(process.name());
      if (groups) {
        row.add(GROUP_COLUMN, Long.toString(process.group()));
      }
      rows.add(row);
    }
    if (groups) {
      rows.get(0).add(GROUP_COLUMN, "PGID");
    }
    return GoTable.layOut(rows, SMALLEST_CELL);
  }
}
