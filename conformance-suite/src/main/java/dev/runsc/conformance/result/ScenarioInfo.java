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

import dev.runsc.conformance.targets.Capability;
import dev.runsc.conformance.targets.Target;
import dev.runsc.testkit.internal.Release;
import java.util.List;
import java.util.Optional;

/**
 * What there is to know about a scenario without running it.
 *
 * @param id its stable id
 * @param title what it asks, in one line
 * @param level how much it matters: {@code required}, {@code optional}, {@code quirk}
 * @param reference where the expectation comes from
 * @param needs what a target must be able to do
 * @param since the first release it holds for; empty for all from the first
 * @param until the first release it does not hold for any more; empty for none
 */
public record ScenarioInfo(
    String id,
    String title,
    String level,
    String reference,
    List<Capability> needs,
    Optional<Release> since,
    Optional<Release> until) {

  /** Copies the list. */
  public ScenarioInfo {
    needs = List.copyOf(needs);
  }

  /** Makes one that needs nothing and holds for all releases. */
  public ScenarioInfo(String id, String title, String level, String reference) {
    this(id, title, level, reference, List.of(), Optional.empty(), Optional.empty());
  }

  /** Why it means nothing on a target; empty if it does. */
  public Optional<String> missing(Target target) {
    for (Capability capability : needs) {
      if (!target.capabilities().contains(capability)) {
        return Optional.of("needs " + capability + ": " + capability.lack());
      }
    }
    Optional<Release> release = target.release();
    if (release.isEmpty()) {
      return target.missing(id);
    }
    if (since.filter(first -> release.get().compareTo(first) < 0).isPresent()) {
      return Optional.of("holds since " + since.get());
    }
    if (until.filter(end -> release.get().compareTo(end) >= 0).isPresent()) {
      return Optional.of("held until " + until.get());
    }
    return target.missing(id);
  }
}
