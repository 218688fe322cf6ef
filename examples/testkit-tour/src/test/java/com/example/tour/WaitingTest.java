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
import static dev.runsc.testkit.RunscAssertions.invocation;

import dev.runsc.Container;
import dev.runsc.Runsc;
import dev.runsc.fake.FakeRunsc;
import dev.runsc.testkit.Bundles;
import dev.runsc.testkit.RunscExtension;
import dev.runsc.testkit.RunscSettings;
import dev.runsc.testkit.awaitility.RunscAwait;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunscExtension.class)
class WaitingTest {
  // tag::waiting[]
  private static final RunscAwait AWAIT = RunscAwait.atMost(Duration.ofSeconds(30));

  @Test
  @RunscSettings(script = "{\"workloads\": [{\"id\": \"job\", \"exit\": 7}]}")
  void job_ends(Runsc runsc, FakeRunsc fake, Bundles bundles) {
    runsc.create("job", bundles.bundle().write());
    CompletableFuture<Void> launch = CompletableFuture.runAsync(() -> runsc.start("job"));

    Container stopped = AWAIT.untilStopped(runsc, "job");
    AWAIT
        .givingUpIf(launch::isCompletedExceptionally, "the launch has failed")
        .untilInvoked(fake, invocation("start").withId("job").exited(0));

    assertThat(stopped).hasNoPid();
  }
  // end::waiting[]
}
