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

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoriesTest {
  @TempDir Path place;

  @Test
  void links_areRemovedAndNotFollowed() throws IOException {
    Path outside = Files.createDirectories(place.resolve("outside"));
    Files.writeString(outside.resolve("precious"), "");
    Path directory = Files.createDirectories(place.resolve("inside/deeper"));
    Files.createSymbolicLink(directory.resolve("link"), outside);
    Files.createSymbolicLink(directory.resolve("dangling"), place.resolve("nosuch"));

    Directories.delete(place.resolve("inside"));

    assertThat(place.resolve("inside")).doesNotExist();
    assertThat(outside.resolve("precious")).exists();
  }

  @Test
  void closedDirectories_areOpened() throws IOException {
    Path directory = Files.createDirectories(place.resolve("inside/deeper"));
    Files.writeString(directory.resolve("file"), "");
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("---------"));
    Files.setPosixFilePermissions(
        directory.getParent(), PosixFilePermissions.fromString("r-x------"));

    Directories.delete(place.resolve("inside"));

    assertThat(place.resolve("inside")).doesNotExist();
  }
}
