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

import dev.runsc.Runsc;
import dev.runsc.fake.FakeRunsc;
import dev.runsc.fake.Workload;
import dev.runsc.testkit.internal.Directories;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** What is looked at after a test. */
class RunscVerificationTest {
  @TempDir Path output;

  @Test
  void refusedCall_failsATestThatSwallowsIt() throws IOException {
    EngineExecutionResults results = Kit.run(RefusedTestCase.class, output);

    results.testEvents().assertStatistics(stats -> stats.failed(1).succeeded(1));
    assertThat(Kit.failure(results))
        .hasMessage(
            """

            The fake had to refuse calls of %s#swallows:
              #1 list   exit 125
                fake-runsc: no scripted reply matches "list"; the script has no replies
            If that is meant, set failOnUnexpectedCalls = false"""
                .formatted(RefusedTestCase.class.getName()));
    Directories.delete(Seen.by(RefusedTestCase.class).get(0));
  }

  @ExtendWith(RunscExtension.class)
  @RunscSettings(strict = true)
  static class RefusedTestCase {
    @Test
    void swallows(FakeRunsc fake) {
      Seen.saw(RefusedTestCase.class, fake);
      Executable.call(fake, "list");
    }

    @Test
    @RunscSettings(failOnUnexpectedCalls = false)
    void means(FakeRunsc fake) {
      Executable.call(fake, "list");
    }
  }

  @Test
  void refusedCall_isSuppressedIfTheTestHasFailed() throws IOException {
    EngineExecutionResults results = Kit.run(FailedAndRefusedTestCase.class, output);

    assertThat(Kit.failure(results)).hasMessage("not so");
    assertThat(Kit.suppressed(Kit.failure(results)).get(0))
        .startsWith("\nThe fake had to refuse calls of ");
    Directories.delete(Seen.by(FailedAndRefusedTestCase.class).get(0));
  }

  @ExtendWith(RunscExtension.class)
  @RunscSettings(strict = true)
  static class FailedAndRefusedTestCase {
    @Test
    void fails(FakeRunsc fake) {
      Seen.saw(FailedAndRefusedTestCase.class, fake);
      Executable.call(fake, "list");
      fail("not so");
    }
  }

  @Test
  void refusedCallOfAClass_isToldOnce() throws IOException {
    EngineExecutionResults results = Kit.run(SharedAndRefusedTestCase.class, output);

    assertThat(Kit.failures(results)).hasSize(1);
    Directories.delete(Seen.by(SharedAndRefusedTestCase.class).get(0));
  }

  @ExtendWith(RunscExtension.class)
  @RunscSettings(strict = true)
  static class SharedAndRefusedTestCase {
    @BeforeAll
    static void swallows(FakeRunsc fake) {
      Seen.saw(SharedAndRefusedTestCase.class, fake);
      Executable.call(fake, "list");
    }

    @RepeatedTest(2)
    void passes() {}
  }

  @Test
  void unusedReply_failsIfAskedFor() throws IOException {
    EngineExecutionResults results = Kit.run(UnusedTestCase.class, output);

    results.testEvents().assertStatistics(stats -> stats.failed(1).succeeded(2));
    assertThat(Kit.failure(results))
        .hasMessageStartingWith(
            "\nThis was never asked for in "
                + UnusedTestCase.class.getName()
                + "#leavesOne:\n  replies[0]");
    Directories.delete(Seen.by(UnusedTestCase.class).get(0));
  }

  @ExtendWith(RunscExtension.class)
  @RunscSettings(
      failOnUnusedReplies = true,
      script = "{\"replies\": [{\"on\": {\"command\": \"list\"}, \"reply\": [{\"exit\": 1}]}]}")
  static class UnusedTestCase {
    @Test
    void usesIt(FakeRunsc fake) {
      assertThat(Executable.call(fake, "list")).isOne();
    }

    @Test
    void leavesOne(FakeRunsc fake) {
      Seen.saw(UnusedTestCase.class, fake);
    }

    @Test
    @RunscSettings(failOnUnusedReplies = false)
    void mayLeaveOne(FakeRunsc fake) {}
  }

  @Test
  void leftContainer_failsIfAskedFor() throws IOException {
    EngineExecutionResults results = Kit.run(LeftContainerTestCase.class, output);

    Path directory = Seen.by(LeftContainerTestCase.class).get(0);
    assertThat(Kit.failure(results))
        .hasMessage(
            LeftContainerTestCase.class.getName() + "#leaves left behind\n  container \"web\"");
    assertThat(Kit.suppressed(Kit.failure(results)).get(0)).contains(directory.toString());
    Directories.delete(directory);
  }

  @ExtendWith(RunscExtension.class)
  @RunscSettings(failOnLeftContainers = true)
  static class LeftContainerTestCase {
    @Test
    void leaves(Runsc runsc, FakeRunsc fake, Bundles bundles) {
      Seen.saw(LeftContainerTestCase.class, fake);
      runsc.create("web", bundles.bundle().write());
      runsc.create("gone", bundles.bundle().write());
      runsc.delete("gone");
    }
  }

