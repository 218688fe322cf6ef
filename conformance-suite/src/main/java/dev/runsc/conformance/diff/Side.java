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

import dev.runsc.conformance.result.Cell;
import dev.runsc.conformance.result.RunResult;
import dev.runsc.conformance.result.TargetInfo;
import java.util.Optional;

/**
 * One of the two that are compared: a target in a result.
 *
 * @param result the result
 * @param target the target, which is one of the result's
 */
public record Side(RunResult result, TargetInfo target) {

  /** What came of a scenario. */
  public Optional<Cell> cell(String scenario) {
    return result.cell(scenario, target.name());
  }

  /** The release, or the name where there is none. */
  public String label() {
    return target.release().map(Object::toString).orElse(target.name());
  }
}
