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

import dev.runsc.Runsc;
import dev.runsc.fake.Workload;
import dev.runsc.testkit.Bundles;
import dev.runsc.testkit.FreshId;
import dev.runsc.testkit.MissingReal;
import dev.runsc.testkit.RunscSettings;
import dev.runsc.testkit.RunscTest;
import dev.runsc.testkit.TargetKind;
import java.nio.file.Path;

// tag::container[]
@RunscSettings(workload = Workload.HOST, missingReal = MissingReal.SKIP)
class RealInContainerIT {
  @RunscTest(targets = {TargetKind.FAKE, TargetKind.CONTAINER})
  void exitCode_isPassedOn(Runsc runsc, Bundles bundles, @FreshId String id) {
    Path bundle = bundles.bundle().args("/bin/sh", "-c", "exit 7").write();

    assertThat(runsc.run(id, bundle).code()).isEqualTo(7);
  }
}
// end::container[]
