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
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.runsc.Runsc;
import dev.runsc.fake.FakeRunsc;
import dev.runsc.fake.TemporaryDirectories;
import dev.runsc.testkit.internal.Directories;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.internal.AssumptionViolatedException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.opentest4j.TestAbortedException;

class RunscExtensionTest {
  @TempDir Path output;

  @Test
  void passingTest_hasAWorkingClientAndLeavesNothing() {
    EngineExecutionResults results = Kit.run(PassingTestCase.class);

    results.testEvents().assertStatistics(stats -> stats.started(1).succeeded(1));
    assertThat(Seen.by(PassingTestCase.class)).hasSize(1).allSatisfy(RunscExtensionTest::gone);
    assertThat(PassingTestCase.sandbox.onExit()).succeedsWithin(Duration.ofSeconds(10));
    assertThat(Kit.reported(results, RunscExtension.DIRECTORY_ENTRY)).isEmpty();
  }

  @ExtendWith(RunscExtension.class)
  static class PassingTestCase {
    static volatile ProcessHandle sandbox;

    @Test
    void launches(Runsc runsc, FakeRunsc fake, Bundles bundles, FakeRunsc again) {
      Seen.saw(PassingTestCase.class, fake);
      Path bundle = bundles.bundle().annotation("job", "42").write();

      runsc.create("web", bundle);
      runsc.start("web");

      assertThat(again).isSameAs(fake);
      assertThat(bundle).startsWith(fake.directory().getParent());
      assertThat(runsc.state("web")).isRunning().hasBundle(bundle).hasAnnotation("job", "42");
      assertThat(fake)
          .invokedExactly("create", "start", "state")
          .invoked()
          .withGlobalFlag("root", fake.directory().resolveSibling("root"))
          .times(3);
      sandbox = ProcessHandle.of(runsc.state("web").pid().getAsInt()).orElseThrow();
      assertThat(sandbox.isAlive()).isTrue();
    }
  }

  @Test
  void failedTest_keepsAndNamesItsDirectory() throws IOException {
    EngineExecutionResults results = Kit.run(FailingTestCase.class, output);

    Path directory = Seen.by(FailingTestCase.class).get(0);
    Throwable failure = Kit.failure(results);
    assertThat(failure).hasMessage("not so");
    assertThat(Kit.suppressed(failure))
        .containsExactly(
            """
            The directory of this test is kept: %s
            Its calls of runsc:
              #1 create --bundle %s web   exit 0"""
                .formatted(directory, directory.resolve("bundles/bundle-1")));
    assertThat(Kit.reported(results, RunscExtension.DIRECTORY_ENTRY))
        .containsExactly(directory.toString());
    assertThat(output.resolve("fails_Runsc__FakeRunsc__Bundles_/runsc/calls.txt"))
        .content()
        .startsWith("Its calls of runsc:\n  #1 create --bundle ");
    assertThat(output.resolve("fails_Runsc__FakeRunsc__Bundles_/runsc/invocations.jsonl"))
        .hasSameBinaryContentAs(directory.resolve("fake/invocations.jsonl"));
    assertThat(FailingTestCase.sandbox.onExit()).succeedsWithin(Duration.ofSeconds(10));
    Directories.delete(directory);
  }

  @ExtendWith(RunscExtension.class)
  static class FailingTestCase {
    static volatile ProcessHandle sandbox;

    @Test
    void fails(Runsc runsc, FakeRunsc fake, Bundles bundles) throws IOException {
      Seen.saw(FailingTestCase.class, fake);
      runsc.create("web", bundles.bundle().write());
      sandbox =
          ProcessHandle.allProcesses()
              .filter(process -> process.info().commandLine().orElse("").contains("runsc-sandbox"))
              .filter(
                  process ->
                      process.info().commandLine().orElse("").contains(fake.directory().toString()))
              .findFirst()
              .orElseThrow();
      fail("not so");
    }
  }

