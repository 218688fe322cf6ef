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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The processes of a container with the numbers they have inside: 1 for the first, the others in
 * the order in which they were first seen. Of a scripted workload there is the first one only.
 */
final class InnerProcesses {
  /** One process as {@code ps} tells it. */
  record Inner(
      long uid,
      long pid,
      long ppid,
      long group,
      long percent,
      String startedAt,
      String cpuTime,
      String name) {}

  private final Session session;
  private final Container container;
  private final Path table;

  InnerProcesses(Session session, Container container) {
    this.session = session;
    this.container = container;
    this.table = session.sandboxes().file(container.sandbox(), "numbers");
  }

  long count() {
    return session.isHost() ? numbered().size() : 1;
  }

  List<Inner> all() {
    List<Inner> all = new ArrayList<>();
    if (!session.isHost()) {
      ProcessSpec process = session.specOf(container).process();
      Path program = Path.of(process.args().get(0)).getFileName();
      Processes.Details own =
          Processes.details(container.ownProcess().pid())
              .orElseThrow(() -> new RunscError(KillModel.refused(container)));
      all.add(
          new Inner(
              process.uid(),
              1,
              0,
              1,
              0,
              own.startedAt(),
              "0s",
              program == null ? process.args().get(0) : program.toString()));
      return all;
    }
    Map<Long, Long> numbers = numbered();
    for (Map.Entry<Long, Long> entry : numbers.entrySet()) {
      Processes.details(entry.getKey())
          .ifPresent(
              details ->
                  all.add(
                      new Inner(
                          details.uid(),
                          entry.getValue(),
                          numbers.getOrDefault(details.ppid(), 0L),
                          numbers.getOrDefault(details.group(), 0L),
                          details.cpuPercent(),
                          details.startedAt(),
                          details.cpuTime(),
                          details.name())));
    }
    all.sort((a, b) -> Long.compare(a.pid(), b.pid()));
    return all;
  }

  /** The host's number of a process. */
  OptionalInt hostPid(long inner) {
    return numbered().entrySet().stream()
        .filter(entry -> entry.getValue() == inner)
        .mapToInt(entry -> entry.getKey().intValue())
        .findFirst();
  }

  /** The number inside of a process of the host. */
  OptionalLong innerPid(long host) {
    Long inner = numbered().get(host);
    return inner == null ? OptionalLong.empty() : OptionalLong.of(inner);
  }

  /** Living processes by their number on the host; numbers once given are kept. */
  private Map<Long, Long> numbered() {
    return session.locks().hold(session.root(), container.id() + "/numbers", this::numberedLocked);
  }

  private Map<Long, Long> numberedLocked() {
    Map<Long, Long> given = read();
    long next = given.values().stream().mapToLong(Long::longValue).max().orElse(0) + 1;
    Map<Long, Long> living = new LinkedHashMap<>();
    for (long pid : hostProcesses()) {
      Long known = given.get(pid);
      if (known == null) {
        known = next;
        next++;
        given.put(pid, known);
      }
      living.put(pid, known);
    }
    write(given);
    return living;
  }

  private List<Long> hostProcesses() {
    List<Long> pids = new ArrayList<>();
    if (!session.isHost()) {
      pids.add(container.ownProcess().pid());
      session.sandboxes().attached(container.sandbox()).stream().sorted().forEach(pids::add);
      pids.removeIf(pid -> !Processes.identify(pid).isAlive());
      return pids;
    }
    session.sandboxes().child(container.sandbox()).ifPresent(child -> addSession(pids, child));
    session.sandboxes().execs(container.sandbox()).forEach(group -> addSession(pids, group));
    return pids;
  }

  private static void addSession(List<Long> pids, long leader) {
    if (Processes.identify(leader).isAlive()) {
      pids.add(leader);
    }
    Processes.session(leader).stream()
        .filter(pid -> Processes.identify(pid).isAlive())
        .sorted()
        .forEach(pids::add);
  }

  private Map<Long, Long> read() {
    Map<Long, Long> numbers = new LinkedHashMap<>();
    if (!Files.exists(table)) {
      return numbers;
    }
    try {
      for (String line : Files.readAllLines(table)) {
        int space = line.indexOf(' ');
        numbers.put(
            Long.valueOf(line.substring(0, space)), Long.valueOf(line.substring(space + 1)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return numbers;
  }

  private void write(Map<Long, Long> numbers) {
    StringBuilder text = new StringBuilder();
    numbers.forEach((host, inner) -> text.append(host).append(' ').append(inner).append('\n'));
    try {
      Files.writeString(table, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
