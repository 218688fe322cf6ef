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

import static org.assertj.core.api.Assertions.assertThat;

import dev.runsc.conformance.gate.LastGood;
import dev.runsc.conformance.report.Reports;
import dev.runsc.conformance.result.Cell;
import dev.runsc.conformance.result.Outcome;
import dev.runsc.conformance.result.RunResult;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands on fakes, and on fakes that lie. */
class CommandsTest {

  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int conformance(String... args) {
    return Main.run(
        args,
        new Surroundings(Map.of(), false, ""),
        new PrintWriter(out, true),
        new PrintWriter(err, true));
  }

  private int run(String target, String report, String... more) {
    List<String> args =
        new ArrayList<>(List.of("run", "--target", target, "--report", file(report)));
    args.addAll(List.of("--scenario", "list.empty"));
    args.addAll(List.of(more));
    return conformance(args.toArray(String[]::new));
  }

  private String file(String name) {
    return directory.resolve(name).toString();
  }

  // run

  @Test
  void failure_isClassifiedAsSteady() throws Exception {
    assertThat(run("lying:list", "r")).isEqualTo(1);

    Cell cell = Reports.read(directory.resolve("r")).cells().get(0);
    assertThat(cell.attempts()).hasSize(3);
    assertThat(cell.flaky()).isFalse();
    assertThat(err.toString()).contains("running them 2 times more, to tell which are flaky");
  }

