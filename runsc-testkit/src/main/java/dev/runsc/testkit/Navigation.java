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

import java.util.function.BiFunction;
import java.util.function.Function;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Moves from assertions on a value to assertions on one that is related to it; under soft
 * assertions to such that collect their failures as well, which AssertJ only does for values that
 * it knows.
 */
final class Navigation {
  private @Nullable RunscSoftAssertions collector;

  void collectedBy(RunscSoftAssertions soft) {
    collector = soft;
  }

  /**
   * Begins assertions on a related value.
   *
   * @param name names it in failures
   * @param value the value; null if there is none, which is a failure
   */
  <V, A extends AbstractAssert<?, ?>> A to(
      String name,
      @Nullable V value,
      Function<? super V, A> hard,
      BiFunction<RunscSoftAssertions, ? super @Nullable V, A> soft) {
    if (collector == null) {
      if (value == null) {
        throw new AssertionError("\nExpecting " + name + "\nbut there is none");
      }
      return named(hard.apply(value), name);
    }
    // One that is not there fails when something is asked of it.
    return named(soft.apply(collector, value), name);
  }

  private static <A extends AbstractAssert<?, ?>> A named(A related, String name) {
    related.info.description("%s", name);
    return related;
  }
}
