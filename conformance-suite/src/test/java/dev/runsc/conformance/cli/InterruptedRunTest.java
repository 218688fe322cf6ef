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
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C in the middle of a run. */
class InterruptedRunTest {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir private Path directory;

  @Test
  void interruptedRun_leavesNothing() throws Exception {
    Path temporary = Files.createDirectory(directory.resolve("tmp"));
    Path log = directory.resolve("log");
    ProcessBuilder builder =
        new ProcessBuilder(
                // A build in the background ignores the signal, and so would all that it starts.
                "env",
                "--default-signal=INT",
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                "dev.runsc.conformance.cli.Main",
                "run",
                "--target",
                "fake",
                "--report",
                directory.resolve("report").toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    // What the build demands of its own runs is not asked of one on a fake alone.
    builder.environment().remove("RUNSC_REQUIRE_REAL");
    Process run = builder.start();
    try {
      await()
          .atMost(LIMIT)
          .until(() -> sandboxes(temporary).stream().anyMatch(one -> one.contains("-sandbox")));

      assertThat(new ProcessBuilder("kill", "-INT", Long.toString(run.pid())).start().waitFor())
          .isZero();

      assertThat(run.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(run.exitValue()).as(Files.readString(log)).isEqualTo(130);
      await().atMost(LIMIT).untilAsserted(() -> assertThat(sandboxes(temporary)).isEmpty());
      assertThat(left(temporary)).as("in the directory for temporary files").isEmpty();
    } finally {
      run.descendants().forEach(ProcessHandle::destroyForcibly);
      run.destroyForcibly();
    }
  }

  private static List<String> left(Path temporary) throws IOException {
    try (Stream<Path> files = Files.list(temporary)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("runsc-"))
          .toList();
    }
  }

  /** The processes that a run has made. */
  private static List<String> sandboxes(Path temporary) {
    return ProcessHandle.allProcesses()
        .flatMap(process -> process.info().commandLine().stream())
        .filter(line -> line.contains(temporary.toString()))
        // The run itself, whose last words are cut off where its class path is long.
        .filter(line -> !line.contains("-Djava.io.tmpdir="))
        .toList();
  }
}
