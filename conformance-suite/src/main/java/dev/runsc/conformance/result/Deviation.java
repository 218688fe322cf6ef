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

package dev.runsc.conformance.result;

import dev.runsc.testkit.internal.Release;
import java.util.List;
import java.util.Optional;

/**
 * A scenario that is known to fail on some releases, always or, where a race decides, sometimes.
 *
 * <p>What fails only sometimes deviates whether it fails this time or not: otherwise the verdict
 * would be as random as the release is.
 *
 * @param scenario the scenario's id
 * @param since the first release that misbehaves; empty if all before {@code until} do
 * @param until the first release that does not; empty if none is known
 * @param failures texts of which the failure has one in it, so that no other failure hides behind
 *     this one
 * @param sometimes whether a pass is no surprise
 * @param reason what the releases do instead, and what that means for a user
 * @param reference where more is said
 */
public record Deviation(
    String scenario,
    Optional<Release> since,
    Optional<Release> until,
    List<String> failures,
    boolean sometimes,
    String reason,
    String reference) {

  /** Checks that there is a release it can apply to. */
  public Deviation {
    failures = List.copyOf(failures);
    if (since.isPresent() && until.isPresent() && since.get().compareTo(until.get()) >= 0) {
      throw new IllegalArgumentException(
          "the deviation of "
              + scenario
              + " ends at "
              + until.get()
              + ", before it begins at "
              + since.get());
    }
    if (failures.isEmpty()
        || failures.stream().anyMatch(String::isBlank)
        || reason.isBlank()
        || reference.isBlank()) {
      throw new IllegalArgumentException(
          "the deviation of " + scenario + " lacks a failure text, a reason or a reference");
    }
  }

  /** Whether a release misbehaves in this way. */
  public boolean appliesTo(Release release) {
    return since.filter(first -> release.compareTo(first) < 0).isEmpty()
        && until.filter(end -> release.compareTo(end) >= 0).isEmpty();
  }

  /** Whether this is the failure that is known. */
  public boolean explains(String message) {
    return failures.stream().anyMatch(message::contains);
  }
}