  /** As it is where somebody runs the tests again without cleaning up. */
  @Test
  void evidence_replacesThatOfAnEarlierRun() throws IOException {
    Path place = Files.createDirectory(output.resolve("again"));

    Kit.run(FailingAgainTestCase.class, place);
    EngineExecutionResults results = Kit.run(FailingAgainTestCase.class, place);

    assertThat(Kit.suppressed(Kit.failure(results)))
        .singleElement()
        .satisfies(text -> assertThat(text).startsWith("The directory of this test is kept: "));
    for (Path directory : Seen.by(FailingAgainTestCase.class)) {
      Directories.delete(directory);
    }
  }

  @ExtendWith(RunscExtension.class)
  static class FailingAgainTestCase {
    @Test
    void fails(FakeRunsc fake) {
      Seen.saw(FailingAgainTestCase.class, fake);
      Executable.call(fake, "list");
      fail("not so");
    }
  }

  @Test
  void publicationThatFails_isNotedBesideTheFailure() throws IOException {
    Path file = Files.writeString(output.resolve("file"), "");

    EngineExecutionResults results = Kit.run(FailingWithoutOutputTestCase.class, file);

    assertThat(Kit.failure(results)).hasMessage("not so");
    assertThat(Kit.suppressed(Kit.failure(results)))
        .satisfiesExactly(
            evidence -> assertThat(evidence).startsWith("The directory of this test is kept: "),
            trouble -> assertThat(trouble).isEqualTo("Failed to create output directory"));
    Directories.delete(Seen.by(FailingWithoutOutputTestCase.class).get(0));
  }

  @ExtendWith(RunscExtension.class)
  static class FailingWithoutOutputTestCase {
    @Test
    void fails(FakeRunsc fake) {
      Seen.saw(FailingWithoutOutputTestCase.class, fake);
      fail("not so");
    }
  }

  @Test
  void failureInAfterEach_keepsTheDirectory() throws IOException {
    EngineExecutionResults results = Kit.run(FailingAfterEachTestCase.class, output);

    Path directory = Seen.by(FailingAfterEachTestCase.class).get(0);
    assertThat(Kit.suppressed(Kit.failure(results)).get(0)).contains(directory.toString());
    assertThat(directory).isDirectory();
    Directories.delete(directory);
  }

  @ExtendWith(RunscExtension.class)
  static class FailingAfterEachTestCase {
    @Test
    void passes(FakeRunsc fake) {
      Seen.saw(FailingAfterEachTestCase.class, fake);
    }

    @AfterEach
    void fails(FakeRunsc fake) {
      fail("not so");
    }
  }

  @Test
  void abortedTest_leavesNothing() {
    EngineExecutionResults results = Kit.run(AbortedTestCase.class);

    results.testEvents().assertStatistics(stats -> stats.aborted(2));
    assertThat(Seen.by(AbortedTestCase.class)).hasSize(2).allSatisfy(RunscExtensionTest::gone);
  }

  @ExtendWith(RunscExtension.class)
  static class AbortedTestCase {
    @Test
    void isNotForHere(FakeRunsc fake) {
      Seen.saw(AbortedTestCase.class, fake);
      throw new TestAbortedException("not here");
    }

    @Test
    void isNotForHereInJUnit4sWords(FakeRunsc fake) {
      Seen.saw(AbortedTestCase.class, fake);
      throw new AssumptionViolatedException("not here");
    }
  }

  @Test
  void everyTest_hasAFakeOfItsOwnForAllItsMethods() {
    EngineExecutionResults results = Kit.run(LifecycleTestCase.class);

    results.testEvents().assertStatistics(stats -> stats.succeeded(2));
    List<Path> seen = Seen.by(LifecycleTestCase.class);
    assertThat(seen).hasSize(8).allSatisfy(RunscExtensionTest::gone);
    assertThat(new HashSet<>(seen.subList(0, 4))).hasSize(1);
    assertThat(new HashSet<>(seen.subList(4, 8))).hasSize(1);
    assertThat(seen.get(0)).isNotEqualTo(seen.get(4));
  }

  @ExtendWith(RunscExtension.class)
  @Execution(ExecutionMode.SAME_THREAD)
  static class LifecycleTestCase {
    LifecycleTestCase(FakeRunsc fake) {
      Seen.saw(LifecycleTestCase.class, fake);
    }

