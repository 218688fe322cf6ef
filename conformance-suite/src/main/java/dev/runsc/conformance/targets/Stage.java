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

package dev.runsc.conformance.targets;

import dev.runsc.conformance.result.Outcome;
import dev.runsc.conformance.surface.Surface;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What stands between the scenarios and a target, and has to know which scenario calls: a recorder,
 * or a recording. Thread-safe.
 */
interface Stage {

  /** Why a scenario cannot be run on it; empty if it can. */
  Optional<String> missing(String scenario);

  /** The commands and flags of the target, if it cannot be asked for them. */
  Optional<Surface> surface();

  /**
   * Begins one run of a scenario.
   *
   * @param scenario its id
   * @param directory holds all its files
   * @param idPrefix begins the ids of all its containers
   */
  Act begin(String scenario, Path directory, String idPrefix);

  /** Ends what it has started. */
  void close();

  /** One run of one scenario. */
  interface Act {

    /** What the scenario calls as runsc. */
    Path executable();

    /** The body of the scenario has ended; tells what was wrong with its calls, in words. */
    List<String> bodyEnded();

    /** All that the scenario left is gone. */
    void close(Outcome outcome);
  }
}