  @Test
  void leftProcess_isNamedWithItsTestAndKilled() throws IOException {
    EngineExecutionResults results = Kit.run(LeftProcessTestCase.class, output);

    Path directory = Seen.by(LeftProcessTestCase.class).get(0);
    assertThat(Kit.failure(results).getMessage())
        .matches(
            "(?s)\\Q"
                + LeftProcessTestCase.class.getName()
                + "#leaves left behind\\E\n  process \\d+ \\(sleep 1000\\)");
    assertThat(LeftProcessTestCase.process.onExit())
        .succeedsWithin(java.time.Duration.ofSeconds(10));
    assertThat(output.resolve("leaves_Runsc__FakeRunsc__Bundles_/runsc/processes.txt")).exists();
    Directories.delete(directory);
  }

  @ExtendWith(RunscExtension.class)
  static class LeftProcessTestCase {
    static volatile ProcessHandle process;

    @Test
    @RunscSettings(workload = Workload.HOST)
    void leaves(Runsc runsc, FakeRunsc fake, Bundles bundles) throws IOException {
      Seen.saw(LeftProcessTestCase.class, fake);
      runsc.run("web", bundles.bundle().args("true").write());
      process =
          new ProcessBuilder("sleep", "1000")
              .directory(fake.directory().toFile())
              .start()
              .toHandle();
    }
  }

  @Test
  void openFile_isNamedWithItsTest() throws IOException {
    EngineExecutionResults results = Kit.run(OpenFileTestCase.class, output);

    OpenFileTestCase.left.close();
    results.testEvents().assertStatistics(stats -> stats.failed(1));
    Path directory = Seen.by(OpenFileTestCase.class).get(0);
    assertThat(Kit.failures(results).map(Throwable::getMessage))
        .anySatisfy(
            message ->
                assertThat(message)
                    .contains(OpenFileTestCase.class.getName() + "#leaves left behind")
                    .contains("file " + directory + "/bundles/log, still open in this JVM"));
    Directories.delete(directory);
  }

  @ExtendWith(RunscExtension.class)
  static class OpenFileTestCase {
    private static OutputStream left;

    @Test
    void leaves(Runsc runsc, FakeRunsc fake, Bundles bundles) throws IOException {
      Seen.saw(OpenFileTestCase.class, fake);
      runsc.list();
      Files.createDirectories(bundles.directory());
      left = Files.newOutputStream(bundles.directory().resolve("log"));
    }
  }

  @Test
  void cleanup_isAsSet() throws IOException {
    EngineExecutionResults results = Kit.run(CleanupTestCase.class, output);

    results.testEvents().assertStatistics(stats -> stats.failed(1).succeeded(1));
    List<Path> seen = Seen.by(CleanupTestCase.class);
    Path kept = seen.get(0).toString().contains("never") ? seen.get(0) : seen.get(1);
    assertThat(seen).filteredOn(Files::exists).containsExactly(kept);
    assertThat(Kit.reported(results, RunscExtension.DIRECTORY_ENTRY))
        .containsExactly(kept.toString());
    assertThat(Kit.suppressed(Kit.failure(results)))
        .containsExactly("Its calls of runsc:\n  #1 list   exit 0");
    assertThat(output.resolve("always_FakeRunsc_/runsc/calls.txt")).exists();
    Directories.delete(kept);
  }

  @ExtendWith(RunscExtension.class)
  static class CleanupTestCase {
    @Test
    @RunscSettings(cleanup = Cleanup.NEVER)
    void never(FakeRunsc fake) {
      Seen.saw(CleanupTestCase.class, fake);
    }

    @Test
    @RunscSettings(cleanup = Cleanup.ALWAYS)
    void always(FakeRunsc fake) {
      Seen.saw(CleanupTestCase.class, fake);
      Executable.call(fake, "list");
      fail("not so");
    }
  }

  @Test
  void manyTestsInParallel_leaveNothing() {
    EngineExecutionResults results =
        Kit.builder(ManyTestCase.class)
            .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
            .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
            .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
            .configurationParameter(
                "junit.jupiter.execution.parallel.config.fixed.parallelism", "8")
            .execute();

    assertThat(
            results.testEvents().failed().stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class).getThrowable()))
        .isEmpty();
    results.testEvents().assertStatistics(stats -> stats.succeeded(2000));
    assertThat(Seen.by(ManyTestCase.class))
        .hasSize(2000)
        .doesNotHaveDuplicates()
        .allMatch(directory -> !Files.exists(directory));
    assertThat(ProcessHandle.allProcesses().map(process -> process.info().commandLine()))
        .noneMatch(line -> line.orElse("").contains("runsc-ManyTestCase-"));
  }

  @ExtendWith(RunscExtension.class)
  static class ManyTestCase {
    @RepeatedTest(2000)
    void createsAndLeaves(Runsc runsc, FakeRunsc fake, Bundles bundles, @FreshId String id) {
      Seen.saw(ManyTestCase.class, fake);
      runsc.create(id, bundles.bundle().write());
      assertThat(fake).invokedExactly("create");
    }
  }
}
