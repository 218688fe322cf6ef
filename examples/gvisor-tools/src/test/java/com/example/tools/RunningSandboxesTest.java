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

package com.example.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runsc.DeleteOptions;
import dev.runsc.Runsc;
import dev.runsc.fake.FakeRunsc;
import dev.runsc.testkit.Bundles;
import dev.runsc.testkit.RunscExtension;
import dev.runsc.testkit.RunscTarget;
import dev.runsc.testkit.wiremock.MetricServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

// tag::metrics[]
@ExtendWith(RunscExtension.class)
class RunningSandboxesTest {
  @Test
  void sandboxes_areThoseOfTheFake(Runsc plain, FakeRunsc fake, RunscTarget target, Bundles bundles)
      throws Exception {
    try (MetricServer metrics = MetricServer.start(fake, target.root())) {
      Runsc runsc = plain.toBuilder().config("metric-server", metrics.address()).build();
      runsc.create("web", bundles.bundle().write());
      runsc.create("job", bundles.bundle().write());
      plain.create("without-metrics", bundles.bundle().write());

      assertThat(RunningSandboxes.at(metrics.url("/metrics"))).containsExactly("job", "web");

      runsc.delete("job", DeleteOptions.builder().force(true).build());
      assertThat(RunningSandboxes.at(metrics.url("/metrics"))).containsExactly("web");
    }
  }
}
// end::metrics[]