    @BeforeEach
    void before(FakeRunsc fake) {
      Seen.saw(LifecycleTestCase.class, fake);
    }

    @Test
    void one(FakeRunsc fake) {
      Seen.saw(LifecycleTestCase.class, fake);
    }

    @Test
    void two(FakeRunsc fake) {
      Seen.saw(LifecycleTestCase.class, fake);
    }

    @AfterEach
    void after(FakeRunsc fake) {
      Seen.saw(LifecycleTestCase.class, fake);
    }
  }

  @Test
  void beforeAll_sharesItsFakeWithTheClassAndItsNestedClasses() {
    EngineExecutionResults results = Kit.run(SharingTestCase.class);

    results.testEvents().assertStatistics(stats -> stats.succeeded(3));
    List<Path> seen = Seen.by(SharingTestCase.class);
    assertThat(seen).hasSize(7).allSatisfy(RunscExtensionTest::gone);
    assertThat(new HashSet<>(seen)).hasSize(1);
  }

  @ExtendWith(RunscExtension.class)
  static class SharingTestCase {
    static volatile Path shared;

    @BeforeAll
    static void before(FakeRunsc fake) {
      Seen.saw(SharingTestCase.class, fake);
    }

    @Test
    void one(FakeRunsc fake) {
      Seen.saw(SharingTestCase.class, fake);
    }

    @Test
    void two(FakeRunsc fake) {
      Seen.saw(SharingTestCase.class, fake);
    }

    @AfterAll
    static void after(FakeRunsc fake) {
      assertThat(fake.directory()).isDirectory();
      Seen.saw(SharingTestCase.class, fake);
    }

    @Nested
    class Inner {
      @BeforeAll
      static void before(FakeRunsc fake) {
        Seen.saw(SharingTestCase.class, fake);
      }

      @Test
      void three(FakeRunsc fake) {
        Seen.saw(SharingTestCase.class, fake);
      }

      @AfterAll
      static void after(FakeRunsc fake) {
        assertThat(fake.directory()).isDirectory();
        Seen.saw(SharingTestCase.class, fake);
      }
    }
  }

  @Test
  void oneClassThatShares_doesNotShareWithItsEnclosingClass() {
    EngineExecutionResults results = Kit.run(NestedSharingTestCase.class);

    results.testEvents().assertStatistics(stats -> stats.succeeded(3));
    assertThat(new HashSet<>(Seen.by(NestedSharingTestCase.class))).hasSize(2);
    assertThat(Seen.by(NestedSharingTestCase.class)).allSatisfy(RunscExtensionTest::gone);
  }

  @ExtendWith(RunscExtension.class)
  static class NestedSharingTestCase {
    @Test
    void outer(FakeRunsc fake) {
      Seen.saw(NestedSharingTestCase.class, fake);
    }

    @Nested
    class Inner {
      @BeforeAll
      static void before(FakeRunsc fake) {
        Seen.saw(NestedSharingTestCase.class, fake);
      }

      @Test
      void one(FakeRunsc fake) {
        Seen.saw(NestedSharingTestCase.class, fake);
      }

      @Test
      void two(FakeRunsc fake) {
        Seen.saw(NestedSharingTestCase.class, fake);
      }
    }
  }

  @Test
  void failureOfOneTest_keepsTheSharedDirectory() throws IOException {
    EngineExecutionResults results = Kit.run(SharingFailureTestCase.class, output);

    Path directory = Seen.by(SharingFailureTestCase.class).get(0);
    results.testEvents().assertStatistics(stats -> stats.succeeded(1).failed(1));
    assertThat(Kit.suppressed(Kit.failure(results)))
        .containsExactly(
            "The directory of this test is kept: "
                + directory
                + "\nIts calls of runsc:\n  #1 list   exit 0");
    assertThat(Kit.reported(results, RunscExtension.DIRECTORY_ENTRY))
        .containsExactly(directory.toString());
    assertThat(directory).isDirectory();
    Directories.delete(directory);
  }

