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
    Process run =
        new ProcessBuilder(
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
            .redirectOutput(log.toFile())
            .start();
    try {
      await().atMost(LIMIT).until(() -> !sandboxes(temporary).isEmpty());

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

  /** The processes of containers that a run has made. */
  private static List<String> sandboxes(Path temporary) {
    return ProcessHandle.allProcesses()
        .flatMap(process -> process.info().commandLine().stream())
        .filter(line -> line.contains(temporary.toString()) && line.contains("/root"))
        .filter(line -> !line.contains("cli.Main"))
        .toList();
  }
}
