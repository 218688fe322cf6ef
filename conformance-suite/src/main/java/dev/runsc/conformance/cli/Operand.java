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

import dev.runsc.conformance.diff.Side;
import dev.runsc.conformance.result.RunResult;
import dev.runsc.conformance.result.TargetInfo;
import dev.runsc.conformance.targets.TargetSpec;
import dev.runsc.fake.FakeOptions;
import dev.runsc.testkit.internal.RealDiscovery;
import dev.runsc.testkit.internal.Release;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * Something to compare, as it is written on a command line: a report, a target, or a release.
 *
 * @param written how it was written
 * @param side the target in a report; empty for what has to be run
 * @param target what has to be run on; empty for a report
 */
record Operand(String written, Optional<Side> side, Optional<TargetSpec> target) {

  /** How it is written. */
  static final String SYNTAX =
      "a report's directory or report.json, with #TARGET behind it if it has several targets; a"
          + " target ("
          + TargetSpec.SYNTAX
          + "); or a release: its real runsc if it is installed, else its fake";

  private static final String TARGET_MARK = "#";

  static Operand parse(String text, Surroundings surroundings, CommandSpec spec) {
    int mark = text.indexOf(TARGET_MARK);
    Path path = Path.of(mark < 0 ? text : text.substring(0, mark));
    if (Files.exists(path)) {
      RunResult result = Reporting.read(path, spec);
      Optional<String> name = mark < 0 ? Optional.empty() : Optional.of(text.substring(mark + 1));
      return new Operand(text, Optional.of(side(result, name, path, spec)), Optional.empty());
    }
    return new Operand(text, Optional.empty(), Optional.of(target(text, surroundings, spec)));
  }

  static Side side(RunResult result, Optional<String> name, Path path, CommandSpec spec) {
    List<TargetInfo> candidates =
        result.targets().stream()
            .filter(one -> name.isEmpty() || one.name().equals(name.get()))
            .toList();
    if (candidates.size() != 1) {
      throw new ParameterException(
          spec.commandLine(),
          path
              + " is about "
              + result.targets().stream().map(TargetInfo::name).toList()
              + ": say which one, as in "
              + path
              + TARGET_MARK
              + result.targets().stream().map(TargetInfo::name).findFirst().orElse("TARGET"));
    }
    return new Side(result, candidates.get(0));
  }

  private static TargetSpec target(String text, Surroundings surroundings, CommandSpec spec) {
    try {
      if (Release.isRelease(text)) {
        return ofRelease(text, surroundings);
      }
      return TargetSpec.parse(text, surroundings.environment());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(),
          "there is no file " + text + ", and it is no target: " + e.getMessage(),
          e);
    }
  }

  private static TargetSpec ofRelease(String release, Surroundings surroundings) {
    Optional<Path> installed =
        new RealDiscovery(surroundings.environment())
            .releasesDirectory()
            .map(releases -> releases.resolve(release).resolve("runsc"))
            .filter(Files::isRegularFile);
    if (installed.isPresent()) {
      return TargetSpec.parse("real:" + release, surroundings.environment());
    }
    if (!FakeOptions.releases().contains(release)) {
      throw new IllegalArgumentException(
          release
              + " is not installed (conformance fetch "
              + release
              + "), and there is no fake of it, but of "
              + FakeOptions.releases());
    }
    return TargetSpec.parse("fake:" + release);
  }
}
