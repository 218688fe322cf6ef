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

package dev.runsc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Messages that were seen on real releases, in {@code error-samples.json}. */
class ErrorTableTest {

  record Sample(List<String> releases, int exit, String stderr, ErrorKind kind) {
    String message() {
      return RunscMessage.in(stderr).orElseThrow();
    }
  }

  static List<Sample> samples() throws IOException {
    List<Sample> samples = new ArrayList<>();
    try (InputStream stream = ErrorTableTest.class.getResourceAsStream("error-samples.json")) {
      for (JsonNode node : JsonMapper.shared().readTree(Objects.requireNonNull(stream))) {
        List<String> releases = new ArrayList<>();
        node.path("releases").forEach(release -> releases.add(release.stringValue()));
        samples.add(
            new Sample(
                releases,
                node.path("exit").intValue(),
                node.path("stderr").stringValue(),
                ErrorKind.valueOf(node.path("kind").stringValue())));
      }
    }
    return samples;
  }

  @ParameterizedTest
  @MethodSource("samples")
  void messageSeen_hasItsKind(Sample sample) {
    assertThat(ErrorTable.classify(sample.exit(), sample.message())).isEqualTo(sample.kind());
  }

  @Test
  void everyRow_hasASampleThatNoEarlierRowTakes() throws IOException {
    List<Sample> samples = samples();

    for (ErrorTable.Row row : ErrorTable.rows()) {
      Stream<Sample> taken =
          samples.stream()
              .filter(sample -> row.equals(ErrorTable.rowFor(sample.message()).orElse(null)));

      assertThat(taken).as(row.kind() + " " + row.pattern()).isNotEmpty();
    }
  }

  @Test
  void everyReleaseTried_hasSamplesOfTheMainKinds() throws IOException {
    List<Sample> samples = samples();

    for (String release : List.of("20221219.0", "20240729.0", "20260817.0")) {
      assertThat(samples.stream().filter(s -> s.releases().contains(release)).map(Sample::kind))
          .contains(
              ErrorKind.NOT_FOUND,
              ErrorKind.EXISTS,
              ErrorKind.WRONG_STATE,
              ErrorKind.INVALID_ID,
              ErrorKind.AMBIGUOUS_ID,
              ErrorKind.UNSUPPORTED,
              ErrorKind.INVALID_BUNDLE,
              ErrorKind.STATUS_UNAVAILABLE,
              ErrorKind.PROGRAM_NOT_STARTABLE);
    }
  }

  @Test
  void b30_wordsOfNotFoundElsewhere_areNotNotFound() {
    assertThat(ErrorTable.classify(128, "no: loading container: file does not exist"))
        .isEqualTo(ErrorKind.OTHER);
    assertThat(ErrorTable.classify(128, "loading container: file does not exist today"))
        .isEqualTo(ErrorKind.OTHER);
    assertThat(ErrorTable.classify(1, "loading container: file does not exist"))
        .isEqualTo(ErrorKind.OTHER);
    assertThat(ErrorTable.classify(128, null)).isEqualTo(ErrorKind.OTHER);
  }
}
