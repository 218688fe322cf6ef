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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks at processes of the host. On Linux from {@code /proc}, which tells the dead but unreaped
 * apart; elsewhere from {@link ProcessHandle}, which does not.
 */
final class Processes {
  private static final Path PROC = Path.of("/proc");
  private static final boolean HAS_PROC = Files.exists(Path.of("/proc/self/stat"));

  /** What a process is doing. */
  enum Life {
    ALIVE,
    UNREAPED,
    GONE
  }

  /** A process that cannot be mistaken for a later one of the same id. */
  record Identity(long pid, long startTime) {
    Life life() {
      Optional<Stat> stat = stat(pid);
      if (stat.isEmpty() || (startTime != 0 && stat.get().startTime() != startTime)) {
        return Life.GONE;
      }
      return stat.get().state() == 'Z' || stat.get().state() == 'X' ? Life.UNREAPED : Life.ALIVE;
    }

    boolean isAlive() {
      return life() == Life.ALIVE;
    }
  }

  private record Stat(char state, long session, long startTime) {}

  private Processes() {}

  /** The process that has an id now; its start time is 0 if it has ended already. */
  static Identity identify(long pid) {
    return new Identity(pid, stat(pid).map(Stat::startTime).orElse(0L));
  }

  /** Kills a process and what is left of its session, and does not wait for their end. */
  static void killSession(Identity leader) {
    if (leader.isAlive()) {
      ProcessHandle.of(leader.pid()).ifPresent(ProcessHandle::destroyForcibly);
    }
    for (long pid : session(leader.pid())) {
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  /** The processes whose session is that of a leader, dead or alive. */
  static List<Long> session(long leader) {
    List<Long> members = new ArrayList<>();
    if (!HAS_PROC) {
      ProcessHandle.of(leader)
          .ifPresent(handle -> handle.descendants().forEach(child -> members.add(child.pid())));
      return members;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path entry : entries) {
        long pid = Long.parseLong(entry.getFileName().toString());
        Optional<Stat> stat = stat(pid);
        if (pid != leader && stat.isPresent() && stat.get().session() == leader) {
          members.add(pid);
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("cannot list /proc", e);
    }
    return members;
  }

  private static Optional<Stat> stat(long pid) {
    if (pid <= 0) {
      return Optional.empty();
    }
    if (!HAS_PROC) {
      return ProcessHandle.of(pid)
          .map(
              handle ->
                  new Stat(
                      handle.isAlive() ? 'S' : 'Z',
                      0,
                      handle.info().startInstant().map(start -> start.toEpochMilli()).orElse(0L)));
    }
    try {
      String text =
          new String(
              Files.readAllBytes(PROC.resolve(Long.toString(pid)).resolve("stat")),
              StandardCharsets.ISO_8859_1);
      // The name, second, is in parentheses and may hold anything; field 3 follows it.
      String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
      return Optional.of(
          new Stat(fields[0].charAt(0), Long.parseLong(fields[3]), Long.parseLong(fields[19])));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      // The process ended between opening and reading (ESRCH).
      return Optional.empty();
    }
  }
}
