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

package dev.runsc.conformance.documents;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The messages that the page on troubleshooting explains are those that are told. */
class TroubleshootingTest {
  private static final Document PAGE =
      new Document(Document.ROOT.resolve("docs/troubleshooting.md"));

  /** What Java and Maven say is not ours. */
  private static final String OTHERS = "## The build";

  private static final Pattern MESSAGE = Pattern.compile("(?m)^\\| `([^`]+)` \\|");

  @Test
  void everyMessage_isInTheSources() throws IOException {
    String told = told();
    List<String> messages =
        MESSAGE
            .matcher(PAGE.text().substring(0, PAGE.text().indexOf(OTHERS)))
            .results()
            .map((MatchResult match) -> match.group(1))
            .toList();

    assertThat(messages).hasSizeGreaterThan(50);
    assertThat(messages)
        .allSatisfy(
            message ->
                assertThat(message.split("…"))
                    .allSatisfy(part -> assertThat(told.contains(part.strip())).as(part).isTrue()));
  }

  /** All sources in which messages stand, with the parts of each text joined. */
  private static String told() throws IOException {
    try (Stream<Path> files = Files.walk(Document.ROOT)) {
      return files
          .filter(file -> file.toString().matches(".*/(src/main/.*[.](java|sh)|bin/[a-z-]+)"))
          .filter(file -> !file.toString().contains("/target/"))
          .filter(Files::isRegularFile)
          .map(TroubleshootingTest::read)
          .map(text -> text.replaceAll("\"\\s*\\+\\s*\"", "").replace("\\\"", "\""))
          .collect(joining("\n"));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
