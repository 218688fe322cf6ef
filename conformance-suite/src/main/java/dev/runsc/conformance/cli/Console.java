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

import dev.runsc.conformance.report.Reports;
import dev.runsc.conformance.report.Table;
import dev.runsc.conformance.result.Outcome;
import dev.runsc.conformance.result.RunResult;
import dev.runsc.conformance.result.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/** Where a command writes to: results to standard output, progress and trouble to the other. */
final class Console {

  private final CommandSpec spec;
  private final Surroundings surroundings;

  Console(CommandSpec spec, Surroundings surroundings) {
    this.spec = spec;
    this.surroundings = surroundings;
  }

  PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** Says what is being done. */
  void progress(String message) {
    spec.commandLine().getErr().println(message);
  }

  /** Says what went wrong. */
  void trouble(String message) {
    spec.commandLine().getErr().println("conformance: " + message);
  }

  ShownProgress shownProgress() {
    return ShownProgress.on(spec.commandLine().getErr(), surroundings.terminal());
  }

  /** Prints the table, and what is not as expected. */
  void print(RunResult result) {
    Table table = new Table(result, this::paint);
    out().println();
    table.matrix().forEach(out()::println);
    table.findings().forEach(out()::println);
    out().println();
    table.deviations().forEach(out()::println);
    table.notRun().forEach(out()::println);
    result.errors().forEach(error -> out().println("error: " + error));
  }

  /** Writes the reports and says where; returns the exit code, which a failure to write changes. */
  int write(RunResult result, List<RunResult> earlier, Path directory, int exit) {
    try {
      Reports.write(result, earlier, directory);
      out().println("reports: " + directory);
      return exit;
    } catch (IOException e) {
      trouble("cannot write the reports: " + e);
      return exit == Verdict.AS_EXPECTED ? Verdict.ENVIRONMENT : exit;
    }
  }

  String paint(String text, Outcome outcome) {
    return outcome == Outcome.PASSED
        ? good(text)
        : outcome.expected() ? style("yellow", text) : bad(text);
  }

  String good(String text) {
    return style("green", text);
  }

  String bad(String text) {
    return style("bold,red", text);
  }

  String strong(String text) {
    return style("bold", text);
  }

  /** A last line: green if all is well. */
  void verdict(String line, int exit) {
    out().println(exit == Verdict.AS_EXPECTED ? good(line) : bad(line));
  }

  private String style(String style, String text) {
    return surroundings.terminal() ? Ansi.ON.string("@|" + style + " " + text + "|@") : text;
  }
}
