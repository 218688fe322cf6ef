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
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A private directory for the files of one call, gone when the call is over. */
final class Scratch implements AutoCloseable {

  private static final Logger LOGGER = System.getLogger(Scratch.class.getPackageName());

  private final Path directory;

  private Scratch(Path directory) {
    this.directory = directory;
  }

  static Scratch make() throws IOException {
    return new Scratch(Files.createTempDirectory("runsc-call-"));
  }

  Path log() {
    return directory.resolve("log");
  }

  Path pidFile() {
    return directory.resolve("pid");
  }

  Path processFile() {
    return directory.resolve("process.json");
  }

  Path resourcesFile() {
    return directory.resolve("resources.json");
  }

  /** A directory with nothing in it. */
  Path emptyDirectory() throws IOException {
    return Files.createDirectories(directory.resolve("empty"));
  }

  /** How the call went does not depend on this, so a failure is no more than a warning. */
  @Override
  public void close() {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(directory);
    } catch (IOException e) {
      LOGGER.log(Level.WARNING, "cannot remove " + directory + ", the files of a call", e);
    }
  }
}
