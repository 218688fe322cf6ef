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

import dev.runsc.conformance.targets.Targets.Problem;
import dev.runsc.conformance.targets.Targets.Refused;
import dev.runsc.fake.FakeOptions;
import dev.runsc.testkit.internal.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetsTest {

  private static final Release RELEASE = Release.parse("20240729.0");

  @TempDir private Path directory;

  private Targets open(List<TargetSpec> specs, Release... required) {
    return Targets.open(specs, Set.of(required), directory.resolve("t"), message -> {});
  }

  private static TargetSpec.Real real(Path executable) {
    return new TargetSpec.Real(executable, Optional.empty());
  }

  @Test
  void fake_tellsItsReleaseAndDigest() {
    try (Targets targets = open(List.of(TargetSpec.parse("fake:20240729.0")))) {
      assertThat(targets.refused()).isEmpty();
      Target target = targets.ready().get(0);
      assertThat(target.name()).isEqualTo("fake:20240729.0");
      assertThat(target.release()).hasValue(RELEASE);
      assertThat(target.identity().version()).isEqualTo("runsc version 0.0~20240729.0");
      assertThat(target.identity().sha256()).matches("[0-9a-f]{64}");
    }
  }

  @Test
  void sameTargetTwice_isOpenedOnce() {
    try (Targets targets =
        open(
            List.of(
                TargetSpec.parse("fake"),
                TargetSpec.parse("fake:" + FakeOptions.DEFAULT_RELEASE)))) {
      assertThat(targets.ready()).hasSize(1);
    }
  }

  @Test
  void noSuchFile_isEnvironment() {
    Path missing = directory.resolve("missing");

    try (Targets targets = open(List.of(real(missing)))) {
      assertThat(targets.ready()).isEmpty();
      assertThat(targets.refused())
          .containsExactly(
              new Refused("real:" + missing, Problem.ENVIRONMENT, missing + " does not exist"));
    }
  }

  @Test
  void notExecutable_isEnvironment() throws IOException {
    Path file = Files.writeString(directory.resolve("runsc"), "");

    try (Targets targets = open(List.of(real(file)))) {
      assertThat(targets.refused())
          .containsExactly(
              new Refused(
                  "real:" + file,
                  Problem.ENVIRONMENT,
                  file + " is not executable for this user: chmod +x it"));
    }
  }

  @Test
  void programThatIsNoRunsc_isAnImpostor() throws IOException {
    Path file = Scripts.executable(directory.resolve("runsc"), "echo hello");

    try (Targets targets = open(List.of(real(file)))) {
      assertThat(targets.refused())
          .containsExactly(
              new Refused(
                  "real:" + file,
                  Problem.IMPOSTOR,
                  file + " is not a runsc: --version ended with 0, saying: hello"));
    }
  }

  @Test
  void releaseThatIsAnotherThanItsDirectorySays_isAnImpostor() throws IOException {
    Path file =
        Scripts.telling(
            directory.resolve("20240729.0/runsc"), "runsc version 0.0~20221219.0\\nspec: 1\\n");

    try (Targets targets =
        open(List.of(new TargetSpec.Real(file, Optional.of(Release.parse("20240729.0")))))) {
      assertThat(targets.refused())
          .containsExactly(
              new Refused(
                  "real:20240729.0",
                  Problem.IMPOSTOR,
                  file + " is not 20240729.0: --version says \"runsc version 0.0~20221219.0\""));
    }
  }

  @Test
  void fakeAskedForAsReal_doesNotPass() throws Exception {
    try (Target fake =
        FakeTargets.open(
            "fake", FakeTargets.options(RELEASE, Optional.empty()), directory.resolve("f"))) {
      try (Targets targets = open(List.of(real(fake.executable())))) {
        assertThat(targets.ready()).isEmpty();
        assertThat(targets.refused()).hasSize(1);
        // Without root nothing real can run at all, which is said first.
        assertThat(targets.refused().get(0).reason())
            .containsAnyOf("its containers run on the host's own kernel", "needs root");
      }
    }
  }

  @Test
  void foundButCannotRun_isNotRunUnlessRequired() throws IOException {
    Path file =
        Scripts.telling(
            directory.resolve("20240729.0/runsc"), "runsc version 0.0~20240729.0\\nspec: 1\\n");
    Map<String, String> environment = Map.of("RUNSC_RELEASES", directory.toString());

    try (Targets found =
            Targets.openAll(environment, Set.of(), directory.resolve("t1"), message -> {});
        Targets required =
            Targets.openAll(environment, Set.of(RELEASE), directory.resolve("t2"), message -> {})) {
      assertThat(found.refused()).extracting(Refused::problem).containsExactly(Problem.NOT_RUN);
      assertThat(found.ready()).extracting(Target::name).contains("fake:20240729.0");
      assertThat(required.refused())
          .extracting(Refused::problem)
          .containsExactly(Problem.ENVIRONMENT);
    }
    assertThat(file).exists();
  }

  @Test
  void requiredAndNotThere_saysWhatToDo() {
    try (Targets targets = open(List.of(TargetSpec.parse("fake")), Release.parse("20990101.0"))) {
      assertThat(targets.refused())
          .containsExactly(
              new Refused(
                  "real:20990101.0",
                  Problem.ENVIRONMENT,
                  "it is required, and there is none: unpack Debian's releases with"
                      + " conformance-suite/bin/install-runsc, or put it at"
                      + " $RUNSC_RELEASES/20990101.0/runsc"));
    }
  }
}
