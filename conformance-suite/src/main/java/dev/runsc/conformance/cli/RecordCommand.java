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

import dev.runsc.conformance.result.RunResult;
import dev.runsc.conformance.result.Verdict;
import dev.runsc.conformance.targets.RecordedRun;
import dev.runsc.conformance.targets.Recorder;
import dev.runsc.conformance.targets.TargetSpec;
import dev.runsc.conformance.targets.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Records what a target answers. */
@Command(
    name = "record",
    description = {
      "Runs the scenarios on a target and writes down what it answers: one file, with release,"
          + " checksum and date, that --target replay:FILE runs them on where the target is not.",
      "",
      "What goes wrong is recorded as well, and goes wrong in a replay. Of scenarios that end with"
          + " an environment or suite error nothing is kept but that."
    },
    footer = {
      "",
      "Examples:",
      "  conformance record --target real:20240729.0 --output 20240729.0.recording.json",
      "  conformance run --target fake:20240729.0 --target replay:20240729.0.recording.json"
    },
    mixinStandardHelpOptions = true)
final class RecordCommand implements Callable<Integer> {

  private final Surroundings surroundings;

  @Spec private CommandSpec spec;
  @Mixin private Selecting selecting;
  @Mixin private Conducting conducting;

  @Option(
      names = "--target",
      paramLabel = "TARGET",
      required = true,
      converter = Converters.OfTarget.class,
      description = "What to record. " + TargetSpec.SYNTAX + ".")
  private @Nullable TargetSpec target;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      required = true,
      description = "Where to write it. A file that is there is replaced once the run is over.")
  private @Nullable Path output;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  RecordCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Console console = new Console(spec, surroundings);
    Path file = Objects.requireNonNull(output).toAbsolutePath().normalize();
    checkOutput(file);
    AtomicReference<Optional<Recorder>> recorder = new AtomicReference<>(Optional.empty());
    RunResult result =
        conducting.run(
            selecting.suite(),
            selecting.shards(),
            console,
            List.of(Objects.requireNonNull(target)),
            directory -> {
              Targets targets =
                  Targets.open(
                      List.of(Objects.requireNonNull(target)),
                      Set.of(),
                      directory,
                      console::progress);
              recorder.set(targets.record());
              return targets;
            });
    console.print(result);
    int exit = result.verdict().exitCode();
    Optional<Recorder> used = Objects.requireNonNull(recorder.get());
    if (!result.targets().isEmpty() && used.isPresent()) {
      exit = write(used.get().recorded(result), file, exit, console);
    }
    console.verdict(result.verdict().line(), exit);
    return exit;
  }

  /** Nobody wants to hear of it when the run is over. */
  private void checkOutput(Path file) {
    Path parent = file.getParent();
    if (parent == null || !Files.isDirectory(parent) || Files.isDirectory(file)) {
      throw new ParameterException(
          spec.commandLine(),
          "--output "
              + file
              + (Files.isDirectory(file) ? " is a directory" : ": its directory is not there"));
    }
  }

  private static int write(RecordedRun run, Path file, int exit, Console console) {
    try {
      run.write(file);
      console
          .out()
          .println(
              "recorded "
                  + run.playable()
                  + " scenarios of "
                  + run.target().version()
                  + ", sha256 "
                  + run.target().sha256()
                  + ": "
                  + file);
      return exit;
    } catch (IOException e) {
      console.trouble("cannot write the recording: " + e);
      return exit == Verdict.AS_EXPECTED ? Verdict.ENVIRONMENT : exit;
    }
  }
}
