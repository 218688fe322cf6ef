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
import dev.runsc.fake.Script;
import dev.runsc.fake.Workload;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineExecutionResults;

class RunscSettingsTest {
  private static final String OLDER = "20221219.0";

  @Test
  @SuppressWarnings("NullAway") // The annotation's defaults are never null.
  void defaults_areTheSameBothWays() throws NoSuchMethodException {
    RunscSettings annotation = DefaultsTestCase.class.getDeclaredAnnotation(RunscSettings.class);
    Settings base = new RunscExtension().settings();

    assertThat(RunscExtension.builder().build().settings()).isEqualTo(base);
    assertThat(base.overriddenBy(PartialSettings.of(annotation, "here", DefaultsTestCase.class)))
        .isEqualTo(base);
    assertSame(base.fakeOptions(), FakeOptions.defaults());
  }

  @RunscSettings
  static class DefaultsTestCase {}

  /** A file is for the builder, a resource for the annotation. */
  @Test
  void builderAndAnnotation_setTheSameThings() {
    Set<String> annotation = names(RunscSettings.class);
    annotation.remove("scriptResource");
    Set<String> builder = names(RunscExtension.Builder.class);
    builder.remove("build");
    // Has an annotation of its own.
    builder.remove("cassettes");

    assertThat(annotation).isEqualTo(builder);
    Set<String> fake = names(FakeOptions.Builder.class);
    // Faults stand in the script here; a cassette is recorded and replayed by its annotation.
    fake.removeAll(Set.of("faults", "passThrough", "cassette"));
    assertThat(names(RunscExtension.Builder.class)).containsAll(fake);
  }

  private static void assertSame(FakeOptions actual, FakeOptions expected) {
    assertThat(List.of(actual.release(), actual.ociVersion(), actual.script().json()))
        .isEqualTo(List.of(expected.release(), expected.ociVersion(), expected.script().json()));
    assertThat(List.of(actual.workload(), actual.strict(), actual.environment()))
        .isEqualTo(List.of(expected.workload(), expected.strict(), expected.environment()));
  }

  /** The version follows the release, unless it is set. */
  @Test
  void ociVersion_isThatOfTheReleaseUnlessSet() {
    Kit.run(OciVersionTestCase.class).testEvents().assertStatistics(stats -> stats.succeeded(2));
  }

  @ExtendWith(RunscExtension.class)
  static class OciVersionTestCase {
    @Test
    @RunscSettings(release = OLDER)
    void unset(FakeRunsc fake) {
      assertThat(fake.options().ociVersion())
          .isEqualTo(FakeOptions.builder().release(OLDER).build().ociVersion());
    }

    @Test
    @RunscSettings(ociVersion = "9.9")
    void set(Runsc runsc, Bundles bundles) {
      runsc.create("web", bundles.bundle().write());

      assertThat(runsc.state("web").ociVersion()).isEqualTo("9.9");
    }
  }

