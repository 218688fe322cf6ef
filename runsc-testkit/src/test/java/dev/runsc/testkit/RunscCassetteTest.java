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

import static dev.runsc.testkit.RunscAssertions.assertThat;
import static dev.runsc.testkit.RunscAssertions.assertThatRunscExceptionIsThrownBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.runsc.DeleteOptions;
import dev.runsc.ErrorKind;
import dev.runsc.Runsc;
import dev.runsc.fake.FakeRunsc;
import dev.runsc.fake.Workload;
import dev.runsc.testkit.internal.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

class RunscCassetteTest {
  @TempDir static Path output;

  private static EngineTestKit.Builder withoutReal(Class<?> testCase) {
    return Kit.builder(testCase)
        .outputDirectoryCreator(Kit.output(output))
        .configurationParameter(RealSearch.RELEASES_PARAMETER, output.toString())
        .configurationParameter(RealSearch.REQUIRED_PARAMETER, "");
  }

  @Test
  void test_isAnsweredByWhatWasRecorded() {
    EngineExecutionResults results = withoutReal(LifeTestCase.class).execute();

    results.testEvents().assertStatistics(stats -> stats.started(3).succeeded(3));
  }

  /**
   * Its cassettes are in {@code src/test/cassettes}, recorded on gVisor itself: run this class with
   * {@code -Drunsc.cassette-mode=rerecord} to renew them.
   */
  @ExtendWith(RunscExtension.class)
  @RunscCassette
  static class LifeTestCase {
    @RunscTest(
        targets = TargetKind.FAKE,
        releases = {"20221219.0", "20240729.0"})
    void livesAndDies(Runsc runsc, FakeRunsc fake, Bundles bundles, @FreshId String id) {
      Path bundle = bundles.bundle().args("/bin/sleep", "1000").write();

      runsc.create(id, bundle);
      assertThat(runsc.state(id)).isCreated().hasBundle(bundle).hasPid();
      runsc.start(id);
      assertThat(runsc.list()).singleElement().satisfies(one -> assertThat(one).hasId(id));
      runsc.delete(id, DeleteOptions.builder().force(true).build());
      assertThatRunscExceptionIsThrownBy(() -> runsc.state(id)).hasKind(ErrorKind.NOT_FOUND);

      assertThat(fake)
          .invokedExactly("create", "state", "start", "list", "delete", "state")
          .invoked()
          .invocations()
          .extracting(call -> call.answeredBy().replaceAll("\\[[0-9]+\\]", ""))
          .isSubsetOf("cassette", "real");
    }

    @Test
    @RunscCassette("missing-container")
    void missingContainer_isToldAsRunscDoes(Runsc runsc, @FreshId String id) {
      assertThatRunscExceptionIsThrownBy(() -> runsc.delete(id)).hasExitCode(128);
    }
  }

  @Test
  void missingCassette_isNamed() {
    EngineExecutionResults results = withoutReal(MissingTestCase.class).execute();

    assertThat(Kit.failure(results))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(
            "src/test/cassettes/RELEASE/"
                + MissingTestCase.class.getName().replace('$', '.')
                + ".hasNone.json: run the test once where real gVisor runs, with mode ="
                + " CassetteMode.RECORD_IF_MISSING or -Drunsc.cassette-mode=record-if-missing");
  }

  @ExtendWith(RunscExtension.class)
  static class MissingTestCase {
    @Test
    @RunscCassette
    void hasNone(Runsc runsc) {
      runsc.list();
    }
  }

  @Test
  void recordingWithoutReal_failsOrIsSkippedButIsNotSilent() {
    withoutReal(RecordingTestCase.class)
        .execute()
        .testEvents()
        .assertStatistics(stats -> stats.failed(3).skipped(0).succeeded(0));
    EngineExecutionResults skipped =
        withoutReal(RecordingTestCase.class)
            .configurationParameter(RunscExtension.MISSING_REAL_PARAMETER, "skip")
            .execute();

    assertThat(skipped.allEvents().skipped().count() + skipped.allEvents().aborted().count())
        .isEqualTo(3);
    assertThat(skipped.allEvents().skipped().stream())
        .allSatisfy(
            event ->
                assertThat(event.getRequiredPayload(String.class))
                    .contains("there is no real runsc"));
  }

