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

import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.RecursiveAssertionAssert;
import org.assertj.core.api.recursive.assertion.RecursiveAssertionConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * What the assertions of this kit have in common: they can be soft on the module path.
 *
 * <p>AssertJ makes soft assertions of generated subclasses that override every method. One of the
 * methods takes a type from a package that AssertJ 3.27 does not export, and the generated class,
 * which lives in our module, fails to load. A final method is not overridden.
 */
abstract class KitAssert<SelfT extends KitAssert<SelfT, ActualT>, ActualT>
    extends AbstractAssert<SelfT, ActualT> {

  /** Moves on to related values. */
  final Navigation navigation = new Navigation();

  KitAssert(@Nullable ActualT actual, Class<?> selfType) {
    super(actual, selfType);
  }

  @Override
  protected final RecursiveAssertionAssert usingRecursiveAssertion(
      RecursiveAssertionConfiguration configuration) {
    return super.usingRecursiveAssertion(configuration);
  }
}
