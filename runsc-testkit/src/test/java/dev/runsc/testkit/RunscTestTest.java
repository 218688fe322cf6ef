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

package dev.runsc.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runsc.Runsc;
import dev.runsc.fake.FakeOptions;
import dev.runsc.fake.FakeRunsc;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Without any real runsc; {@link RealRunscIT} is with one. */
class RunscTestTest {
  @TempDir Path nothing;

  private EngineExecutionResults run(Class<?> testCase, String... parameters) {
    EngineTestKit.Builder builder =
        Kit.builder(testCase)
            .configurationParameter(RealSearch.RELEASES_PARAMETER, nothing.toString())
            .configurationParameter(RealSearch.REQUIRED_PARAMETER, "");
    for (int i = 0; i < parameters.length; i += 2) {
      builder.configurationParameter(parameters[i], parameters[i + 1]);
    }
    return builder.execute();
  }

  private static List<String> names(EngineExecutionResults results) {
    return results
        .testEvents()
        .dynamicallyRegistered()
        .map(Event::getTestDescriptor)
        .map(test -> test.getDisplayName())
        .toList();
  }

  @Test
  void eachTarget_isATestWithItsName() {
    EngineExecutionResults results = run(BothTestCase.class, "runsc.missing-real", "skip");

    assertThat(names(results)).containsExactly("fake:" + FakeOptions.DEFAULT_RELEASE, "real");
    results.testEvents().assertStatistics(stats -> stats.succeeded(1).aborted(1));
    assertThat(BothTestCase.SEEN).contains("fake:" + FakeOptions.DEFAULT_RELEASE);
    assertThat(abortions(results))
        .containsExactly(
            "there is no real runsc to run on: none is in PATH or in " + nothing + "/RELEASE");
  }

  private static List<String> abortions(EngineExecutionResults results) {
    return results.testEvents().aborted().stream()
        .map(event -> event.getRequiredPayload(TestExecutionResult.class))
        .map(result -> result.getThrowable().orElseThrow().getMessage())
        .toList();
  }

  private static List<String> skipReasons(EngineExecutionResults results) {
    return results.testEvents().skipped().stream()
        .map(event -> event.getRequiredPayload(String.class))
        .toList();
  }

  static class BothTestCase {
    static final Queue<String> SEEN = new ConcurrentLinkedQueue<>();

    private final Runsc made;

    BothTestCase(Runsc made) {
      this.made = made;
    }

    @RunscTest
    void runs(RunscTarget target, Runsc runsc) {
      SEEN.add(target.name());
      assertThat(runsc).isSameAs(made);
    }
  }

  @Test
  void missingReal_failsUnlessItIsToBeSkipped() {
    EngineExecutionResults results = run(FailingTestCase.class);

    results.testEvents().assertStatistics(stats -> stats.succeeded(2).failed(1));
    assertThat(Kit.failure(results))
        .hasMessage(
            "there is no real runsc 20240729.0 to run on: none is in PATH or in "
                + nothing
                + "/RELEASE (to have it skipped, set missingReal = MissingReal.SKIP)");
  }

  static class FailingTestCase {
    @RunscTest(releases = "20240729.0")
    void runs(Runsc runsc) {}

    @RunscTest(targets = TargetKind.FAKE)
    @RunscSettings(release = "20221219.0")
    void runsOnOne(FakeRunsc fake) {
      assertThat(fake.options().release()).isEqualTo("20221219.0");
    }
  }

  @Test
  void requiredReal_failsEvenIfOthersAreSkipped() {
    EngineExecutionResults results =
        run(
            BothTestCase.class,
            "runsc.missing-real",
            "skip",
            RealSearch.REQUIRED_PARAMETER,
            "20240729.0");

    assertThat(names(results)).contains("real:20240729.0");
    results.testEvents().assertStatistics(stats -> stats.succeeded(1).failed(1));
    assertThat(Kit.failure(results)).hasMessageEndingWith("(RUNSC_REQUIRE_REAL asks for it)");
  }

  @Test
  void settingOfATest_makesItRunOnReal() {
    EngineExecutionResults results = run(SettingTestCase.class);

    results.testEvents().assertStatistics(stats -> stats.aborted(1));
  }

  @ExtendWith(RunscExtension.class)
  static class SettingTestCase {
    @Test
    @RunscSettings(target = TargetKind.REAL, missingReal = MissingReal.SKIP)
    void isSkipped(Runsc runsc) {}
  }

  @Test
  void scriptedReplies_areRefusedForReal() {
    EngineExecutionResults results = run(ScriptedTestCase.class);

    results.testEvents().assertStatistics(stats -> stats.succeeded(1).failed(1));
    assertThat(Kit.failure(results))
        .hasMessage(
            ScriptedTestCase.class.getName()
                + "#runs is to run on real gVisor, which gives its own answers and no scripted"
                + " ones: leave out scripted replies, or run it on TargetKind.FAKE only (scripted"
                + " workloads are fine: there the bundle's own program takes their place)");
  }

  static class ScriptedTestCase {
    @RunscTest
    @RunscSettings(
        script = "{\"replies\": [{\"on\": {\"command\": \"list\"}, \"reply\": [{\"exit\": 1}]}]}")
    void runs(Runsc runsc) {}
  }

  @Test
  void noTargetsAndWrongReleases_areRefused() {
    EngineExecutionResults results = run(WrongTestCase.class);

    assertThat(Kit.failures(results))
        .extracting(Throwable::getMessage)
        .containsExactlyInAnyOrder(
            "@RunscTest on "
                + WrongTestCase.class.getName()
                + "#none: targets are one or more, each once, not []",
            "@RunscTest on "
                + WrongTestCase.class.getName()
                + "#wrong: \"latest\" is not a gVisor release: write it like 20240729.0");
  }

  static class WrongTestCase {
    @RunscTest(targets = {})
    void none() {}

    @RunscTest(releases = "latest")
    void wrong() {}
  }

  @Test
  void condition_skipsOrFailsWithTheReason() {
    EngineExecutionResults skipped = run(ConditionTestCase.class);
    EngineExecutionResults failed =
        run(ConditionTestCase.class, RealSearch.REQUIRED_PARAMETER, "20240729.0");

    skipped.testEvents().assertStatistics(stats -> stats.skipped(1).failed(1));
    assertThat(skipReasons(skipped))
        .containsExactly(
            "there is no real runsc 20240729.0 or later with --platform=systrap to run on: none is"
                + " in PATH or in "
                + nothing
                + "/RELEASE");
    failed.testEvents().assertStatistics(stats -> stats.failed(2));
  }

  static class ConditionTestCase {
    @Test
    @EnabledIfRealRunsc(minRelease = "20240729.0", platform = "systrap")
    void isSkipped() {}

    @Test
    @EnabledIfRealRunsc(minRelease = "new")
    void isWrong() {}
  }
}
