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

package dev.runsc.conformance.cli;

import dev.runsc.conformance.result.ScenarioInfo;
import dev.runsc.conformance.result.Verdict;
import dev.runsc.conformance.trust.Trust;
import dev.runsc.conformance.trust.TrustResult;
import dev.runsc.testkit.internal.UnusableException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Judges the suite itself. */
@Command(
    name = "trust",
    description = {
      "Runs every required scenario on fakes that are wrong on purpose, until it fails on one.",
      "",
      "A scenario that fails on none of them is blind: it asserts nothing that matters, and the"
          + " command ends with 1. So it does if a failure does not say what was expected."
    },
    mixinStandardHelpOptions = true)
final class TrustCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  @Spec private CommandSpec spec;
  @Mixin private Selecting selecting;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  TrustCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Console console = new Console(spec, surroundings);
    List<String> required =
        selecting.scenarios().stream()
            .filter(one -> one.level().equals("required"))
            .map(ScenarioInfo::id)
            .toList();
    TrustResult result;
    try {
      result = new Trust(console::progress).judge(required);
    } catch (UnusableException e) {
      console.trouble(e.reason());
      return Verdict.ENVIRONMENT;
    }
    result.found().forEach((id, mutant) -> console.out().println(id + "  fails on " + mutant));
    result.unjudged().forEach((id, why) -> console.out().println(id + "  not judged, " + why));
    result.unhelpful().forEach((id, text) -> console.out().println(id + "  UNHELPFUL: " + text));
    result.blind().forEach(id -> console.out().println(id + "  BLIND: no mutant fails it"));
    int exit = result.trustworthy() ? Verdict.AS_EXPECTED : Verdict.FINDING;
    console.verdict(
        result.found().size()
            + " scenarios find a wrong fake out, "
            + result.blind().size()
            + " blind, "
            + result.unhelpful().size()
            + " unhelpful, "
            + result.unjudged().size()
            + " not judged, in "
            + result.elapsed().toSeconds()
            + " s",
        exit);
    return exit;
  }
}
