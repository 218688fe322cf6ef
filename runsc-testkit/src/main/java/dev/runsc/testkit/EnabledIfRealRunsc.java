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
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a test or class only where there is a real runsc that can make sandboxes; elsewhere it is
 * skipped, with the reason. Where the environment variable {@code RUNSC_REQUIRE_REAL} names any
 * release, it fails instead.
 *
 * <p>To be run <em>on</em> the real one, a test says so: {@code @RunscSettings(target =
 * TargetKind.REAL)}, or {@link RunscTest}.
 *
 * @since 0.1.0
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(RealRunscCondition.class)
public @interface EnabledIfRealRunsc {

  /**
   * The oldest release that will do.
   *
   * @return such as {@code 20240729.0}; empty for any
   */
  String minRelease() default "";

  /**
   * The platform on which it has to work.
   *
   * @return such as {@code systrap}; empty for any
   */
  String platform() default "";
}
