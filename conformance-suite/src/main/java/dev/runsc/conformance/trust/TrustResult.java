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

package dev.runsc.conformance.trust;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Which wrong fake each scenario has found out.
 *
 * @param found the mutant that fails a scenario, by the scenario's id
 * @param blind the scenarios that no mutant fails
 * @param unhelpful the messages of failures that do not say what was expected, by the scenario's id
 * @param unjudged why a scenario was not judged, by its id: no fake can run it
 * @param elapsed how long it took
 */
public record TrustResult(
    Map<String, String> found,
    List<String> blind,
    Map<String, String> unhelpful,
    Map<String, String> unjudged,
    Duration elapsed) {

  /** Whether every scenario that was judged has found one out, and said it well. */
  public boolean trustworthy() {
    return blind.isEmpty() && unhelpful.isEmpty() && !found.isEmpty();
  }
}
