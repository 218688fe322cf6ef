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

package dev.runsc.conformance.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runsc.conformance.diff.Sides;
import dev.runsc.conformance.surface.Surface;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastGoodTest {

  @TempDir private Path directory;

  private LastGood pointer(String release) {
    return LastGood.of(
        Sides.of(release, Surface.UNKNOWN).side().target(),
        directory.resolve("reports/report.json"),
        directory.resolve("last-good.json"),
        Instant.parse("2026-11-25T10:00:00Z"));
  }

  @Test
  void pointer_isReplacedAndReadBack() throws Exception {
    Path file = directory.resolve("last-good.json");

    pointer("20240101.0").write(file);
    pointer("20250101.0").write(file);

    LastGood read = LastGood.parse(Files.readString(file));
    assertThat(read).isEqualTo(pointer("20250101.0"));
    assertThat(read.report()).isEqualTo("reports/report.json");
    assertThat(LastGood.isOne(Files.readString(file))).isTrue();
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).as("no draft is left").containsExactly(file);
    }
  }

  @Test
  void pointerThatCannotBeReplaced_staysAsItIs() throws Exception {
    Path file = Files.createDirectory(directory.resolve("last-good.json"));
    Files.createFile(file.resolve("in-the-way"));

    assertThatThrownBy(() -> pointer("20240101.0").write(file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("cannot write " + file);
    assertThat(file.resolve("in-the-way")).exists();
  }

  @Test
  void anythingElse_isRefused() {
    assertThatThrownBy(() -> LastGood.parse("{}")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> LastGood.parse("x")).isInstanceOf(IllegalArgumentException.class);
  }
}
