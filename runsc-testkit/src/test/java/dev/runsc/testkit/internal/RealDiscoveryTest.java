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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealDiscoveryTest {

  @TempDir private Path directory;

  @Test
  void nothingInstalled_findsNothing() {
    RealDiscovery discovery =
        new RealDiscovery(Map.of("PATH", directory.toString(), "HOME", directory.toString()));

    assertThat(discovery.find()).isEmpty();
    assertThat(new RealDiscovery(Map.of()).find()).isEmpty();
  }

  @Test
  void firstExecutableInPath_isFoundAndClaimsNothing() throws IOException {
    Files.createDirectories(directory.resolve("a/runsc"));
    Files.createDirectories(directory.resolve("b"));
    Files.writeString(directory.resolve("b/runsc"), "not executable");
    Path third = Scripts.telling(directory.resolve("c/runsc"), "");
    Scripts.telling(directory.resolve("d/runsc"), "");
    String path = directory + "/a:" + directory + "/b:" + directory + "/c:" + directory + "/d";

    assertThat(new RealDiscovery(Map.of("PATH", path)).find())
        .containsExactly(new RealExecutable(third, Optional.empty()));
  }

  @Test
  void releasesDirectory_isReadInOrderAndMustHoldWhatItSays() throws IOException {
    Path newer = Scripts.telling(directory.resolve("20240729.0/runsc"), "");
    Path older = Scripts.telling(directory.resolve("20221219.0/runsc"), "");
    Scripts.telling(directory.resolve(".20240729.0.123/runsc"), "");
    Files.createDirectories(directory.resolve("20250101.0"));

    assertThat(new RealDiscovery(Map.of("RUNSC_RELEASES", directory.toString())).find())
        .containsExactly(
            new RealExecutable(older, Optional.of(Release.parse("20221219.0"))),
            new RealExecutable(newer, Optional.of(Release.parse("20240729.0"))));
  }

  @Test
  void releasesDirectory_isNamedByVariableElseInCacheElseInHome() {
    Map<String, String> home = Map.of("HOME", "/h");
    Map<String, String> cache = Map.of("HOME", "/h", "XDG_CACHE_HOME", "/c");
    Map<String, String> named =
        Map.of("HOME", "/h", "XDG_CACHE_HOME", "/c", "RUNSC_RELEASES", "/r");

    assertThat(new RealDiscovery(home).releasesDirectory())
        .hasValue(Path.of("/h/.cache/dev.runsc/releases"));
    assertThat(new RealDiscovery(cache).releasesDirectory())
        .hasValue(Path.of("/c/dev.runsc/releases"));
    assertThat(new RealDiscovery(named).releasesDirectory()).hasValue(Path.of("/r"));
  }

  @Test
  void required_isAListWithCommas() {
    assertThat(
            new RealDiscovery(Map.of("RUNSC_REQUIRE_REAL", "20221219.0, 20240729.0,")).required())
        .containsExactly(Release.parse("20221219.0"), Release.parse("20240729.0"));
    assertThat(new RealDiscovery(Map.of()).required()).isEmpty();
    assertThatThrownBy(() -> new RealDiscovery(Map.of("RUNSC_REQUIRE_REAL", "all")).required())
        .isInstanceOf(IllegalArgumentException.class);
  }
}
