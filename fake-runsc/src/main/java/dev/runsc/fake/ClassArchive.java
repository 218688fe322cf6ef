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

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * The archive of loaded classes (class data sharing) with which an engine for one call starts in a
 * fraction of the time. It is kept in the user's cache directory, one for each JVM, its options and
 * class path; a JVM that cannot use it starts without.
 */
final class ClassArchive {
  private static final long LIMIT_SECONDS = 30;

  /** How many archives are kept: a new build of the jar, or a JDK, has its own, and leaves it. */
  private static final int KEPT = 8;

  private static final String EXTENSION = ".jsa";

  private final Path java;
  private final List<String> options;
  private final String classPath;

  ClassArchive(Path java, List<String> options, String classPath) {
    this.java = java;
    this.options = options;
    this.classPath = classPath;
  }

  /** Where the archive is, or would be; empty if the class path can have none. */
  Optional<Path> file() {
    StringBuilder key =
        new StringBuilder(System.getProperty("java.vm.version", "")).append('\n').append(java);
    key.append('\n').append(options);
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      try {
        Path jar = Path.of(entry);
        if (!Files.isRegularFile(jar)) {
          // The JVM archives nothing from directories.
          return Optional.empty();
        }
        key.append('\n').append(jar).append(Files.size(jar)).append(Files.getLastModifiedTime(jar));
      } catch (IOException e) {
        return Optional.empty();
      }
    }
    String name =
        UUID.nameUUIDFromBytes(key.toString().getBytes(StandardCharsets.UTF_8)) + EXTENSION;
    return Optional.of(cache().resolve(name));
  }

  private static Path cache() {
    String given = System.getenv("XDG_CACHE_HOME");
    Path cache =
        given == null || given.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(given);
    return cache.resolve("dev.runsc").resolve("classes");
  }

  /** Makes the archive unless it is there, and says why if that can't be done. */
  Optional<String> make() {
    Optional<Path> file = file();
    if (file.isEmpty() || Files.exists(file.get())) {
      return Optional.empty();
    }
    Path archive = file.get();
    Path draft =
        archive.resolveSibling(archive.getFileName() + "." + ProcessHandle.current().pid());
    try {
      Files.createDirectories(cache());
      List<String> command = new ArrayList<>(List.of(java.toString()));
      command.addAll(options);
      command.addAll(
          List.of("-XX:ArchiveClassesAtExit=" + draft, "-cp", classPath, WarmUp.class.getName()));
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.getOutputStream().close();
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.of("making it took more than " + LIMIT_SECONDS + " seconds");
      }
      if (!Files.exists(draft)) {
        return Optional.of("the JVM wrote none, exit code " + process.exitValue());
      }
      Files.move(draft, archive, StandardCopyOption.ATOMIC_MOVE);
      removeOld(cache());
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }

  /**
   * Removes all archives but the newest, and drafts that were left. A launcher whose archive is
   * gone does without; a JVM that has one open keeps it.
   */
  static void removeOld(Path cache) throws IOException {
    Map<Path, FileTime> files = new HashMap<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(cache, "*.jsa*")) {
      for (Path file : all) {
        files.put(file, made(file));
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    List<Map.Entry<Path, FileTime>> newestFirst = new ArrayList<>(files.entrySet());
    newestFirst.sort(Map.Entry.<Path, FileTime>comparingByValue().reversed());
    FileTime longAgo = FileTime.from(Instant.now().minusSeconds(2 * LIMIT_SECONDS));
    int kept = 0;
    for (Map.Entry<Path, FileTime> file : newestFirst) {
      boolean isDraft = !file.getKey().toString().endsWith(EXTENSION);
      if (isDraft ? file.getValue().compareTo(longAgo) < 0 : ++kept > KEPT) {
        Files.deleteIfExists(file.getKey());
      }
    }
  }

  /** When a file was made; one that another process has just removed is the oldest. */
  private static FileTime made(Path file) throws IOException {
    try {
      return Files.getLastModifiedTime(file);
    } catch (NoSuchFileException e) {
      return FileTime.fromMillis(0);
    }
  }
}
