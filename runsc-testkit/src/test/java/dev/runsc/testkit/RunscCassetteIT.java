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

import dev.runsc.DeleteOptions;
import dev.runsc.Runsc;
import dev.runsc.fake.Cassette;
import dev.runsc.fake.FakeRunsc;
import dev.runsc.testkit.internal.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** Records on every real release that is there. */
@EnabledIfRealRunsc
class RunscCassetteIT {
  @TempDir Path cassettes;

  private EngineExecutionResults run(Class<?> testCase) {
    return Kit.builder(testCase)
        .configurationParameter(RunscExtension.CASSETTES_PARAMETER, cassettes.toString())
        .outputDirectoryCreator(Kit.output(cassettes))
        .execute();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.find(cassettes, 9, (file, is) -> is.isRegularFile())) {
      return files.filter(file -> file.toString().endsWith("records.json")).toList();
    }
  }

  @Test
  void recording_isReplayedTheNextTime() throws IOException {
    EngineExecutionResults first = run(RecordingTestCase.class);
    List<Path> files = files();
    List<String> layers = Seen.layers(RecordingTestCase.class);

    EngineExecutionResults second = run(RecordingTestCase.class);

    first.testEvents().assertStatistics(stats -> stats.failed(0).succeeded(1));
    second.testEvents().assertStatistics(stats -> stats.failed(0).succeeded(1));
    assertThat(files).hasSize(1);
    assertThat(Cassette.load(files.get(0)).size()).isEqualTo(4);
    assertThat(files.get(0).getParent()).hasFileName(Cassette.load(files.get(0)).release());
    assertThat(layers).containsOnly("real");
    assertThat(Seen.layers(RecordingTestCase.class))
        .hasSize(8)
        .endsWith("cassette[0]", "cassette[1]", "cassette[2]", "cassette[3]");
    assertThat(Seen.by(RecordingTestCase.class)).allMatch(directory -> !Files.exists(directory));
  }

  @ExtendWith(RunscExtension.class)
  static class RecordingTestCase {
    @Test
    @RunscCassette(mode = CassetteMode.RECORD_IF_MISSING)
    void records(Runsc runsc, FakeRunsc fake, Bundles bundles, @FreshId String id) {
      Seen.saw(RecordingTestCase.class, fake);
      runsc.create(id, bundles.bundle().args("/bin/sleep", "1000").write());
      RunscAssertions.assertThat(runsc.state(id)).isCreated();
      runsc.start(id);
      runsc.delete(id, DeleteOptions.builder().force(true).build());
      Seen.sawLayers(RecordingTestCase.class, fake);
    }
  }

  @Test
  void failedTest_writesNoCassetteAndItsContainersAreEnded() throws IOException {
    EngineExecutionResults results = run(FailingTestCase.class);

    results.testEvents().assertStatistics(stats -> stats.failed(1));
    assertThat(files()).isEmpty();
    for (Path directory : Seen.by(FailingTestCase.class)) {
      assertThat(ProcessHandle.allProcesses().map(process -> process.info().commandLine()))
          .noneMatch(line -> line.orElse("").contains(directory.toString()));
      Directories.delete(directory);
    }
  }

  @ExtendWith(RunscExtension.class)
  static class FailingTestCase {
    @Test
    @RunscCassette(mode = CassetteMode.RERECORD)
    void records(Runsc runsc, FakeRunsc fake, Bundles bundles, @FreshId String id) {
      Seen.saw(FailingTestCase.class, fake);
      runsc.create(id, bundles.bundle().write());
      throw new AssertionError("not so");
    }
  }
}