  @ExtendWith(RunscExtension.class)
  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  @Execution(ExecutionMode.SAME_THREAD)
  static class SharingFailureTestCase {
    @BeforeAll
    static void before(FakeRunsc fake) {
      Seen.saw(SharingFailureTestCase.class, fake);
      Executable.call(fake, "list");
    }

    @Test
    @Order(1)
    void fails() {
      fail("not so");
    }

    @Test
    @Order(2)
    void passes() {}
  }

  @Test
  void constructorOfAClassWithOneInstance_shares() {
    EngineExecutionResults results = Kit.run(PerClassTestCase.class);

    results.testEvents().assertStatistics(stats -> stats.succeeded(2));
    List<Path> seen = Seen.by(PerClassTestCase.class);
    assertThat(seen).hasSize(3).allSatisfy(RunscExtensionTest::gone);
    assertThat(new HashSet<>(seen)).hasSize(1);
  }

  @ExtendWith(RunscExtension.class)
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class PerClassTestCase {
    PerClassTestCase(FakeRunsc fake) {
      Seen.saw(PerClassTestCase.class, fake);
    }

    @Test
    void one(FakeRunsc fake) {
      Seen.saw(PerClassTestCase.class, fake);
    }

    @Test
    void two(FakeRunsc fake) {
      Seen.saw(PerClassTestCase.class, fake);
    }
  }

  @Test
  void oneInstanceThatAsksInItsTestsOnly_doesNotShare() {
    Kit.run(PerClassUnsharedTestCase.class)
        .testEvents()
        .assertStatistics(stats -> stats.succeeded(2));

    assertThat(new HashSet<>(Seen.by(PerClassUnsharedTestCase.class))).hasSize(2);
  }

  @ExtendWith(RunscExtension.class)
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class PerClassUnsharedTestCase {
    @Test
    void one(FakeRunsc fake) {
      Seen.saw(PerClassUnsharedTestCase.class, fake);
    }

    @Test
    void two(FakeRunsc fake) {
      Seen.saw(PerClassUnsharedTestCase.class, fake);
    }
  }

  @Test
  void repeatedAndParameterizedTests_haveAFakePerInvocation() {
    EngineExecutionResults results = Kit.run(TemplatesTestCase.class);

    results.testEvents().assertStatistics(stats -> stats.succeeded(5));
    assertThat(Seen.by(TemplatesTestCase.class))
        .hasSize(5)
        .doesNotHaveDuplicates()
        .allSatisfy(RunscExtensionTest::gone);
  }

  @ExtendWith(RunscExtension.class)
  static class TemplatesTestCase {
    @RepeatedTest(3)
    void repeated(FakeRunsc fake) {
      Seen.saw(TemplatesTestCase.class, fake);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b"})
    void parameterized(String id, FakeRunsc fake) {
      Seen.saw(TemplatesTestCase.class, fake);
    }
  }

  @Test
  void templateOfAnotherExtension_hasAFakePerInvocation() {
    EngineExecutionResults results = Kit.run(ForeignTemplateTestCase.class);

    results.testEvents().assertStatistics(stats -> stats.succeeded(2));
    assertThat(Seen.by(ForeignTemplateTestCase.class))
        .hasSize(2)
        .doesNotHaveDuplicates()
        .allSatisfy(RunscExtensionTest::gone);
  }

  @ExtendWith({RunscExtension.class, TwoColours.class})
  static class ForeignTemplateTestCase {
    @TestTemplate
    void coloured(String colour, Runsc runsc, FakeRunsc fake, Bundles bundles) {
      runsc.create(colour, bundles.bundle().write());

      assertThat(fake).invoked("create").withId(colour).once();
      Seen.saw(ForeignTemplateTestCase.class, fake);
    }
  }

  /** Invocations as another library would make them, each with a parameter of its own. */
  static class TwoColours implements TestTemplateInvocationContextProvider {
    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
      return true;
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
        ExtensionContext context) {
      return Stream.of("red", "blue").map(Colour::new);
    }
  }