  private static Set<String> names(Class<?> type) {
    return Stream.of(type.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .map(Method::getName)
        .collect(Collectors.toCollection(HashSet::new));
  }

  @Test
  void builderAndAnnotation_meanTheSame(@TempDir Path directory) throws IOException {
    String script = "{\"replies\": []}";
    Path file = Files.writeString(directory.resolve("script.json"), script);
    RunscSettings annotation = EverythingTestCase.class.getDeclaredAnnotation(RunscSettings.class);
    Settings annotated =
        new RunscExtension()
            .settings()
            .overriddenBy(PartialSettings.of(annotation, "here", EverythingTestCase.class));

    RunscExtension.Builder builder =
        RunscExtension.builder()
            .release(OLDER)
            .ociVersion("1.1.0")
            .workload(Workload.HOST)
            .strict(true)
            .environment("HOME", "LANG")
            .target(TargetKind.REAL)
            .platform("systrap")
            .missingReal(MissingReal.SKIP)
            .failOnUnexpectedCalls(false)
            .failOnUnusedReplies(true)
            .failOnLeftContainers(true)
            .cleanup(Cleanup.NEVER);
    assertThat(builder.script(Script.parse(script)).build().settings()).isEqualTo(annotated);
    assertThat(builder.script(file).build().settings()).isEqualTo(annotated);
    assertSame(
        annotated.fakeOptions(),
        FakeOptions.builder()
            .release(OLDER)
            .ociVersion("1.1.0")
            .workload(Workload.HOST)
            .strict(true)
            .environment("HOME", "LANG")
            .script(Script.parse(script))
            .build());
  }

  @RunscSettings(
      release = OLDER,
      ociVersion = "1.1.0",
      workload = Workload.HOST,
      strict = true,
      environment = {"HOME", "LANG"},
      script = "{\"replies\": []}",
      target = TargetKind.REAL,
      platform = "systrap",
      missingReal = MissingReal.SKIP,
      failOnUnexpectedCalls = false,
      failOnUnusedReplies = true,
      failOnLeftContainers = true,
      cleanup = Cleanup.NEVER)
  static class EverythingTestCase {}

  @Test
  void places_areLaidOverEachOther() {
    Kit.run(PlacesTestCase.class).testEvents().assertStatistics(stats -> stats.succeeded(4));
  }

  @Retention(RetentionPolicy.RUNTIME)
  @RunscSettings(strict = true)
  @interface Strictly {}

  @Retention(RetentionPolicy.RUNTIME)
  @Strictly
  @RunscSettings(release = OLDER)
  @interface StrictlyOlder {}

  @RunscSettings(environment = "LANG")
  interface Located {}

  @RunscSettings(release = OLDER, workload = Workload.HOST)
  abstract static class Base implements Located {}

  @RunscSettings(environment = "HOME")
  static class PlacesTestCase extends Base {
    @RegisterExtension
    static final RunscExtension RUNSC =
        RunscExtension.builder().strict(true).workload(Workload.SCRIPTED).build();

    @Test
    void superclassAndInterfaceAndBuilder(FakeRunsc fake) {
      assertThat(fake.options().release()).isEqualTo(OLDER);
      assertThat(fake.options().workload()).isEqualTo(Workload.HOST);
      assertThat(fake.options().strict()).isTrue();
      assertThat(fake.options().environment()).containsExactlyInAnyOrder("HOME", "LANG");
    }

    @Test
    @RunscSettings(strict = false, release = "20240729.0")
    void methodFirst(FakeRunsc fake) {
      assertThat(fake.options().release()).isEqualTo("20240729.0");
      assertThat(fake.options().strict()).isFalse();
      assertThat(fake.options().workload()).isEqualTo(Workload.HOST);
    }

    @Nested
    @RunscSettings(strict = false)
    class Inner {
      @Test
      void nestedFirst(FakeRunsc fake) {
        assertThat(fake.options().strict()).isFalse();
        assertThat(fake.options().release()).isEqualTo(OLDER);
      }

      @Test
      @StrictlyOlder
      @RunscSettings(workload = Workload.SCRIPTED)
      void composed(FakeRunsc fake) {
        assertThat(fake.options().strict()).isTrue();
        assertThat(fake.options().release()).isEqualTo(OLDER);
        assertThat(fake.options().workload()).isEqualTo(Workload.SCRIPTED);
      }
    }
  }

  @Test
  void scripts_comeInlineAndFromResources() {
    Kit.run(ScriptsTestCase.class).testEvents().assertStatistics(stats -> stats.succeeded(3));
  }

  @ExtendWith(RunscExtension.class)
  @RunscSettings(scriptResource = "start-fails.json")
  static class ScriptsTestCase {
    @Test
    void relativeResource(FakeRunsc fake) {
      assertThat(Executable.call(fake, "start web")).isEqualTo(128);
      RunscAssertions.assertThat(fake.invocations().get(0)).hasStderr("from a resource\n");
    }

    @Test
    @RunscSettings(scriptResource = "/dev/runsc/testkit/start-fails.json")
    void absoluteResource(FakeRunsc fake) {
      assertThat(Executable.call(fake, "start web")).isEqualTo(128);
      RunscAssertions.assertThat(fake.invocations().get(0)).hasStderr("from a resource\n");
    }

    @Test
    @RunscSettings(
        script =
            """
            {"replies": [{"on": {"command": "start"}, "reply": [{"exit": 0}]}]}
            """)
    void inlineOverResource(FakeRunsc fake) {
      assertThat(Executable.call(fake, "start web")).isZero();
    }
  }

  private static void refused(Class<?> testCase, String message) {
    EngineExecutionResults results = Kit.run(testCase);

    results.testEvents().assertStatistics(stats -> stats.succeeded(0));
    assertThat(Kit.failures(results))
        .isNotEmpty()
        .allSatisfy(
            failure ->
                assertThat(failure)
                    .isInstanceOf(ExtensionConfigurationException.class)
                    .hasMessage(message));
  }

  private static String name(Class<?> type) {
    return type.getName();
  }

  @Test
  void unknownRelease_isRefusedBeforeTheClassRuns() {
    refused(
        UnknownReleaseTestCase.class,
        name(UnknownReleaseTestCase.class)
            + ": no profile of gVisor release \"20200101.0\"; there are "
            + String.join(", ", FakeOptions.releases()));
  }

  @ExtendWith(RunscExtension.class)
  @RunscSettings(release = "20200101.0")
  static class UnknownReleaseTestCase {
    @Test
    void doesNotEvenAskForAFake() {}
  }

  @Test
  void wordThatIsNoRelease_isRefused() {
    refused(
        NoReleaseTestCase.class,
        "@RunscSettings on "
            + name(NoReleaseTestCase.class)
            + ": \"latest\" is not a gVisor release: write it like 20240729.0");
  }

  @ExtendWith(RunscExtension.class)
  @RunscSettings(release = "latest")
  static class NoReleaseTestCase {
    @Test
    void isRefused() {}
  }

  @Test
  void brokenScript_isRefusedWithItsPlace() {
    EngineExecutionResults results = Kit.run(BrokenScriptTestCase.class);

    assertThat(Kit.failure(results))
        .isInstanceOf(ExtensionConfigurationException.class)
        .hasMessageStartingWith(
            "@RunscSettings on "
                + name(BrokenScriptTestCase.class)
                + "#isRefused: script: script:1:");
  }

  @ExtendWith(RunscExtension.class)
  static class BrokenScriptTestCase {
    @Test
    @RunscSettings(script = "{\"replies\": ")
    void isRefused() {}
  }

  @Test
  void twoScripts_areRefused() {
    refused(
        TwoScriptsTestCase.class,
        "@RunscSettings on "
            + name(TwoScriptsTestCase.class)
            + ": both script and scriptResource are set; leave one of them");
  }

  @ExtendWith(RunscExtension.class)
  @RunscSettings(script = "{}", scriptResource = "start-fails.json")
  static class TwoScriptsTestCase {
    @Test
    void isRefused() {}
  }

  @Test
  void missingResource_isNamedWithWhereItWasLookedFor() {
    EngineExecutionResults results = Kit.run(MissingResourceTestCase.class);

    assertThat(Kit.failure(results))
        .hasMessageStartingWith(
            "@RunscSettings on "
                + name(MissingResourceTestCase.class)
                + ": there is no resource \"nosuch.json\" relative to "
                + name(MissingResourceTestCase.class));
  }

  @ExtendWith(RunscExtension.class)
  @RunscSettings(scriptResource = "nosuch.json")
  static class MissingResourceTestCase {
    @Test
    void isRefused() {}
  }

  @Test
  void severalValues_areRefused() {
    refused(
        SeveralValuesTestCase.class,
        "@RunscSettings on "
            + name(SeveralValuesTestCase.class)
            + ": workload is one value, not several: [SCRIPTED, HOST]");
  }

  @ExtendWith(RunscExtension.class)
  @RunscSettings(workload = {Workload.SCRIPTED, Workload.HOST})
  static class SeveralValuesTestCase {
    @Test
    void isRefused() {}
  }

  @Test
  void twoAnnotationsThatSetTheSame_areRefused() {
    refused(
        ConflictTestCase.class,
        "@RunscSettings on "
            + name(ConflictTestCase.class)
            + ": strict is set by two annotations there; leave one of them");
  }

  @ExtendWith(RunscExtension.class)
  @Strictly
  @RunscSettings(strict = false)
  static class ConflictTestCase {
    @Test
    void isRefused() {}
  }

  @Test
  void settingsInAComposedAnnotation_areNamedWithIt() {
    refused(
        BadlyComposedTestCase.class,
        "@RunscSettings on @"
            + name(BadlyComposed.class)
            + " on "
            + name(BadlyComposedTestCase.class)
            + ": not the name of an environment variable: \"A=B\" (letters, digits and _, and no"
            + " digit first)");
  }

  @Retention(RetentionPolicy.RUNTIME)
  @RunscSettings(environment = "A=B")
  @interface BadlyComposed {}

  @ExtendWith(RunscExtension.class)
  @BadlyComposed
  static class BadlyComposedTestCase {
    @Test
    void isRefused() {}
  }

  @Test
  void settingsThatASharedFakeCannotFollow_areRefused() {
    EngineExecutionResults results = Kit.run(SharedTestCase.class);

    results.testEvents().assertStatistics(stats -> stats.succeeded(1).failed(1));
    assertThat(Kit.failure(results))
        .isInstanceOf(ExtensionConfigurationException.class)
        .hasMessage(
            "@RunscSettings of %s#differs cannot be followed: it shares the fake of %s, which has"
                    .formatted(name(SharedTestCase.class), name(SharedTestCase.class))
                + " other settings. Move the annotation to "
                + name(SharedTestCase.class)
                + ", or ask for the fake in a @BeforeEach or test method instead of there, so that"
                + " every test has its own");
  }

  @ExtendWith(RunscExtension.class)
  static class SharedTestCase {
    @BeforeAll
    static void share(FakeRunsc fake) {}

    @Test
    void agrees() {}

    @Test
    @RunscSettings(release = OLDER)
    void differs() {}
  }
}
