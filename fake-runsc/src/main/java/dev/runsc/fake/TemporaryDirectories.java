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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes directories for a while, in memory where that can be: a file system on a disk takes up to
 * half a millisecond for each file that is made after many were removed, as tests do. Thread-safe.
 *
 * <p>They are made in {@code /dev/shm} if it is a file system in memory of which at least 256 MiB
 * are free and from which programs can be executed, and in {@code java.io.tmpdir} otherwise, or
 * whenever that property is set to something else than {@code /tmp}.
 *
 * @since 0.1.0
 */
public final class TemporaryDirectories {
  private static final Path MEMORY = Path.of("/dev/shm");
  private static final String DEFAULT = "/tmp";
  private static final long ENOUGH = 256L << 20;

  private TemporaryDirectories() {}

  /** Read once: what is mounted there stays. */
  private static final class Mounted {
    static final boolean IN_MEMORY = isInMemory();

    private static boolean isInMemory() {
      try (Stream<String> mounts = Files.lines(Path.of("/proc/self/mounts"))) {
        // What was mounted last is what is seen.
        return mounts
            .map(line -> line.split(" ", -1))
            .filter(words -> words.length > 3 && words[1].equals(MEMORY.toString()))
            .reduce((earlier, later) -> later)
            .filter(words -> words[2].equals("tmpfs"))
            .filter(words -> !List.of(words[3].split(",", -1)).contains("noexec"))
            .isPresent();
      } catch (IOException e) {
        // This system has no such file, and no such file system.
        return false;
      }
    }
  }

  /**
   * Where they are made.
   *
   * @return a directory, which need not exist
   */
  public static Path base() {
    Path given = Path.of(System.getProperty("java.io.tmpdir"));
    return given.toString().equals(DEFAULT) && isUsable() ? MEMORY : given;
  }

  private static boolean isUsable() {
    try {
      return Mounted.IN_MEMORY
          && Files.isWritable(MEMORY)
          && Files.getFileStore(MEMORY).getUsableSpace() >= ENOUGH;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Makes a directory for its owner only.
   *
   * @param prefix what its name begins with
   * @return its real path
   * @throws IOException if it cannot be made
   */
  public static Path create(String prefix) throws IOException {
    return Files.createTempDirectory(
            base(),
            prefix,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")))
        .toRealPath();
  }
}
