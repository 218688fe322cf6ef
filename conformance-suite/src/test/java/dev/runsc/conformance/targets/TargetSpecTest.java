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

package dev.runsc.conformance.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runsc.testkit.internal.Release;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetSpecTest {

  @Test
  void fake_isTheNewest() {
    assertThat(TargetSpec.parse("fake")).isEqualTo(new TargetSpec.Fake(Optional.empty()));
  }

  @Test
  void fakeOfRelease_isThatRelease() {
    assertThat(TargetSpec.parse("fake:20240729.0"))
        .isEqualTo(new TargetSpec.Fake(Optional.of(Release.parse("20240729.0"))))
        .hasToString("fake:20240729.0");
  }

  @Test
  void realPath_isAbsoluteAndMayHaveAColon() {
    assertThat(TargetSpec.parse("real:/opt/a:b/runsc"))
        .isEqualTo(new TargetSpec.Real(Path.of("/opt/a:b/runsc"), Optional.empty()));
    assertThat(((TargetSpec.Real) TargetSpec.parse("real:x/../runsc")).executable())
        .isEqualTo(Path.of("runsc").toAbsolutePath());
  }

  @Test
  void realOfRelease_liesWithTheReleasesAndMustBeIt() {
    assertThat(TargetSpec.parse("real:20240729.0", Map.of("RUNSC_RELEASES", "/rel")))
        .isEqualTo(
            new TargetSpec.Real(
                Path.of("/rel/20240729.0/runsc"), Optional.of(Release.parse("20240729.0"))));
    assertThatThrownBy(() -> TargetSpec.parse("real:20240729.0"))
        .hasMessage("cannot tell where releases lie: set RUNSC_RELEASES or HOME");
  }

  @Test
  void image_isTakenAsItIs() {
    assertThat(TargetSpec.parse("container:host:5000/gvisor:1"))
        .isEqualTo(new TargetSpec.Container("host:5000/gvisor:1"))
        .hasToString("container:host:5000/gvisor:1");
  }

  @Test
  void recording_isAbsoluteAndMayHaveAColon() {
    assertThat(TargetSpec.parse("replay:/var/a:b/../c.json"))
        .isEqualTo(new TargetSpec.Replay(Path.of("/var/c.json")))
        .hasToString("replay:/var/c.json");
    assertThat(((TargetSpec.Replay) TargetSpec.parse("replay:c.json")).file())
        .isEqualTo(Path.of("c.json").toAbsolutePath());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "real", "real:", "container:", "replay:", "FAKE", "fakes", "/usr/bin/runsc"})
  void anythingElse_isRefusedWithTheSyntax(String text) {
    assertThatThrownBy(() -> TargetSpec.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("\"" + text + "\" is not a target: write " + TargetSpec.SYNTAX);
  }

  @Test
  void fakeOfNoRelease_isRefused() {
    assertThatThrownBy(() -> TargetSpec.parse("fake:"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not a gVisor release");
  }
}
