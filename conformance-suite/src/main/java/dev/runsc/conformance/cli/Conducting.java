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

import dev.runsc.Runsc;
import dev.runsc.conformance.Bench;
import dev.runsc.conformance.result.Deviations;
import dev.runsc.conformance.result.RunResult;
import dev.runsc.conformance.result.Shards;
import dev.runsc.conformance.run.Plan;
import dev.runsc.conformance.run.Suite;
import dev.runsc.conformance.targets.TargetSpec;
import dev.runsc.conformance.targets.Targets;
import dev.runsc.testkit.internal.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say how scenarios are run, and the run itself. */
final class Conducting {

  private static final int REMOVALS = 40;
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--repeat",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Run every scenario N times. The worst result stands; a scenario that does not always"
              + " end the same way is told to be flaky.")
  private int repeat;

  @Option(
      names = "--classify",
      paramLabel = "N",
      defaultValue = "2",
      description =
          "Run those that are not as expected N times more, to tell the flaky ones from those that"
              + " always fail. No failure becomes a pass by it. Default: 2.")
  private int classify;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "The order of the scenarios is drawn from it. Default: drawn at random, and told.")
  private @Nullable Long seed;

  @Option(names = "--fail-fast", description = "Stop at the first result that is not as expected.")
  private boolean failFast;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      defaultValue = "" + Plan.DEFAULT_JOBS,
      description = "How many scenarios run at once. Default: " + Plan.DEFAULT_JOBS + ".")
  private int jobs;

  @Option(
      names = "--runsc-flag",
      paramLabel = "FLAG",
      description =
          "A global flag for every call on every target, such as --runsc-flag=--overlay2=none. May"
              + " be repeated.")
  private List<String> flags = new ArrayList<>();

  @SuppressWarnings("NullAway.Init") // picocli sets the field
  Conducting() {}

  /**
   * Opens targets, runs scenarios on them, closes them.
   *
   * @param asked the targets that were asked for; none if those that are found will do
   * @param opening opens them in a directory
   */
  RunResult run(
      Suite suite,
      Shards shards,
      Console console,
      Collection<TargetSpec> asked,
      Function<Path, Targets> opening) {
    check("--repeat", repeat, 1);
    check("--classify", classify, 0);
    check("--jobs", jobs, 1);
    flags.forEach(this::checkFlag);
    long drawn = seed == null ? new SecureRandom().nextInt(1_000_000) : seed;
    Plan plan = new Plan(drawn, shards, repeat, classify, failFast, jobs, true);
    Path directory =
        !asked.isEmpty() && asked.stream().allMatch(TargetSpec.Fake.class::isInstance)
            ? Bench.newDirectoryForFakes()
            : Bench.newDirectory();
    Targets targets = open(directory, opening).withFlags(flags);
    console.progress("seed " + drawn);
    try (ShownProgress shown = console.shownProgress()) {
      return suite.run(targets, directory, Deviations.load(), shown, plan);
    }
  }

  /** Opens targets in a directory, which goes if that fails or the program is ended meanwhile. */
  private static Targets open(Path directory, Function<Path, Targets> opening) {
    Thread removal = new Thread(() -> remove(directory), "removal");
    Runtime.getRuntime().addShutdownHook(removal);
    boolean opened = false;
    try {
      Targets targets = opening.apply(directory);
      opened = true;
      return targets;
    } finally {
      try {
        Runtime.getRuntime().removeShutdownHook(removal);
      } catch (IllegalStateException e) {
        // The program is being ended, and that thread runs.
      }
      if (!opened) {
        remove(directory);
      }
    }
  }

  /** Whoever was opening may go on for a moment and make another file. */
  private static void remove(Path directory) {
    for (int tries = 0; tries < REMOVALS && Files.exists(directory); tries++) {
      try {
        Directories.delete(directory);
      } catch (IOException e) {
        LockSupport.parkNanos(PAUSE);
      }
    }
  }

  /** What the scenarios, or the client in them, set themselves cannot be set for all of them. */
  private void checkFlag(String flag) {
    if (!flag.startsWith("--")) {
      throw usage(
          "--runsc-flag=" + flag + ": write it with two dashes, as --runsc-flag=--name=value");
    }
    String[] parts = flag.substring(2).split("=", 2);
    try {
      Runsc.builder().config(parts[0], parts.length > 1 ? parts[1] : "true");
    } catch (IllegalArgumentException e) {
      throw usage("--runsc-flag=" + flag + " cannot be given to every call: " + e.getMessage());
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private void check(String option, int value, int least) {
    if (value < least) {
      throw usage(option + " is " + value + ", and must be at least " + least);
    }
  }
}
