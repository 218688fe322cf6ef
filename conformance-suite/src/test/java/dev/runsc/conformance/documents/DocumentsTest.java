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

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every document of the project: its code is lifted from what is compiled and run, its links lead
 * somewhere, and a reader gets to it from the README. Run with {@code -DupdateSnippets} to have the
 * snippets written anew.
 */
class DocumentsTest {
  /** What a shell has anyway, or what a document says is needed. */
  private static final Set<String> PROGRAMS =
      Set.of("bash", "cd", "curl", "docker", "export", "java", "jshell", "mvn", "runsc", "seq");

  static Stream<Document> all() throws IOException {
    return Document.all().stream();
  }

  @ParameterizedTest
  @MethodSource("all")
  void snippets_areThoseOfTheirSources(Document document) throws IOException {
    String lifted = document.lifted();

    if (System.getProperty("updateSnippets") != null) {
      Files.writeString(document.file(), lifted);
    } else {
      assertThat(document.text()).isEqualTo(lifted);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void codeOfJavaAndMaven_isASnippet(Document document) {
    assertThat(document.blocks("java")).isEmpty();
    assertThat(document.blocks("xml")).isEmpty();
    assertThat(document.blocks("")).as("blocks without a language").isEmpty();
  }

  /** Scripts are checked further where the fake reads them. */
  @ParameterizedTest
  @MethodSource("all")
  void json_canBeRead(Document document) {
    JsonMapper mapper = JsonMapper.builder().build();

    assertThat(document.blocks("json"))
        .allSatisfy(json -> assertThat(mapper.readTree(json).isContainer()).isTrue());
  }

  @ParameterizedTest
  @MethodSource("all")
  void commands_nameProgramsThatAreThere(Document document) {
    List<String> programs =
        document.blocks("sh").stream()
            .flatMap(block -> block.replace("\\\n", " ").lines())
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .map(line -> line.replaceFirst("^([A-Z_]+=\\S+ )*", ""))
            .map(line -> line.split("\\s", 2)[0])
            .toList();

    assertThat(programs)
        .allSatisfy(
            program -> {
              if (!PROGRAMS.contains(program) && !program.startsWith("/tmp/")) {
                assertThat(Document.ROOT.resolve(program)).isExecutable();
              }
            });
  }

  @ParameterizedTest
  @MethodSource("all")
  void links_leadSomewhere(Document document) {
    assertThat(document.links())
        .allSatisfy(
            link -> {
              assertThat(link.target()).exists();
              if (!link.anchor().isEmpty()) {
                assertThat(new Document(link.target()).anchors()).contains(link.anchor());
              }
            });
  }

  @ParameterizedTest
  @MethodSource("all")
  void prose_hasOneSentenceOnALine(Document document) {
    assertThat(document.prose().lines().filter(line -> !line.startsWith("|")))
        .allSatisfy(line -> assertThat(line).doesNotContainPattern("[a-z`)][.?!] +[A-Z]"));
  }

  @Test
  void everyDocument_isReachedFromTheReadme() throws IOException {
    Path first = Document.ROOT.resolve("README.md");
    Set<Path> reached = new HashSet<>(Set.of(first));
    Deque<Path> next = new ArrayDeque<>(Set.of(first));
    while (!next.isEmpty()) {
      for (Document.Link link : new Document(next.remove()).links()) {
        if (link.target().toString().endsWith(".md") && reached.add(link.target())) {
          next.add(link.target());
        }
      }
    }

    assertThat(Document.all()).extracting(Document::file).isSubsetOf(reached);
  }
}
