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

import dev.runsc.conformance.result.ScenarioInfo;
import dev.runsc.testkit.internal.Release;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * A scenario as it is run: a {@link Scenario}, or a row of a {@link ScenarioTable}.
 *
 * @param info what there is to know about it
 * @param row its row, if it is one of a table
 */
public record ScenarioCase(ScenarioInfo info, Optional<ScenarioRow> row) {

  /** The scenarios that a method is the body of; none if it is an ordinary method. */
  public static List<ScenarioCase> of(Method method) {
    Optional<Scenario> one = AnnotationSupport.findAnnotation(method, Scenario.class);
    if (one.isPresent()) {
      return List.of(new ScenarioCase(info(one.get()), Optional.empty()));
    }
    return AnnotationSupport.findAnnotation(method, ScenarioTable.class)
        .map(table -> ReflectionSupport.newInstance(table.value()))
        .map(Supplier::get)
        .map(ScenarioCase::rows)
        .orElse(List.of());
  }

  private static List<ScenarioCase> rows(List<? extends ScenarioRow> rows) {
    return rows.stream()
        .map(row -> new ScenarioCase(row.info(), Optional.<ScenarioRow>of(row)))
        .toList();
  }

  private static ScenarioInfo info(Scenario scenario) {
    return new ScenarioInfo(
        scenario.id(),
        scenario.title(),
        scenario.level().name().toLowerCase(Locale.ROOT),
        scenario.reference(),
        List.of(scenario.needs()),
        release(scenario.since()),
        release(scenario.until()));
  }

  private static Optional<Release> release(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(Release.parse(text));
  }

  /** The stable id. */
  public String id() {
    return info.id();
  }
}
