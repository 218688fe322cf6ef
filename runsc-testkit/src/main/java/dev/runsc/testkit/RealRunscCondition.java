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

import dev.runsc.testkit.internal.Release;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Sees to {@link EnabledIfRealRunsc}. */
final class RealRunscCondition implements ExecutionCondition {
  RealRunscCondition() {}

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    Optional<EnabledIfRealRunsc> annotation =
        context
            .getElement()
            .flatMap(
                element -> AnnotationSupport.findAnnotation(element, EnabledIfRealRunsc.class));
    if (annotation.isEmpty()) {
      return ConditionEvaluationResult.enabled("no @EnabledIfRealRunsc here");
    }
    RealSearch.Wanted wanted = wanted(annotation.get(), TestScope.name(context));
    RealSearch.Result result = RealSearch.of(context).find(wanted);
    if (result instanceof RealSearch.Missing missing) {
      if (missing.required()) {
        throw new AssertionError(missing.reason());
      }
      return ConditionEvaluationResult.disabled(missing.reason());
    }
    return ConditionEvaluationResult.enabled("there is " + result);
  }

  private static RealSearch.Wanted wanted(EnabledIfRealRunsc annotation, String where) {
    Optional<Release> min;
    try {
      min =
          Optional.of(annotation.minRelease()).filter(text -> !text.isEmpty()).map(Release::parse);
    } catch (IllegalArgumentException e) {
      throw new ExtensionConfigurationException(
          "@EnabledIfRealRunsc on " + where + ": minRelease: " + e.getMessage(), e);
    }
    return new RealSearch.Wanted(
        Optional.empty(), min, Optional.of(annotation.platform()).filter(text -> !text.isEmpty()));
  }
}