  private record Colour(String name) implements TestTemplateInvocationContext {
    @Override
    public List<Extension> getAdditionalExtensions() {
      return List.of(
          new ParameterResolver() {
            @Override
            public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
              return parameter.getParameter().getType() == String.class;
            }

            @Override
            public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
              return name;
            }
          });
    }
  }

  @Test
  void failureOfADynamicTest_keepsTheDirectoryOfItsFactory() throws IOException {
    EngineExecutionResults results = Kit.run(DynamicTestCase.class, output);

    results.testEvents().assertStatistics(stats -> stats.succeeded(1).failed(1).aborted(1));
    Path directory = Seen.by(DynamicTestCase.class).get(0);
    assertThat(Kit.suppressed(Kit.failure(results)))
        .containsExactly(
            "The directory of this test is kept: "
                + directory
                + "\nIts calls of runsc:\n  #1 list   exit 0");
    assertThat(directory).isDirectory();
    Directories.delete(directory);
  }

  @ExtendWith(RunscExtension.class)
  static class DynamicTestCase {
    @TestFactory
    @Execution(ExecutionMode.SAME_THREAD)
    Stream<DynamicTest> tests(FakeRunsc fake) {
      Seen.saw(DynamicTestCase.class, fake);
      return Stream.of(
          DynamicTest.dynamicTest("passes", () -> Executable.call(fake, "list")),
          DynamicTest.dynamicTest("fails", () -> fail("not so")),
          DynamicTest.dynamicTest("aborts", () -> assumeThat(true).isFalse()));
    }
  }

  @Test
  void testsInParallel_doNotMeet() {
    EngineExecutionResults results =
        Kit.builder(ParallelTestCase.class)
            .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
            .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
            .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
            .configurationParameter(
                "junit.jupiter.execution.parallel.config.fixed.parallelism", "8")
            .execute();

    results.testEvents().assertStatistics(stats -> stats.succeeded(40));
    assertThat(Seen.by(ParallelTestCase.class))
        .hasSize(40)
        .doesNotHaveDuplicates()
        .allSatisfy(RunscExtensionTest::gone);
  }

  @ExtendWith(RunscExtension.class)
  static class ParallelTestCase {
    @RepeatedTest(40)
    void isAlone(Runsc runsc, FakeRunsc fake, Bundles bundles) {
      Seen.saw(ParallelTestCase.class, fake);
      runsc.create("web", bundles.bundle().write());
      assertThat(runsc.list()).singleElement().satisfies(web -> assertThat(web).isCreated());
      assertThat(fake).invokedExactly("create", "list");
    }
  }

  @Test
  void extensionOfAnInstance_servesItsMethods() {
    EngineExecutionResults results = Kit.run(InstanceExtensionTestCase.class);

    results.testEvents().assertStatistics(stats -> stats.succeeded(1));
    assertThat(Seen.by(InstanceExtensionTestCase.class)).allSatisfy(RunscExtensionTest::gone);
  }

  static class InstanceExtensionTestCase {
    @RegisterExtension
    final RunscExtension runsc = RunscExtension.builder().release("20221219.0").build();

    @Test
    void isServed(FakeRunsc fake) {
      Seen.saw(InstanceExtensionTestCase.class, fake);
      assertThat(fake.options().release()).isEqualTo("20221219.0");
    }
  }

  @Test
  void otherTypes_areLeftToOthers() {
    EngineExecutionResults results = Kit.run(ForeignTypeTestCase.class);

    assertThat(Kit.failure(results))
        .hasMessageContaining("No ParameterResolver registered for parameter [")
        .hasMessageContaining("OciBundle");
  }

  @ExtendWith(RunscExtension.class)
  static class ForeignTypeTestCase {
    @Test
    void asksForSomethingElse(OciBundle bundle) {}
  }

  /** State lies in the store: one extension object serves many tests at once. */
  @Test
  void fields_areFinal() {
    assertThat(RunscExtension.class.getDeclaredFields())
        .allMatch(field -> Modifier.isFinal(field.getModifiers()));
  }

  private static void gone(Path directory) {
    assertThat(directory).doesNotExist();
    assertThat(directory.getParent()).isEqualTo(TemporaryDirectories.base());
    assertThat(Files.exists(directory)).isFalse();
  }
}
