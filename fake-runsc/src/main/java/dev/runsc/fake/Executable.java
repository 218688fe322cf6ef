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
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A script that was written to be executed.
 *
 * <p>While a thread writes a file, another one may start a process, which then holds our descriptor
 * for a moment; to execute the file meanwhile fails with "Text file busy". So, if a process was
 * started since, we wait until no child of ours has it open. One that is just being started is not
 * seen yet, so what else is to be done is best done between writing and waiting.
 */
final class Executable {
  private static final Path TASKS = Path.of("/proc/self/task");

  /** The number of the process that was started last. */
  private static final Path LAST_PROCESS = Path.of("/proc/sys/kernel/ns_last_pid");

  private static final long UNKNOWN = -1;
  private static final int ROUNDS = 500;

  /** How often in a row nobody holds it, since a child gets its number after its descriptors. */
  private static final int LOOKS = 2;

  private final Path file;

  /** The last process that was started before we wrote. */
  private final long before;

  private Executable(Path file, long before) {
    this.file = file;
    this.before = before;
  }

  /** Writes a file whole or not at all, with mode 700. */
  static Executable write(Path file, String text) throws IOException {
    Executable executable = new Executable(file, lastProcess());
    FakeHome.write(file, text, "rwx------");
    return executable;
  }

  /** Waits until it can be executed. */
  void await() throws IOException {
    int looks = 0;
    for (int i = 0; i < ROUNDS && looks < LOOKS; i++) {
      looks = isHeldByAChild() ? 0 : looks + 1;
      if (looks < LOOKS) {
        Waiting.pause(1);
      }
    }
  }

  private static long lastProcess() {
    try {
      return Long.parseLong(Files.readString(LAST_PROCESS).trim());
    } catch (IOException e) {
      // Not every kernel tells, nor everybody.
      return UNKNOWN;
    }
  }

  private boolean isHeldByAChild() throws IOException {
    if (!Files.isDirectory(TASKS)) {
      // Only Linux refuses to execute a script that is open for writing.
      return false;
    }
    long now = lastProcess();
    if (now != UNKNOWN && now == before) {
      return false;
    }
    Path real = file.toRealPath();
    for (String child : children()) {
      // Numbers begin anew once the largest was given.
      boolean isNewer = now < before || Long.parseLong(child) > before;
      if (isNewer && holds(Path.of("/proc", child, "fd"), real)) {
        return true;
      }
    }
    return false;
  }

  private static List<String> children() throws IOException {
    List<String> children = new ArrayList<>();
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
      for (Path task : tasks) {
        try {
          String pids = Files.readString(task.resolve("children")).trim();
          if (!pids.isEmpty()) {
            children.addAll(List.of(pids.split(" ", -1)));
          }
        } catch (IOException e) {
          // The thread has ended, or this kernel does not tell of children.
        }
      }
    }
    return children;
  }

  private static boolean holds(Path descriptors, Path file) {
    try (DirectoryStream<Path> links = Files.newDirectoryStream(descriptors)) {
      for (Path link : links) {
        if (Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(file)) {
          return true;
        }
      }
    } catch (IOException e) {
      // It has ended, and holds nothing.
    }
    return false;
  }
}
