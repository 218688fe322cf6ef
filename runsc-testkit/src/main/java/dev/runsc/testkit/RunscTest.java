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

package dev.runsc.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that runs once for each target, and shows its name: {@code fake:20240729.0}, {@code
 * real:20240729.0}. It stands in place of {@code @Test}, and brings {@link RunscExtension} along.
 *
 * <pre>{@code
 * @RunscTest(targets = {FAKE, REAL})
 * @RunscSettings(workload = Workload.HOST)
 * void exitStatusIsPassedOn(Runsc runsc, Bundles bundles, @FreshId String id) {
 *   Path bundle = bundles.bundle().args("/bin/sh", "-c", "exit 7").write();
 *
 *   assertThat(runsc.run(id, bundle).code()).isEqualTo(7);
 * }
 * }</pre>
 *
 * <p>With {@link dev.runsc.fake.Workload#HOST} the program in the bundle is run everywhere; else
 * the fake does what its script says.
 *
 * <p>Without {@code releases} and without a {@linkplain RunscSettings#release() release} in the
 * settings, a fake imitates the newest release, and the test runs on every real one that is found
 * or required. Where there is none at all, one test is shown that fails or is skipped, as {@link
 * RunscSettings#missingReal()} says.
 *
 * @since 0.1.0
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@TestTemplate
@ExtendWith(RunscExtension.class)
public @interface RunscTest {

  /**
   * What to run on.
   *
   * @return one or more, in the order in which they are run
   */
  TargetKind[] targets() default {TargetKind.FAKE, TargetKind.REAL};

  /**
   * The gVisor releases to run on, on each of the targets.
   *
   * @return such as {@code 20240729.0}; empty for what the settings say
   */
  String[] releases() default {};
}
