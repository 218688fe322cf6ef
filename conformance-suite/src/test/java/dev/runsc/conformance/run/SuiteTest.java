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

package dev.runsc.conformance.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.runsc.conformance.Bench;
import dev.runsc.conformance.result.Cell;
import dev.runsc.conformance.result.Deviation;
import dev.runsc.conformance.result.Deviations;
import dev.runsc.conformance.result.Outcome;
import dev.runsc.conformance.result.RunResult;
import dev.runsc.conformance.result.Verdict;
import dev.runsc.conformance.targets.FakeTargets;
import dev.runsc.conformance.targets.Target;
import dev.runsc.conformance.targets.Targets;
import dev.runsc.fake.FakeOptions;
import dev.runsc.fake.Workload;
import dev.runsc.testkit.internal.Release;
import dev.runsc.testkit.internal.UnusableException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SuiteTest {

  private static final String FIXTURE = "dev.runsc.conformance.fixture";
  private static final Release RELEASE = Release.parse("20240729.0");

  private final List<Cell> progress = new CopyOnWriteArrayList<>();

  private RunResult run(Predicate<String> ids, FakeOptions options, Deviation... deviations)
      throws UnusableException {
    Path directory = Bench.newDirectoryForFakes();
    Target target = FakeTargets.open("fake:20240729.0", options, directory.resolve("t"));
    return new Suite(FIXTURE, ids)
        .run(
            Targets.of(directory, List.of(target)),
            directory,
            new Deviations(List.of(deviations)),
            new Suite.Progress() {
              @Override
              public void begin(int count) {}

              @Override
              public void result(Cell cell) {
                progress.add(cell);
              }
            });
  }

  private static FakeOptions options() {
    return FakeTargets.options(RELEASE, Optional.empty());
  }

  private Cell runOne(String id, Deviation... deviations) throws UnusableException {
    RunResult result = run(id::equals, options(), deviations);
    assertThat(result.cells()).hasSize(1);
    assertThat(result.errors()).isEmpty();
    return result.cells().get(0);
  }

  private static Deviation deviation(String scenario, String until) {
    return deviation(scenario, until, false);
  }

  private static Deviation deviation(String scenario, String until, boolean sometimes) {
    return new Deviation(
        scenario,
        Optional.empty(),
        Optional.of(Release.parse(until)),
        List.of("the sky is red", "the sky is green"),
        sometimes,
        "it always was",
        "the weather report");
  }

  @Test
  void bodyThatReturns_passes() throws UnusableException {
    Cell cell = runOne("fixture.passes");

    assertThat(cell.outcome()).isEqualTo(Outcome.PASSED);
    assertThat(cell.transcript().show())
        .containsExactly(
            "#1 runsc list --format=json",
            "   exit: 0",
            "   stdout:",
            "     null",
            "   stderr: (empty)");
    assertThat(progress).containsExactly(cell);
  }

  @Test
  void rowsOfATable_areScenariosOfTheirOwn() throws UnusableException {
    RunResult result = run(id -> id.startsWith("fixture.row."), options());

    assertThat(result.cells())
        .extracting(Cell::scenario, Cell::outcome)
        .containsExactly(
            tuple("fixture.row.json", Outcome.PASSED),
            tuple("fixture.row.text", Outcome.FAILED),
            tuple("fixture.row.yaml", Outcome.PASSED));
    assertThat(runOne("fixture.row.yaml").outcome()).isEqualTo(Outcome.PASSED);
  }

  @Test
  void failedAssertion_failsShowingTheCall() throws UnusableException {
    Cell cell = runOne("fixture.fails");

    assertThat(cell.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(cell.message())
        .isEqualTo(
            """
            Expecting standard output
              "[]\\n"
            but it was
              "null\\n"
            of
            runsc list --format=json
              exit   0
              stdout "null\\n"
              stderr ""\
            """);
  }

  @Test
  void clientThatThrows_fails() throws UnusableException {
    Cell cell = runOne("fixture.client-throws");

    assertThat(cell.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(cell.message()).contains("loading container: file does not exist");
  }

  @Test
  void declaredFailure_isAnExpectedDeviation() throws UnusableException {
    Cell cell = runOne("fixture.deviates", deviation("fixture.deviates", "20990101.0"));

    assertThat(cell.outcome()).isEqualTo(Outcome.EXPECTED_DEVIATION);
    assertThat(cell.message()).isEqualTo("it always was (the weather report)");
  }

  @Test
  void expiredDeviation_fails() throws UnusableException {
    Cell cell = runOne("fixture.deviates", deviation("fixture.deviates", "20240729.0"));

    assertThat(cell.outcome()).isEqualTo(Outcome.FAILED);
  }

  @Test
  void otherFailureThanTheDeclaredOne_fails() throws UnusableException {
    Cell cell =
        runOne("fixture.deviates-otherwise", deviation("fixture.deviates-otherwise", "20990101.0"));

    assertThat(cell.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(cell.message())
        .isEqualTo(
            "the grass is blue\n"
                + "It is declared to fail, but with: the sky is red, or the sky is green");
  }

  @Test
  void declaredFailureThatPasses_isAnUnexpectedPass() throws UnusableException {
    RunResult result =
        run(
            "fixture.passes-unexpectedly"::equals,
            options(),
            deviation("fixture.passes-unexpectedly", "20990101.0"));

    assertThat(result.cells()).extracting(Cell::outcome).containsExactly(Outcome.UNEXPECTED_PASS);
    assertThat(result.verdict().exitCode()).isEqualTo(Verdict.FINDING);
  }

  @Test
  void declaredToFailSometimes_deviatesEitherWay() throws UnusableException {
    Cell good =
        runOne(
            "fixture.passes-unexpectedly",
            deviation("fixture.passes-unexpectedly", "20990101.0", true));
    Cell bad = runOne("fixture.deviates", deviation("fixture.deviates", "20990101.0", true));

    assertThat(List.of(good, bad))
        .extracting(Cell::outcome, Cell::message)
        .containsOnly(tuple(Outcome.EXPECTED_DEVIATION, "it always was (the weather report)"));
    assertThat(good.comparableWith(bad)).as("only one met the fault").isFalse();
    assertThat(bad.comparableWith(bad)).isTrue();
    assertThat(
            runOne(
                    "fixture.deviates-otherwise",
                    deviation("fixture.deviates-otherwise", "20990101.0", true))
                .outcome())
        .isEqualTo(Outcome.FAILED);
  }

  @Test
  void deviationOfNoScenario_isRefused() {
    assertThatThrownBy(() -> runOne("fixture.passes", deviation("fixture.gone", "20990101.0")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"fixture.gone\", which does not exist");
  }

  @Test
  void missingCapability_isNotApplicableAndNamed() throws UnusableException {
    FakeOptions scripted = options().toBuilder().workload(Workload.SCRIPTED).build();

    RunResult result = run("fixture.needs"::equals, scripted);

    assertThat(result.cells()).hasSize(1);
    assertThat(result.cells().get(0).outcome()).isEqualTo(Outcome.NOT_APPLICABLE);
    assertThat(result.cells().get(0).message())
        .isEqualTo("needs RUNS_PROGRAMS: it does not run the program in the bundle");
    assertThat(result.verdict().exitCode()).as("nothing was run").isEqualTo(Verdict.FINDING);
  }

  @Test
  void otherReleases_areNotApplicable() throws UnusableException {
    Cell future = runOne("fixture.future");
    Cell past = runOne("fixture.past");

    assertThat(future.outcome()).isEqualTo(Outcome.NOT_APPLICABLE);
    assertThat(future.message()).isEqualTo("holds since 20990101.0");
    assertThat(past.outcome()).isEqualTo(Outcome.NOT_APPLICABLE);
    assertThat(past.message()).isEqualTo("held until 20240729.0");
  }

  @Test
  void brokenScenario_isASuiteError() throws UnusableException {
    Cell cell = runOne("fixture.is-broken");

    assertThat(cell.outcome()).isEqualTo(Outcome.SUITE_ERROR);
    assertThat(cell.message()).contains("the scenario itself is broken");
    assertThat(cell.detail()).contains("FixtureScenarios.isBroken");
  }

  @Test
  void containerLeft_isRemovedWithoutAWord() throws UnusableException {
    Cell cell = runOne("fixture.leaves-container");

    assertThat(cell.outcome()).isEqualTo(Outcome.PASSED);
    assertThat(sleeping()).isEmpty();
  }

  @Test
  void processLeft_isASuiteErrorAndEnded() throws UnusableException {
    Cell cell = runOne("fixture.leaves-process");

    assertThat(cell.outcome()).isEqualTo(Outcome.SUITE_ERROR);
    assertThat(cell.message()).contains("a process is left: ").contains("sleep 1000");
    assertThat(sleeping()).isEmpty();
  }

  private static List<String> sleeping() {
    List<String> found = new ArrayList<>();
    try (Stream<ProcessHandle> children = ProcessHandle.current().descendants()) {
      children
          .filter(ProcessHandle::isAlive)
          .flatMap(child -> child.info().commandLine().stream())
          .filter(line -> line.contains("sleep 1000"))
          .forEach(found::add);
    }
    return found;
  }

  @Test
  void scenarioWithoutSubject_isASuiteErrorAndNotMissing() throws UnusableException {
    Cell cell = runOne("fixture.takes-nothing");

    assertThat(cell.outcome()).isEqualTo(Outcome.SUITE_ERROR);
    assertThat(cell.message()).contains("takes no Subject as parameter");
  }

  @Test
  void noScenario_isAFinding() throws UnusableException {
    RunResult result = run(id -> false, options());

    assertThat(result.cells()).isEmpty();
    assertThat(result.verdict().exitCode()).isEqualTo(Verdict.FINDING);
    assertThat(result.verdict().line()).contains("no scenario was run");
  }
}
