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

package com.example.sandboxes;

import static dev.runsc.testkit.RunscAssertions.assertThat;
import static dev.runsc.testkit.RunscAssertions.assertThatRunscExceptionIsThrownBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.runsc.ErrorKind;
import dev.runsc.Runsc;
import dev.runsc.fake.FakeRunsc;
import dev.runsc.testkit.Bundles;
import dev.runsc.testkit.FreshId;
import dev.runsc.testkit.InjectRunsc;
import dev.runsc.testkit.RunscExtension;
import dev.runsc.testkit.RunscSettings;
import dev.runsc.testkit.RunscSoftAssertions;
import dev.runsc.testkit.RunscTest;
import dev.runsc.testkit.TargetKind;
import dev.runsc.testkit.awaitility.RunscAwait;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same tests for each JUnit, on the class path and on the module path. */
@ExtendWith(RunscExtension.class)
class SandboxesTest {
  @InjectRunsc private Runsc runsc;
  @FreshId private String id;
  private final Bundles bundles;

  SandboxesTest(Bundles bundles) {
    this.bundles = bundles;
  }

  /** So that nobody takes one build for another. */
  @Test
  void build_isTheOneThatItIsTakenFor() {
    boolean modules = Boolean.getBoolean("expected.modules");
    String version =
        Optional.ofNullable(Test.class.getModule().getDescriptor())
            .map(module -> module.rawVersion().orElseThrow())
            .orElseGet(() -> Test.class.getPackage().getImplementationVersion());

    assertThat(RunscExtension.class.getModule().isNamed()).isEqualTo(modules);
    assertThat(getClass().getModule().isNamed()).isEqualTo(modules);
    assertThat(version).isEqualTo(System.getProperty("expected.junit"));
  }

  @Test
  void launchedSandbox_runs(FakeRunsc fake) {
    new Sandboxes(runsc).launch(id, bundles.bundle().write());

    assertThat(runsc.state(id)).isRunning();
    assertThat(fake).invokedInSequence("create", "start").invoked("create").withId(id).once();
  }

  @Test
  @RunscSettings(scriptResource = "delete-fails-once.json")
  void sandboxThatCannotBeDiscarded_isToldOf() {
    Sandboxes sandboxes = new Sandboxes(runsc);
    sandboxes.launch(id, bundles.bundle().write());

    assertThatRunscExceptionIsThrownBy(() -> sandboxes.discard(id))
        .hasKind(ErrorKind.OTHER)
        .hasExitCode(128);
    sandboxes.discard(id);
    RunscAwait.atMost(Duration.ofSeconds(30)).untilDeleted(runsc, id);
  }

  /** Their classes are generated in the kit's own module. */
  @Test
  void softAssertions_collect(FakeRunsc fake) {
    runsc.list();

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(
            () ->
                RunscSoftAssertions.assertSoftly(
                    softly -> {
                      softly.assertThat(fake).invoked("create");
                      softly.assertThat(fake).invoked("list").single().exited(1).stdout().isNull();
                    }))
        .withMessageContaining("Multiple Failures (3 failures)");
  }

  @RunscTest(
      targets = TargetKind.FAKE,
      releases = {"20221219.0", "20240729.0"})
  void eachRelease_lists(Runsc same) {
    assertThat(same).isSameAs(runsc);
    assertThat(same.list()).isEmpty();
  }

  @Nested
  class Inner {
    @RepeatedTest(2)
    void nestedTests_areServed(FakeRunsc fake) {
      runsc.list();

      assertThat(fake).invokedExactly("list");
    }
  }
}
