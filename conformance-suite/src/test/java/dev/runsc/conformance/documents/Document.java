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
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One of the project's documents. */
record Document(Path file) {
  static final Path ROOT =
      Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("..").normalize();

  private static final Pattern SNIPPET =
      Pattern.compile("(<!-- snippet: (\\S+)#(\\S+) -->\n```\\w+\n)(.*?)```\n", Pattern.DOTALL);
  private static final Pattern BLOCK = Pattern.compile("(?sm)^```(\\w*)\n(.*?)^```$");
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.*)$");

  /** All of them, by their path. What is packed with a distribution is not read in the checkout. */
  static List<Document> all() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> isOurs(ROOT.relativize(file)))
          .sorted()
          .map(Document::new)
          .toList();
    }
  }

  private static boolean isOurs(Path relative) {
    for (Path part : relative) {
      if (part.startsWith("target") || part.startsWith("src") || part.toString().startsWith(".")) {
        return false;
      }
    }
    return true;
  }

  String text() {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text with every snippet as its source has it now. */
  String lifted() {
    return SNIPPET
        .matcher(text())
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    match.group(1) + region(match.group(2), match.group(3)) + "```\n"));
  }

  /** Blocks of code in a language, but no snippets. */
  List<String> blocks(String language) {
    return BLOCK
        .matcher(SNIPPET.matcher(text()).replaceAll(""))
        .results()
        .filter(block -> block.group(1).equals(language))
        .map(block -> block.group(2))
        .toList();
  }

  /** The text without blocks and pieces of code. */
  String prose() {
    return BLOCK.matcher(text()).replaceAll("").replaceAll("`[^`\n]*`", "`code`");
  }

  /** Where the links within the project lead. */
  List<Link> links() {
    return LINK.matcher(BLOCK.matcher(text()).replaceAll(""))
        .results()
        .map(match -> match.group(1))
        .filter(target -> !target.matches("[a-z]+:.*"))
        .map(this::link)
        .toList();
  }

  private Link link(String target) {
    int mark = target.indexOf('#');
    String path = mark < 0 ? target : target.substring(0, mark);
    Path there = path.isEmpty() ? file : file.resolveSibling(path).normalize();
    return new Link(target, there, mark < 0 ? "" : target.substring(mark + 1));
  }

  /** What a link can name within this document, as GitHub makes it of headings. */
  List<String> anchors() {
    return HEADING
        .matcher(BLOCK.matcher(text()).replaceAll(""))
        .results()
        .map((MatchResult match) -> match.group(1).toLowerCase(Locale.ROOT))
        .map(title -> title.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .toList();
  }

  @Override
  public String toString() {
    return ROOT.relativize(file).toString();
  }

  private static String region(String file, String tag) {
    List<String> lines;
    try (Stream<String> all = Files.lines(ROOT.resolve(file))) {
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
    // A blank last line would count as the least indented one.
    return lines.stream().collect(joining("\n")).stripTrailing().stripIndent().strip() + "\n";
  }

  /** A link as it is written, the file it leads to, and the heading there, if it names one. */
  record Link(String text, Path target, String anchor) {}
}
