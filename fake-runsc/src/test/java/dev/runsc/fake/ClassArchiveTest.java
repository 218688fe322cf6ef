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

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {
  @TempDir Path cache;

  @Test
  void archives_areKeptAsFarAsTheyAreNew() throws IOException {
    for (int age = 1; age <= 10; age++) {
      make("archive-" + age + ".jsa", Duration.ofDays(age));
    }

    ClassArchive.removeOld(cache);

    assertThat(names())
        .hasSize(8)
        .contains("archive-1.jsa", "archive-8.jsa")
        .doesNotContain("archive-9.jsa", "archive-10.jsa");
  }

  @Test
  void drafts_areRemovedOnceNobodyCanBeWritingThem() throws IOException {
    make("archive.jsa", Duration.ofDays(1));
    make("archive.jsa.100", Duration.ofDays(1));
    make("archive.jsa.101", Duration.ZERO);
    make("other", Duration.ofDays(1));

    ClassArchive.removeOld(cache);

    assertThat(names()).containsExactlyInAnyOrder("archive.jsa", "archive.jsa.101", "other");
  }

  private void make(String name, Duration age) throws IOException {
    Path file = Files.createFile(cache.resolve(name));
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
  }

  private Stream<String> names() throws IOException {
    try (Stream<Path> files = Files.list(cache)) {
      return files.map(file -> file.getFileName().toString()).toList().stream();
    }
  }
}
