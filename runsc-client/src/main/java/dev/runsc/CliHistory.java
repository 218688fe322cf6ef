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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Knows which release has which command and flag: {@code cli-history.tsv}. Immutable. */
final class CliHistory {

  static final CliHistory LOADED = load();

  /** The last release that {@code cli-history.tsv} was made of. */
  static final Release LATEST = Release.of("20260817.0");

  private static final String RESOURCE = "cli-history.tsv";
  private static final int COLUMNS = 4;

  private final Map<List<String>, Span> spans;

  private CliHistory(Map<List<String>, Span> spans) {
    this.spans = Map.copyOf(spans);
  }

  private record Span(Optional<Release> since, Optional<Release> until) {

    boolean has(Release release) {
      return since.filter(first -> release.compareTo(first) < 0).isEmpty()
          && until.filter(gone -> release.compareTo(gone) >= 0).isEmpty();
    }
  }

  private static CliHistory load() {
    Map<List<String>, Span> spans = new HashMap<>();
    try (InputStream stream =
            Objects.requireNonNull(CliHistory.class.getResourceAsStream(RESOURCE), RESOURCE);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] cells = line.split("\t", -1);
        if (cells.length == COLUMNS) {
          spans.put(
              List.of(cells[0], cells[1]),
              new Span(Release.find(cells[2]), Release.find(cells[3])));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new CliHistory(spans);
  }

  static String bare(String flag) {
    return flag.replaceFirst("^--?", "");
  }

  /** Whether a release has a flag, or, for an empty name, the command itself. */
  boolean has(Release release, String command, String flag) {
    Span span = spans.get(List.of(command, flag));
    return span != null && span.has(release);
  }

  /** In words, which releases have it; null if none is known to. */
  @Nullable String inWords(String command, String flag) {
    Span span = spans.get(List.of(command, flag));
    if (span == null) {
      return null;
    }
    String thing =
        flag.isEmpty()
            ? "the command " + command
            : "the flag --" + flag + (command.isEmpty() ? "" : " of " + command);
    String since =
        span.since()
            .map(first -> " exists since release " + first)
            .orElse(" exists from the start");
    return thing + since + span.until().map(gone -> " and is gone since " + gone).orElse("");
  }
}
