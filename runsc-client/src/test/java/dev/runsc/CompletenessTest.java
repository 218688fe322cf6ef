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
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every command and every known trap has to have. */
class CompletenessTest {

  private static final Path TESTS = Path.of("src/test/java/dev/runsc");
  private static final int TRAPS = 35;

  /** Methods that run nothing. */
  private static final Set<String> NO_COMMANDS = Set.of("toBuilder", "toString");

  private static String sources(String glob) throws IOException {
    StringBuilder text = new StringBuilder();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(TESTS, glob)) {
      for (Path file : files) {
        text.append(Files.readString(file));
      }
    }
    return text.toString();
  }

  @Test
  void everyCommand_isRunOnRealReleases() throws IOException {
    String tests = sources("Real*IT.java");
    List<String> commands =
        Arrays.stream(Runsc.class.getDeclaredMethods())
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .filter(method -> !Modifier.isStatic(method.getModifiers()))
            .map(Method::getName)
            .filter(name -> !NO_COMMANDS.contains(name))
            .distinct()
            .toList();

    assertThat(commands).hasSizeGreaterThan(20);
    assertThat(commands)
        .allSatisfy(
            name ->
                assertThat(Pattern.compile("(?:\\.|runsc::)" + name + "\\b").matcher(tests).find())
                    .as("a test of " + name + " on real releases")
                    .isTrue());
  }

  @Test
  void everyTrap_hasATestWithItsNumber() throws IOException {
    Matcher matcher = Pattern.compile("void (b[0-9]{2})_").matcher(sources("*.java"));
    Set<String> tested = new TreeSet<>();
    while (matcher.find()) {
      tested.add(matcher.group(1));
    }

    assertThat(tested)
        .isEqualTo(
            IntStream.rangeClosed(1, TRAPS)
                .mapToObj(number -> String.format(Locale.ROOT, "b%02d", number))
                .collect(Collectors.toCollection(TreeSet::new)));
  }
}
