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
import static org.assertj.core.api.Assertions.assertThat;

import dev.runsc.DeleteOptions;
import dev.runsc.Runsc;
import dev.runsc.fake.Workload;
import dev.runsc.testkit.Bundles;
import dev.runsc.testkit.FreshId;
import dev.runsc.testkit.MissingReal;
import dev.runsc.testkit.RunscCassette;
import dev.runsc.testkit.RunscExtension;
import dev.runsc.testkit.RunscSettings;
import dev.runsc.testkit.RunscTest;
import dev.runsc.testkit.TargetKind;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunscExtension.class)
class TargetsTest {
  // tag::targets[]
  @RunscTest(targets = {TargetKind.FAKE, TargetKind.REAL})
  @RunscSettings(workload = Workload.HOST, missingReal = MissingReal.SKIP)
  void exitStatus_isPassedOn(Runsc runsc, Bundles bundles, @FreshId String id) {
    Path bundle = bundles.bundle().args("/bin/sh", "-c", "exit 7").write();

    assertThat(runsc.run(id, bundle).code()).isEqualTo(7);
  }

  // end::targets[]

  // tag::cassette[]
  @Test
  @RunscCassette
  void createdContainer_isListed(Runsc runsc, Bundles bundles, @FreshId String id) {
    runsc.create(id, bundles.bundle().write());

    assertThat(runsc.list()).singleElement().satisfies(one -> assertThat(one).isCreated());
    runsc.delete(id, DeleteOptions.builder().force(true).build());
  }
  // end::cassette[]
}
