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
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes scripts that can be executed as soon as they are there.
 *
 * <p>While a thread writes a file, another one may start a process, which then holds our descriptor
 * for a moment; to execute the file meanwhile fails with "Text file busy". So after writing we wait
 * until no child of ours has it open.
 */
final class Executables {
  private static final Path TASKS = Path.of("/proc/self/task");
  private static final int ROUNDS = 500;

  private Executables() {}

  /** Writes a file whole or not at all, with mode 700. */
  static void write(Path file, String text) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".draft");
    Files.writeString(draft, text);
    Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwx------"));
    Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    for (int i = 0; i < ROUNDS && isHeldByAChild(file); i++) {
      Waiting.pause(1);
    }
  }

  private static boolean isHeldByAChild(Path file) throws IOException {
    if (!Files.isDirectory(TASKS)) {
      // Only Linux refuses to execute a script that is open for writing.
      return false;
    }
    Path real = file.toRealPath();
    for (String child : children()) {
      if (holds(Path.of("/proc", child, "fd"), real)) {
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
