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

import dev.runsc.ErrorKind;
import dev.runsc.Runsc;
import dev.runsc.fake.Fault;
import dev.runsc.fake.Script;
import dev.runsc.testkit.Bundles;
import dev.runsc.testkit.RunscExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FaultsTest {
  // tag::faults[]
  @RegisterExtension
  static final RunscExtension RUNSC =
      RunscExtension.builder()
          .script(
              Script.builder()
                  .fault("state", Fault.brokenJson())
                  .times(1)
                  .and()
                  .fault("create", Fault.exit(128, "disk full\n"))
                  .times(1)
                  .and()
                  .build())
          .build();

  @Test
  void whatGoesWrongOnce_isTriedAgain(Runsc runsc, Bundles bundles) {
    assertThatRunscExceptionIsThrownBy(() -> runsc.create("web", bundles.bundle().write()))
        .hasExitCode(128);
    runsc.create("web", bundles.bundle().write());

    assertThatRunscExceptionIsThrownBy(() -> runsc.state("web")).hasKind(ErrorKind.BAD_OUTPUT);
    assertThat(runsc.state("web")).isCreated();
  }
  // end::faults[]
}
