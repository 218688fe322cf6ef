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

package dev.runsc;

import java.nio.file.Path;
import java.time.Duration;

/** Checks on what callers hand in. */
final class Arguments {

  private Arguments() {}

  /** Makes a path absolute, as runsc may run in another directory than a later call. */
  static Path path(String name, Path path) {
    if (path.toString().isEmpty()) {
      throw new IllegalArgumentException(
          "the path for " + name + " is empty: name a file or a directory");
    }
    return path.toAbsolutePath();
  }

  static String text(String name, String value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException(name + " must not be empty");
    }
    return noNul(value);
  }

  static String noNul(String value) {
    if (value.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("an argument must not contain a NUL");
    }
    return value;
  }

  /** Pipes would last as long as the container (trap B12). */
  static Io noPipes(String command, Io io) {
    if (io instanceof IoCapture || io instanceof IoPipes) {
      throw new IllegalArgumentException(
          command
              + " leaves a process behind that holds its streams, so a pipe to this process would"
              + " keep the call waiting for it: use Io.files(...) and read the files, or"
              + " Io.discard()");
    }
    return io;
  }

  /** A whole number of seconds, the only form runsc takes (traps B1 and B4). */
  static Duration wholeSeconds(String name, Duration value) {
    if (value.getNano() != 0 || value.getSeconds() < 1 || value.getSeconds() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          name
              + " must be a whole number of seconds, at least one, as runsc takes no other: "
              + value);
    }
    return value;
  }
}
