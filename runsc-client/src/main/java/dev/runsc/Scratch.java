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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A private directory for the files of one call, gone when the call is over. */
final class Scratch implements AutoCloseable {

  private final Path directory;

  private Scratch(Path directory) {
    this.directory = directory;
  }

  static Scratch make() {
    try {
      return new Scratch(Files.createTempDirectory("runsc-call-"));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot make a directory for a call's files in " + System.getProperty("java.io.tmpdir"),
          e);
    }
  }

  Path log() {
    return directory.resolve("log");
  }

  Path pidFile() {
    return directory.resolve("pid");
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(log());
      Files.deleteIfExists(pidFile());
      Files.deleteIfExists(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove a call's files in " + directory, e);
    }
  }
}
