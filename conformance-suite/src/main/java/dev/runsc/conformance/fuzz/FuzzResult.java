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

package dev.runsc.conformance.fuzz;

import dev.runsc.conformance.result.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What came of sequences on one pair of targets.
 *
 * @param reference the name of what is imitated
 * @param fake the name of the fake
 * @param seed what the sequences were drawn from
 * @param sequences how many were played
 * @param steps how many commands they had
 * @param commands how often each command was among them
 * @param findings what nobody has explained
 * @param explained how often which known difference was met, by its reason
 * @param problems what went wrong, and says nothing about the targets
 * @param elapsed how long it took
 */
public record FuzzResult(
    String reference,
    String fake,
    long seed,
    int sequences,
    long steps,
    Map<String, Integer> commands,
    List<Finding> findings,
    Map<String, Integer> explained,
    List<String> problems,
    Duration elapsed) {

  /** Copies the lists. */
  public FuzzResult {
    findings = List.copyOf(findings);
    problems = List.copyOf(problems);
  }

  /** The exit code; a finding outweighs what went wrong elsewhere. */
  public int exitCode() {
    return !findings.isEmpty()
        ? Verdict.FINDING
        : problems.isEmpty() ? Verdict.AS_EXPECTED : Verdict.ENVIRONMENT;
  }

  /** The verdict in words. */
  public String line() {
    String scope =
        sequences
            + " sequences, "
            + steps
            + " commands, on "
            + reference
            + " and "
            + fake
            + ", seed "
            + seed
            + ", in "
            + elapsed.toSeconds()
            + " s";
    return switch (exitCode()) {
      case Verdict.FINDING -> "DIFFERENT: " + findings.size() + " findings in " + scope;
      case Verdict.ENVIRONMENT -> "INCOMPLETE: " + problems.size() + " problems in " + scope;
      default -> "NO DIFFERENCE in " + scope;
    };
  }
}
