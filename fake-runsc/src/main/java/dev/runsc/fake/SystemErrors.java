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
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Failed system calls as Go words them: {@code open /x: no such file or directory}. */
final class SystemErrors {
  private SystemErrors() {}

  static String describe(String operation, Path path, IOException error) {
    return operation + " " + path + ": " + reason(path, error);
  }

  private static String reason(Path path, IOException error) {
    return passesThroughFile(path) ? "not a directory" : reason(error);
  }

  /** Why a call failed, whatever the path. */
  static String reason(IOException error) {
    if (error instanceof NoSuchFileException) {
      return "no such file or directory";
    }
    if (error instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (error instanceof NotDirectoryException || error instanceof FileAlreadyExistsException) {
      return "not a directory";
    }
    String reason =
        error instanceof FileSystemException system ? system.getReason() : error.getMessage();
    // strerror's text, which Go has in lower case.
    return reason == null ? error.toString() : reason.toLowerCase(Locale.ROOT);
  }

  private static boolean passesThroughFile(Path path) {
    for (Path parent = path.getParent(); parent != null; parent = parent.getParent()) {
      if (Files.exists(parent)) {
        return !Files.isDirectory(parent);
      }
    }
    return false;
  }

  /** The part of a path that cannot be made because it is there and no directory, or the path. */
  static Path culprit(Path path) {
    for (@Nullable Path part = path; part != null; part = part.getParent()) {
      if (Files.exists(part)) {
        return Files.isDirectory(part) ? path : part;
      }
    }
    return path;
  }
}
