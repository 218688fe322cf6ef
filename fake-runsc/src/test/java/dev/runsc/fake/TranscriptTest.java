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
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.grack.nanojson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The calls of {@code transcripts/RELEASE.json}, which are what real releases answered, made on the
 * fake: what is compared of an answer is the same byte for byte, but for the deviations that {@code
 * transcripts/deviations.json} lists with their reasons.
 */
class TranscriptTest {
  /** The sections in which programs run as root and as other users, and are told with that. */
  private static final Set<String> OF_USERS = Set.of("execs", "matrix", "multi", "ps");

  private static final FakeServer SERVER = FakeServer.start();

  private static final Map<String, Consumer<TranscriptPlay>> SECTIONS = sections();

  @TempDir Path directory;

  private static Map<String, Consumer<TranscriptPlay>> sections() {
    Map<String, Consumer<TranscriptPlay>> sections = new java.util.TreeMap<>();
    sections.putAll(TranscriptCommandLines.sections());
    sections.putAll(TranscriptLives.sections());
    sections.putAll(TranscriptStatuses.sections());
    sections.putAll(TranscriptProcesses.sections());
    sections.putAll(TranscriptOthers.sections());
    sections.putAll(TranscriptConsole.sections());
    return sections;
  }

  @AfterAll
  static void close() {
    SERVER.close();
  }

  static Stream<Arguments> sectionsOfReleases() {
    return SECTIONS.keySet().stream()
        .flatMap(
            section ->
                Stream.of("20221219.0", "20240729.0", "20260817.0")
                    .map(release -> Arguments.of(section, release)));
  }

  @ParameterizedTest
  @MethodSource("sectionsOfReleases")
  void section_isAnsweredAsByTheRealRelease(String section, String release) {
    assumeTrue(
        !OF_USERS.contains(section) || RealRunsc.isRoot(),
        "not played: only root can run programs as the users that the transcript has");
    List<String> deviations = deviations(section, release);

    List<TranscriptPlay.Finding> findings = play(section, release);

    assertThat(findings)
        .as("differences from transcripts/%s.json that deviations.json does not list", release)
        .filteredOn(finding -> !deviations.contains(finding.place()))
        .isEmpty();
    assertThat(deviations)
        .as("deviations that are gone: take them out of deviations.json")
        .isSubsetOf(findings.stream().map(TranscriptPlay.Finding::place).toList());
  }

  private List<TranscriptPlay.Finding> play(String section, String release) {
    FakeOptions.Builder options = FakeOptions.builder().release(release);
    if (release.equals("20240729.0")) {
      // The sample was made with a build of this release that knows a newer runtime-spec.
      options.ociVersion("1.2.0");
    }
    options.script(Script.parse(TranscriptOthers.WORKLOADS));
    FakeOptions scripted = options.build();
    FakeOptions host = options.workload(Workload.HOST).build();
    try (FakeRunsc first = FakeRunsc.start(directory.resolve("fake"), host, SERVER);
        FakeRunsc second = FakeRunsc.start(directory.resolve("fake2"), scripted, SERVER)) {
      return new TranscriptPlay(directory, first, second, section).play(SECTIONS.get(section));
    }
  }

  private static List<String> deviations(String section, String release) {
    List<String> names = new ArrayList<>();
    for (Object one : TranscriptSample.array("transcripts/deviations.json")) {
      JsonObject deviation = (JsonObject) one;
      String name = deviation.getString("name");
      assertThat(deviation.getString("reason")).as("reason of " + name).isNotBlank();
      if (name.startsWith(section + ".") && deviation.getArray("releases").contains(release)) {
        names.add(name + " " + deviation.getString("field"));
      }
    }
    return names;
  }

  @Test
  void everySection_isPlayed() {
    Set<String> sections = new TreeSet<>();
    for (String release : List.of("20221219.0", "20240729.0", "20260817.0")) {
      for (TranscriptSample sample : TranscriptSample.load(release, "")) {
        sections.add(sample.name().substring(0, sample.name().indexOf('.')));
      }
    }

    // What the calls took is not compared.
    sections.remove("timings");
    assertThat(SECTIONS.keySet()).containsExactlyInAnyOrderElementsOf(sections);
  }
}
