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

/**
 * Has a test answered from a cassette: what a real runsc was seen to answer to the same calls. For
 * {@link RunscExtension}, on a method, a class or an annotation; the closest one counts.
 *
 * <p>A cassette is the file {@code RELEASE/NAME.json} below {@code src/test/cassettes}, or below
 * what JUnit's configuration parameter {@value RunscExtension#CASSETTES_PARAMETER} names. Without a
 * {@linkplain RunscSettings#release() release} in the settings the newest one that is there is
 * replayed, and the newest real runsc that is found is recorded.
 *
 * <p>A call that the cassette does not know fails the test, and so does one that it knows and that
 * nobody made. Where a cassette is to be recorded and there is no real runsc, the test fails or is
 * skipped, as {@link RunscSettings#missingReal()} says.
 *
 * <p>What a container's program prints is recorded only if its streams lead to files.
 *
 * <pre>{@code
 * @Test
 * @RunscCassette
 * void stateOfAMissingContainer_isToldAsRunscDoes(Runsc runsc) { … }
 * }</pre>
 *
 * <p>To record again what runsc answers today, on a host where real gVisor runs: {@code mvn test
 * -Drunsc.cassette-mode=rerecord}.
 *
 * @since 0.1.0
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
public @interface RunscCassette {

  /**
   * The name of the cassette.
   *
   * @return a file's name without its ending; empty for the names of class and method, with the
   *     number of the invocation if there are several
   */
  String value() default "";

  /**
   * What is done with it. JUnit's configuration parameter {@value
   * RunscExtension#CASSETTE_MODE_PARAMETER} goes over it.
   *
   * @return the mode
   */
  CassetteMode mode() default CassetteMode.REPLAY;
}
