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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The snippets of the module's README are what its tagged sources are. Run with {@code
 * -DupdateSnippets} to have them written anew.
 */
class ReadmeTest {
  private static final Path MODULE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
  private static final Path README = MODULE.resolve("README.md");
  private static final Pattern SNIPPET =
      Pattern.compile("(<!-- snippet: (\\S+)#(\\S+) -->\n```\\w+\n)(.*?)```\n", Pattern.DOTALL);

  @Test
  void snippets_areThoseOfTheSources() throws IOException {
    String readme = Files.readString(README);
    Matcher snippets = SNIPPET.matcher(readme);

    String lifted =
        snippets.replaceAll(
            match ->
                Matcher.quoteReplacement(
                    match.group(1) + region(match.group(2), match.group(3)) + "```\n"));

    if (System.getProperty("updateSnippets") != null) {
      Files.writeString(README, lifted);
    } else {
      assertThat(readme).isEqualTo(lifted);
    }
  }

  @Test
  void codeOfOneLineOrMore_isASnippet() throws IOException {
    assertThat(Files.readString(README).split("```", -1).length / 2)
        .isEqualTo((int) SNIPPET.matcher(Files.readString(README)).results().count());
  }

  @Test
  void links_leadSomewhere() throws IOException {
    List<String> links =
        Pattern.compile("]\\(([^)#:]+)\\)")
            .matcher(Files.readString(README))
            .results()
            .map(match -> match.group(1))
            .toList();

    assertThat(links).isNotEmpty().allSatisfy(link -> assertThat(MODULE.resolve(link)).exists());
  }

  private static String region(String file, String tag) {
    List<String> lines;
    try (Stream<String> all = Files.lines(MODULE.resolveSibling(file))) {
      lines =
          all.dropWhile(Predicate.not(line -> line.contains("tag::" + tag + "[]")))
              .skip(1)
              .takeWhile(line -> !line.contains("end::" + tag + "[]"))
              .filter(line -> !line.contains("\"\"\"") || file.startsWith("examples/"))
              .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(lines).as("region %s of %s", tag, file).isNotEmpty();
    return lines.stream().collect(Collectors.joining("\n")).stripIndent().strip() + "\n";
  }
}