  @Test
  void flake_isClassifiedAndStaysAFailure() throws Exception {
    assertThat(run("lying:sometimes", "r", "--repeat", "2", "--classify", "3")).isEqualTo(1);

    Cell cell = Reports.read(directory.resolve("r")).cells().get(0);
    assertThat(cell.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(cell.flaky()).isTrue();
    assertThat(cell.attempts()).hasSize(5);
    assertThat(out.toString()).contains("FAILED~").contains("1 failed (1 flaky)");
  }

  @Test
  void failFast_stopsAndSaysSo() throws Exception {
    int exit =
        conformance(
            "run",
            "--target",
            "lying:list",
            "--scenario",
            "list.*",
            "--jobs",
            "1",
            "--fail-fast",
            "--report",
            file("r"));

    assertThat(exit).as("a lying list spoils the cleaning up as well").isNotZero();
    RunResult result = Reports.read(directory.resolve("r"));
    assertThat(result.conduct().stopped()).isTrue();
    assertThat(result.cells()).hasSizeLessThan(result.scenarios().size());
    assertThat(out.toString()).contains("stopped at the first finding");
  }

  @Test
  void seed_isToldAndKept() throws Exception {
    assertThat(run("fake", "r", "--seed", "42")).isZero();

    assertThat(err.toString()).contains("seed 42");
    assertThat(Reports.read(directory.resolve("r")).conduct().seed()).isEqualTo(42);
  }

  @Test
  void globalFlag_isGivenToEveryCall() throws Exception {
    assertThat(run("fake", "r", "--runsc-flag=--strace=false")).as(out + "" + err).isZero();

    assertThat(Reports.read(directory.resolve("r")).targets().get(0).flags())
        .contains("--strace=false");
  }

  @Test
  void globalFlagThatTheTargetDoesNotKnow_isTheEnvironment() {
    assertThat(run("fake", "r", "--runsc-flag=--nosuch")).isEqualTo(3);
    assertThat(out.toString()).contains("it does not take the flag --nosuch");
  }

  @Test
  void ownTargetThatCannotBeHad_isTheEnvironment() {
    assertThat(run("lying:absent", "r")).isEqualTo(3);
    assertThat(out.toString())
        .contains("environment: lying:absent: cannot open lying:absent: there is no lie about");
  }

  @Test
  void levelsAndExclusions_filter() {
    assertThat(conformance("list", "--level", "quirk", "--exclude", "id.*")).isZero();
    // The reference of each is on a line of its own below it.
    assertThat(out.toString().lines().filter(line -> !line.startsWith(" ")))
        .isNotEmpty()
        .allMatch(line -> line.contains(" quirk ") && !line.startsWith("id."));
  }

  // merge

  @Test
  void missingShard_isNotWhole() {
    assertThat(
            conformance(
                "run",
                "--target",
                "fake",
                "--scenario",
                "list.*",
                "--shard",
                "4/8",
                "--report",
                file("4")))
        .isZero();

    assertThat(conformance("merge", file("4"), "--report", file("m"))).isEqualTo(3);
    assertThat(err.toString()).contains("shards are missing: [1, 2, 3, 5, 6, 7, 8] of 8");
    assertThat(conformance("merge", file("4"), "--partial", "--report", file("m"))).isZero();
  }

  @Test
  void reportsOfDifferentDivisions_cannotBeMerged() {
    run("fake", "a");
    run("fake", "b", "--shard", "4/8");

    assertThat(conformance("merge", file("a"), file("b"))).isEqualTo(2);
    assertThat(err.toString())
        .contains("these reports cannot be merged: one was run as 1 shards, another as 8");
  }

  @Test
  void history_showsWhatChanged() throws Exception {
    run("lying:list", "a", "--classify", "0");
    assertThat(conformance("merge", file("a"), "--history", file("a"), "--report", file("m")))
        .isEqualTo(1);

    assertThat(Files.readString(directory.resolve("m/report.html")))
        .contains("<h2>History</h2>")
        .contains("Every scenario ended the same way in all of these runs.");
  }

  // gate

  private int gate(String baseline, String candidate) {
    return conformance(
        "gate",
        "--baseline",
        file(baseline),
        "--candidate",
        candidate,
        "--scenario",
        "list.empty",
        "--report",
        file("gate"));
  }

  @Test
  void brokenCandidate_isStoppedAndThePointerStays() {
    run("fake:20221219.0", "in-use");

    assertThat(gate("in-use/report.json", "lying:list")).isEqualTo(1);

    assertThat(out.toString())
        .contains("stop: list.empty (required): failed: ")
        .contains("STOPPED: 20221219.0 -> 20240729.0, 1 against it");
    assertThat(directory.resolve("in-use/last-good.json")).doesNotExist();
  }

  @Test
  void soundCandidate_passesAndIsTheNextBaseline() throws Exception {
    run("fake:20221219.0", "in-use");

    assertThat(gate("in-use", "lying:")).as(out + "" + err).isZero();
    assertThat(out.toString()).contains("PASSES: 20221219.0 -> 20240729.0, 1 scenarios");
    LastGood pointer = LastGood.parse(Files.readString(directory.resolve("in-use/last-good.json")));
    assertThat(pointer.version()).contains("20240729.0");

    assertThat(gate("in-use/last-good.json", "lying:list")).isEqualTo(1);
    assertThat(LastGood.parse(Files.readString(directory.resolve("in-use/last-good.json"))))
        .isEqualTo(pointer);
  }

  @Test
  void candidateThatCannotBeHad_isTheEnvironment() {
    run("fake:20221219.0", "in-use");

    assertThat(gate("in-use", "lying:absent")).isEqualTo(3);
    assertThat(directory.resolve("in-use/last-good.json")).doesNotExist();
  }

  @Test
  void whatIsNoBaselineOrCandidate_isWrongUsage() {
    assertThat(gate("absent.json", "fake")).isEqualTo(2);
    assertThat(err.toString()).contains("cannot read the baseline");
    run("fake:20221219.0", "in-use");
    assertThat(gate("in-use", "/absent/runsc")).isEqualTo(2);
    assertThat(err.toString()).contains("there is no file /absent/runsc, and ");
  }

  // diff, bisect, completion, fetch

  @Test
  void diffOfTheNewestFake_isAdvice() {
    int exit =
        conformance(
            "diff",
            "fake:20240729.0",
            "fake:20260817.0",
            "--scenario",
            "create.duplicate-id*",
            "--scenario",
            "state.missing",
            "--classify",
            "0");

    assertThat(exit).isEqualTo(1);
    assertThat(out.toString())
        .contains("From 20240729.0 to 20260817.0")
        .contains("What is repaired (1)\n  create.duplicate-id-keeps-the-first (required)")
        .contains("    expected deviation -> passed")
        .contains("New commands")
        .contains("  tar\n")
        .contains("Flags that are gone: a call that gives one fails")
        .contains("    - loading container: file does not exist")
        .contains("    + FetchSpec failed: loading container: file does not exist");
  }

  @Test
  void diffOfReports_needsNoRun() {
    run("fake:20240729.0", "a");
    run("fake:20240729.0", "b");

    assertThat(conformance("diff", file("a"), file("b/report.json#fake:20240729.0"))).isZero();
    assertThat(out.toString()).contains("NO DIFFERENCE in 1 scenarios");
    assertThat(conformance("diff", file("a"), file("b") + "#fake:1")).isEqualTo(2);
    assertThat(err.toString()).contains("say which one, as in ");
  }

  @Test
  void bisect_findsTheReleaseThatRepaired() {
    int exit =
        conformance(
            "bisect",
            "--scenario",
            "create.duplicate-id-keeps-the-first",
            "--fakes",
            "--outcome",
            "--classify",
            "0");

    assertThat(exit).isEqualTo(1);
    assertThat(out.toString()).contains("CHANGED in fake:20260406.0: expected deviation -> passed");
  }

  @Test
  void completion_knowsTheCommands() {
    assertThat(conformance("completion")).isZero();
    assertThat(out.toString()).contains("complete -F _complete_conformance").contains("--baseline");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          fetch 20240729.0                             | say where from: --mirror URL
          fetch newest --mirror http://x/              | "newest" is not a release
          fetch latest --mirror ftp://x/ --to /x       | is no http or https address
          fetch latest --mirror http://x/ --arch riscv | gVisor is built for x86_64 and aarch64
          run --repeat 0                               | --repeat is 0, and must be at least 1
          run --runsc-flag=debug                       | write it with two dashes
          run --runsc-flag=--root=/x                   | cannot be given to every call
          run --shard 9/8                              | there is no shard 9 of 8
          run --level big                              | "big" is not a level
          diff a b                                     | there is no file a, and it is no target
          bisect --scenario list.empty                 | there are not two releases to search
          merge absent                                 | cannot read the report absent
          """)
  void wrongUse_isTold(String args, String message) {
    assertThat(conformance(args.split(" "))).isEqualTo(2);
    assertThat(err.toString()).contains(message);
  }
}
