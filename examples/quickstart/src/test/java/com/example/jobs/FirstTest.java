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

package com.example.jobs;

// tag::first[]
import static dev.runsc.testkit.RunscAssertions.assertThat;

import dev.runsc.Runsc;
import dev.runsc.fake.FakeRunsc;
import dev.runsc.testkit.Bundles;
import dev.runsc.testkit.RunscExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunscExtension.class)
class FirstTest {
  @Test
  void container_isCreatedAndStarted(Runsc runsc, FakeRunsc fake, Bundles bundles) {
    Path bundle = bundles.bundle().write();

    runsc.create("web", bundle);
    runsc.start("web");

    assertThat(runsc.state("web")).isRunning().hasBundle(bundle);
    assertThat(fake).invoked("create").withFlag("bundle", bundle).withId("web").once();
  }
}
// end::first[]
