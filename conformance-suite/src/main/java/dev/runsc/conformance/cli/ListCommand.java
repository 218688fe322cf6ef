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
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the scenarios. */
@Command(
    name = "list",
    description = "Lists the scenarios: id, level, and what each asks.",
    mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private Selecting selecting;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  ListCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<ScenarioInfo> scenarios = selecting.scenarios();
    int width = scenarios.stream().mapToInt(one -> one.id().length()).max().orElse(0);
    for (ScenarioInfo one : scenarios) {
      out.printf("%-" + width + "s  %-8s  %s%n", one.id(), one.level(), one.title());
      out.printf("%-" + width + "s            %s%n", "", conditions(one));
    }
    return scenarios.isEmpty() ? Verdict.FINDING : Verdict.AS_EXPECTED;
  }

  /** Where the expectation comes from, and what it holds for. */
  private static String conditions(ScenarioInfo one) {
    StringBuilder text = new StringBuilder(one.reference());
    one.since().ifPresent(release -> text.append("; since ").append(release));
    one.until().ifPresent(release -> text.append("; until ").append(release));
    if (!one.needs().isEmpty()) {
      text.append("; needs ").append(one.needs().toString().replaceAll("[\\[\\]]", ""));
    }
    return text.toString();
  }
}
