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

import dev.runsc.conformance.targets.Target;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** Runs each scenario of a method once on each target. */
public final class ScenarioExtension implements TestTemplateInvocationContextProvider {

  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return context.getTestMethod().filter(one -> !ScenarioCase.of(one).isEmpty()).isPresent();
  }

  @Override
  public boolean mayReturnZeroTestTemplateInvocationContexts(ExtensionContext context) {
    // Whoever runs no target at all is told so by the verdict, once.
    return true;
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    Bench bench = Bench.of(context);
    return ScenarioCase.of(context.getRequiredTestMethod()).stream()
        .flatMap(
            scenario ->
                bench.targets().stream()
                    .filter(target -> bench.includes(scenario.id(), target.name()))
                    .map(target -> invocation(bench, scenario, target)));
  }

  private static TestTemplateInvocationContext invocation(
      Bench bench, ScenarioCase scenario, Target target) {
    return new TestTemplateInvocationContext() {
      @Override
      public String getDisplayName(int invocationIndex) {
        return scenario.row().isPresent() ? scenario.id() + " on " + target.name() : target.name();
      }

      @Override
      public List<Extension> getAdditionalExtensions() {
        return List.of(new ScenarioInvocation(bench, scenario, target));
      }
    };
  }
}
