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

package dev.runsc.fake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the processes of a sandbox leave beside their container, and who stays with them. */
class SandboxFilesTest {
  private static final String STAMP = "\\d{8}-\\d{6}\\.\\d{6}";

  @TempDir Path directory;

  private FakeRunsc fake;

  @AfterEach
  void close() {
    fake.close();
  }

  private Shell start(String release) {
    FakeOptions options = FakeOptions.builder().release(release).build();
    fake = FakeRunsc.start(directory.resolve("fake"), options);
    return Shell.of(directory, fake.executable(), "--root=" + directory.resolve("root"));
  }

  private List<String> names(String folder) {
    List<String> files = TranscriptLook.tree(directory.resolve(folder));
    return files == null ? List.of() : files;
  }

  @Test
  void createWithLogs_leavesThoseOfTheSandboxToo() {
    Shell runsc = start("20240729.0");
    String bundle = Bundle.of(directory.resolve("bundle"), "anything").toString();

    Shell.Result result =
        runsc.call("--debug-log=logs/", "--panic-log=panics/", "create", "--bundle", bundle, "c1");

    assertThat(result).isEqualTo(new Shell.Result(0, "", ""));
    assertThat(names("logs"))
        .hasSize(3)
        .allMatch(name -> name.matches("runsc\\.log\\." + STAMP + "\\.(create|gofer|boot)\\.txt"));
    assertThat(names("panics"))
        .singleElement()
        .asString()
        .matches("runsc\\.log\\." + STAMP + "\\.panic\\.txt");
  }

  @Test
  void idInTheNameOfALog_isReplacedByNewerReleases() {
    Shell runsc = start("20260817.0");
    String bundle = Bundle.of(directory.resolve("bundle"), "anything").toString();

    runsc.call("--debug-log=logs/%ID%.%COMMAND%", "create", "--bundle", bundle, "c1");

    assertThat(names("logs")).containsExactlyInAnyOrder("c1.create", "c1.gofer", "c1.boot");
  }

  /** Trap 12: until 20250915.0 the client that ran a container reaps it too late for delete. */
  @ParameterizedTest
  @CsvSource({
    "20240729.0, 128, 'destroying container: stopping container: context deadline exceeded\n'",
    "20260817.0, 0, ''"
  })
  void deleteOfAnAttachedRun(String release, int exit, String stderr) {
    Shell runsc = start(release);
    String bundle = Bundle.of(directory.resolve("bundle"), "anything").toString();
    Shell.Started run = runsc.start("run", "--bundle", bundle, "c1");
    Waiting.until(() -> runsc.call("state", "c1").stdout().contains("\"running\""));
    Path record = directory.resolve("root/c1_sandbox:c1.state");
    Waiting.until(() -> TranscriptLook.read(record).contains("clientPid"));

    assertThat(runsc.call("delete", "--force", "c1")).isEqualTo(new Shell.Result(exit, "", stderr));

    assertThat(run.end().exit()).isEqualTo(137);
    assertThat(Files.exists(record)).isFalse();
  }
}
