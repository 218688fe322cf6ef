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

package dev.runsc.testkit.internal;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Removes what tests leave. */
public final class Directories {
  private static final int TRIES = 20;

  private Directories() {}

  /**
   * Removes a directory and all in it; symbolic links are not followed, and directories that forbid
   * it are opened first.
   *
   * @throws IOException if something cannot be removed; the message names it
   */
  public static void delete(Path directory) throws IOException {
    for (int tries = 1; ; tries++) {
      try {
        Files.walkFileTree(directory, new Deleter());
        return;
      } catch (DirectoryNotEmptyException e) {
        // Who was ending meanwhile has left something.
        if (tries == TRIES) {
          throw e;
        }
      }
    }
  }

  /**
   * Removes all that is in a directory.
   *
   * @throws IOException if something cannot be removed; the message names it
   */
  public static void empty(Path directory) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        delete(entry);
      }
    }
  }

  private static final class Deleter extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      open(directory);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    /** A directory that cannot be listed is opened and tried once more. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (failure instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)
          && !Files.isReadable(file)
          && open(file)) {
        Files.walkFileTree(file, this);
        return FileVisitResult.CONTINUE;
      }
      throw failure;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }

    private static boolean open(Path directory) {
      File file = directory.toFile();
      if (file.canRead() && file.canWrite() && file.canExecute()) {
        return true;
      }
      return file.setReadable(true) && file.setWritable(true) && file.setExecutable(true);
    }
  }
}