  @ExtendWith(RunscExtension.class)
  @RunscCassette(mode = CassetteMode.RECORD_IF_MISSING)
  static class RecordingTestCase {
    @Test
    void one(Runsc runsc) {
      runsc.list();
    }

    @RepeatedTest(2)
    void several(Runsc runsc) {
      runsc.list();
    }
  }

  @Test
  void callsThatAreNotAsRecorded_fail() throws IOException {
    EngineExecutionResults results = withoutReal(OtherCallsTestCase.class).execute();

    results.testEvents().assertStatistics(stats -> stats.failed(2));
    List<String> messages =
        Kit.failures(results)
            .map(failure -> String.valueOf(failure.getMessage()))
            .sorted()
            .toList();
    assertThat(messages)
        .satisfiesExactly(
            message ->
                assertThat(message)
                    .startsWith("\nThe fake had to refuse calls of ")
                    .contains("the cassette has no"),
            message ->
                assertThat(message)
                    .startsWith("\nThis was never asked for in ")
                    .contains("#makesNone:\n  calls[0]: ")
                    .contains(" delete {{id1}}"));
    for (Path directory : Seen.by(OtherCallsTestCase.class)) {
      Directories.delete(directory);
    }
  }

  @ExtendWith(RunscExtension.class)
  @RunscCassette("missing-container")
  static class OtherCallsTestCase {
    @Test
    void makesNone(FakeRunsc fake) {
      Seen.saw(OtherCallsTestCase.class, fake);
    }

    @Test
    void makesAnother(FakeRunsc fake, Runsc runsc, @FreshId String id) {
      Seen.saw(OtherCallsTestCase.class, fake);
      assertThatRunscExceptionIsThrownBy(() -> runsc.delete(id)).hasExitCode(128);
      assertThat(Executable.call(fake, "pause " + id)).isNotZero();
    }
  }

  @Test
  void settingsThatGoWithNoCassette_areRefused() {
    assertThat(Kit.failures(withoutReal(WrongTestCase.class).execute()))
        .hasSize(4)
        .allSatisfy(
            failure ->
                assertThat(failure)
                    .isInstanceOf(ExtensionConfigurationException.class)
                    .hasMessageContaining(
                        "is answered from a cassette, which has all that a real runsc answered:"
                            + " leave out "));
    assertThatExceptionOfType(ExtensionConfigurationException.class)
        .isThrownBy(() -> new CassetteSetting("a/b", CassetteMode.REPLAY))
        .withMessage("not the name of a cassette: \"a/b\"; leave out the directory");
  }

  @ExtendWith(RunscExtension.class)
  @RunscCassette("missing-container")
  static class WrongTestCase {
    @Test
    @RunscSettings(strict = true)
    void strict(Runsc runsc) {}

    @Test
    @RunscSettings(workload = Workload.HOST)
    void host(Runsc runsc) {}

    @Test
    @RunscSettings(target = TargetKind.REAL)
    void real(Runsc runsc) {}

    @Test
    @RunscSettings(ociVersion = "1.2.0")
    void version(Runsc runsc) {}
  }

  @Test
  void wrongMode_isRefused() {
    EngineExecutionResults results =
        withoutReal(MissingTestCase.class)
            .configurationParameter(RunscExtension.CASSETTE_MODE_PARAMETER, "often")
            .execute();

    assertThat(Kit.failure(results))
        .hasMessage(
            "the configuration parameter runsc.cassette-mode is replay, record-if-missing or"
                + " rerecord, not \"often\"");
  }

  @Test
  void builder_meansTheSame() {
    assertThat(RunscExtension.builder().cassettes(CassetteMode.REPLAY).build().settings())
        .isEqualTo(
            Settings.DEFAULTS.overriddenBy(
                PartialSettings.of(new CassetteSetting("", CassetteMode.REPLAY))));
  }

  @Test
  void cassettes_areKeptByRelease() {
    Path directory = Path.of(System.getProperty("basedir", ""), "src/test/cassettes");

    assertThat(List.of("20221219.0", "20240729.0"))
        .allSatisfy(
            release ->
                assertThat(
                        directory.resolve(
                            release
                                + "/"
                                + LifeTestCase.class.getName().replace('$', '.')
                                + ".livesAndDies.json"))
                    .satisfies(file -> assertThat(Files.readString(file)).contains(release)));
  }
}
