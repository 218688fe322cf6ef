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

package dev.runsc.conformance.run;

import dev.runsc.conformance.result.Cell;
import org.junit.platform.engine.CancellationToken;

/** Ends a run at the first result that is not as expected, if that is wanted. Thread-safe. */
final class FirstFinding {

  private final boolean wanted;
  private final CancellationToken token = CancellationToken.create();

  FirstFinding(boolean wanted) {
    this.wanted = wanted;
  }

  void look(Cell cell) {
    if (wanted && !cell.outcome().expected()) {
      token.cancel();
    }
  }

  /** What JUnit looks at before it begins another scenario. */
  CancellationToken token() {
    return token;
  }

  boolean found() {
    return token.isCancellationRequested();
  }
}
