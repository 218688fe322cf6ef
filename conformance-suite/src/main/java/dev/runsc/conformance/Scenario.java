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

package dev.runsc.conformance;

import dev.runsc.conformance.targets.Capability;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks a test method as a scenario. It is run once on each target, with a {@link Subject} as its
 * parameter, and must not ask which one it is.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@TestTemplate
@ExtendWith(ScenarioExtension.class)
public @interface Scenario {

  /** The stable id: a command or subject, a dot, and what is asked: {@code state.missing}. */
  String id();

  /** What is asked, in one line. */
  String title();

  /** How much it matters. */
  Level level() default Level.REQUIRED;

  /** Where the expectation comes from: a clause, an issue, a trap. */
  String reference();

  /** The first release it holds for; empty for all from the first. */
  String since() default "";

  /** The first release it does not hold for any more; empty for none. */
  String until() default "";

  /** What a target must be able to do. */
  Capability[] needs() default {};
}
