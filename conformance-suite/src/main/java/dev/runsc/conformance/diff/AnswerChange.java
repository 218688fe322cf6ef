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

package dev.runsc.conformance.diff;

import dev.runsc.conformance.transcript.Difference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The same call, answered otherwise, in one or more scenarios.
 *
 * @param part what of the answer: {@code exit}, {@code stdout}, {@code stderr}, …
 * @param before the lines of the first
 * @param after the lines of the second
 * @param calls where: the scenario's id and the call, in their order
 */
public record AnswerChange(
    String part, List<String> before, List<String> after, List<String> calls) {

  /** Copies the lists. */
  public AnswerChange {
    before = List.copyOf(before);
    after = List.copyOf(after);
    calls = List.copyOf(calls);
  }

  /** Puts together what is the same change, most frequent first. */
  static List<AnswerChange> group(Map<String, List<Difference>> byScenario) {
    Map<List<Object>, List<String>> groups = new LinkedHashMap<>();
    byScenario.forEach(
        (scenario, differences) ->
            differences.forEach(
                one ->
                    groups
                        .computeIfAbsent(
                            List.of(one.part(), one.reference(), one.other()),
                            key -> new ArrayList<>())
                        .add(scenario + ": " + one.title())));
    List<AnswerChange> changes = new ArrayList<>();
    groups.forEach(
        (key, calls) ->
            changes.add(
                new AnswerChange(
                    (String) key.get(0), lines(key.get(1)), lines(key.get(2)), calls)));
    changes.sort((a, b) -> Integer.compare(b.calls().size(), a.calls().size()));
    return changes;
  }

  private static List<String> lines(Object list) {
    return ((List<?>) list).stream().map(String.class::cast).toList();
  }
}
