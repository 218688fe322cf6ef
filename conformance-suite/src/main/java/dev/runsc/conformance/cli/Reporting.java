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
import dev.runsc.conformance.result.RunResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options about reports. */
final class Reporting {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description =
          "Where report.json, junit.xml, report.html and report.md go. Default:"
              + " conformance-suite/target/conformance in the checkout, else conformance-report in"
              + " the working directory.")
  private @Nullable Path report;

  @Option(
      names = "--history",
      paramLabel = "REPORT",
      description =
          "An earlier report, its directory or its report.json, to show what has changed since. May"
              + " be repeated.")
  private List<Path> history = new ArrayList<>();

  @SuppressWarnings("NullAway.Init") // picocli sets the field
  Reporting() {}

  Path directory(Surroundings surroundings) {
    return report == null ? surroundings.reportDirectory() : report.toAbsolutePath().normalize();
  }

  /** Earlier results, oldest first. */
  List<RunResult> earlier() {
    List<RunResult> results = new ArrayList<>();
    for (Path path : history) {
      results.add(read(path, spec));
    }
    results.sort(Comparator.comparing(RunResult::started));
    return results;
  }

  /** Reads a report that was named on the command line. */
  static RunResult read(Path path, CommandSpec spec) {
    try {
      return Reports.read(path);
    } catch (IOException | IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "cannot read the report " + path + ": " + e.getMessage(), e);
    }
  }
}
