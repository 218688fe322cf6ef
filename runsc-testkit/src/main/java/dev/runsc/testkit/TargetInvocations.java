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

import dev.runsc.fake.FakeOptions;
import dev.runsc.testkit.internal.Release;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Makes the invocations of a {@link RunscTest}. */
final class TargetInvocations {
  private TargetInvocations() {}

  static boolean supports(ExtensionContext context) {
    return AnnotationSupport.isAnnotated(context.getTestMethod(), RunscTest.class);
  }

  static Stream<TestTemplateInvocationContext> of(ExtensionContext context, Settings base) {
    Settings settings = SettingsLookup.settings(context, base);
    Method method = context.getRequiredTestMethod();
    RunscTest annotation = AnnotationSupport.findAnnotation(method, RunscTest.class).orElseThrow();
    String where = "@RunscTest on " + SettingsLookup.name(method);
    List<TargetKind> targets = List.of(annotation.targets());
    if (targets.isEmpty() || targets.stream().distinct().count() < targets.size()) {
      throw new ExtensionConfigurationException(
          where + ": targets are one or more, each once, not " + targets);
    }
    List<TestTemplateInvocationContext> invocations = new ArrayList<>();
    for (TargetKind target : targets) {
      for (Optional<String> release : releases(target, annotation, where, context, settings)) {
        invocations.add(new TargetInvocation(new SettingsLookup.Bound(target, release), base));
      }
    }
    return invocations.stream();
  }

  private static List<Optional<String>> releases(
      TargetKind target,
      RunscTest annotation,
      String where,
      ExtensionContext context,
      Settings settings) {
    List<Optional<String>> releases = new ArrayList<>();
    for (String release : annotation.releases()) {
      try {
        releases.add(Optional.of(Release.parse(release).toString()));
      } catch (IllegalArgumentException e) {
        throw new ExtensionConfigurationException(where + ": " + e.getMessage(), e);
      }
    }
    if (releases.isEmpty() && settings.release().isPresent()) {
      releases.add(settings.release());
    }
    if (releases.isEmpty() && target == TargetKind.REAL) {
      RealSearch.of(context)
          .releases()
          .forEach(release -> releases.add(Optional.of(release.toString())));
    }
    return releases.isEmpty() ? List.of(Optional.empty()) : releases;
  }

  /** One invocation; its extension notes the target in the store before anything looks there. */
  private record TargetInvocation(SettingsLookup.Bound bound, Settings base)
      implements TestTemplateInvocationContext {
    @Override
    public String getDisplayName(int invocationIndex) {
      Optional<String> release =
          bound.target() == TargetKind.FAKE
              ? bound.release().or(() -> Optional.of(FakeOptions.DEFAULT_RELEASE))
              : bound.release();
      return bound.target().prefix() + release.map(one -> ":" + one).orElse("");
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      return List.of(new Binding(bound, base));
    }
  }

  /**
   * JUnit 6 has a callback for this, 5 has not. Which of these comes first depends on the life
   * cycle of the instances.
   */
  private record Binding(SettingsLookup.Bound bound, Settings base)
      implements ExecutionCondition, TestInstancePreConstructCallback, BeforeEachCallback {
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
      return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      bind(context);
      return RunscExtension.evaluate(context, base);
    }

    @Override
    public void preConstructTestInstance(
        TestInstanceFactoryContext factoryContext, ExtensionContext context) {
      bind(context);
      RunscExtension.requireTarget(context, base);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
      bind(context);
    }

    private void bind(ExtensionContext context) {
      context.getStore(RunscExtension.NAMESPACE).put(SettingsLookup.Bound.KEY, bound);
    }
  }
}
