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

package com.example.coderunner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The code in the README is the code that is tested here. */
class ReadmeTest {
  private static final Path HERE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
  private static final Pattern SNIPPET =
      Pattern.compile("<!-- snippet: (\\S+)#(\\S+) -->\n```\\w+\n(.*?)```\n", Pattern.DOTALL);

  @Test
  void snippets_areThoseOfTheSources() throws IOException {
    String readme = Files.readString(HERE.resolve("README.md"));
    List<MatchResult> snippets = SNIPPET.matcher(readme).results().toList();

    assertThat(snippets).hasSizeGreaterThan(2);
    for (MatchResult snippet : snippets) {
      assertThat(snippet.group(3)).isEqualTo(region(snippet.group(1), snippet.group(2)));
    }
  }

  private static String region(String file, String tag) throws IOException {
    Path source = HERE.resolve(file.replace("examples/code-runner/", ""));
    return Files.readAllLines(source).stream()
            .dropWhile(line -> !line.contains("tag::" + tag + "[]"))
            .skip(1)
            .takeWhile(line -> !line.contains("end::" + tag + "[]"))
            .collect(Collectors.joining("\n"))
            .stripTrailing()
            .stripIndent()
            .strip()
        + "\n";
  }
}
