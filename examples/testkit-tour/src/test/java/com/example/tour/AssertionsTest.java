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

package com.example.tour;

import static dev.runsc.testkit.RunscAssertions.assertThat;
import static dev.runsc.testkit.RunscAssertions.assertThatRunscExceptionIsThrownBy;
import static dev.runsc.testkit.RunscAssertions.invocation;
import static dev.runsc.testkit.RunscAssertions.then;

import dev.runsc.ErrorKind;
import dev.runsc.Runsc;
import dev.runsc.Signal;
import dev.runsc.fake.FakeRunsc;
import dev.runsc.testkit.Bundles;
import dev.runsc.testkit.RunscExtension;
import dev.runsc.testkit.RunscSettings;
import dev.runsc.testkit.RunscSoftAssertions;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunscExtension.class)
@RunscSettings(environment = "PATH")
class AssertionsTest {
  private final Condition<String> absolute =
      new Condition<>(text -> text.startsWith("/"), "absolute");
  private Path bundle;

  @BeforeEach
  void launch(Runsc runsc, Bundles bundles) {
    bundle = bundles.bundle().annotation("owner", "billing").write();
    runsc.create("web", bundle);
    runsc.start("web");
  }

  @Test
  void calls(Runsc runsc, FakeRunsc fake) {
    runsc.kill("web", Signal.TERM);

    // tag::calls[]
    assertThat(fake)
        .invoked("create")
        .withFlag("bundle", bundle)
        .withFlag("bundle", absolute)
        .withoutFlag("pid-file")
        .withGlobalFlag("root")
        .withPositionals("web")
        .withEnvironment("PATH", System.getenv("PATH"))
        .exited(0)
        .tookAtMost(Duration.ofMinutes(1))
        .once()
        .before("start")
        .neverAfter(invocation("kill"))
        .invokedInSequence("start", "kill")
        .neverInvoked(invocation("delete").withFlag("force"));
    assertThat(fake).invoked("kill").single().stderr().isEmpty();
    // end::calls[]
  }

  @Test
  void values(Runsc runsc) {
    // tag::values[]
    assertThat(runsc.state("web")).isRunning().hasBundle(bundle).annotations().hasSize(1);
    assertThat(runsc.stats("web")).pids().isPositive();
    assertThatRunscExceptionIsThrownBy(() -> runsc.state("db"))
        .hasKind(ErrorKind.NOT_FOUND)
        .hasExitCode(128)
        .runscMessage()
        .contains("does not exist");
    then(runsc.state("web")).hasAnnotation("owner", "billing");
    RunscSoftAssertions.assertSoftly(
        softly -> {
          softly.assertThat(runsc.state("web")).hasId("web").hasPid();
          softly.assertThat(runsc.stats("web")).hasPids(1).memoryUsage().isNotNegative();
        });
    // end::values[]
  }
}
