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

package dev.runsc.conformance.fuzz;

import dev.runsc.conformance.transcript.Difference;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A difference between a fake and what it imitates that is known, and argued. It is counted and
 * told of whenever it is met.
 *
 * @param call what the whole title of the call matches
 * @param part the part of the answer
 * @param real what all differing lines of the real release match
 * @param fake what all differing lines of the fake match
 * @param reason why the fake differs, and is let
 */
record KnownDifference(Pattern call, String part, Pattern real, Pattern fake, String reason) {

  private static final String RESOURCE = "known-differences.json";

  /** Reads those that come with the suite. */
  static List<KnownDifference> load() {
    try (InputStream in = KnownDifference.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing from the suite");
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + RESOURCE, e);
    }
  }

  /**
   * Reads them from JSON.
   *
   * @throws IllegalArgumentException if it is malformed
   */
  static List<KnownDifference> parse(String json) {
    List<KnownDifference> all = new ArrayList<>();
    try {
      for (JsonNode node : new JsonMapper().readTree(json)) {
        all.add(
            new KnownDifference(
                Pattern.compile(text(node, "call")),
                text(node, "part"),
                Pattern.compile(text(node, "real"), Pattern.DOTALL),
                Pattern.compile(text(node, "fake"), Pattern.DOTALL),
                text(node, "reason")));
      }
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "the known differences are not JSON: " + e.getMessage(), e);
    }
    return all;
  }

  private static String text(JsonNode node, String name) {
    return node.path(name)
        .stringValueOpt()
        .orElseThrow(
            () ->
                new IllegalArgumentException("a known difference lacks \"" + name + "\": " + node));
  }

  /** Whether a difference is this one. */
  boolean explains(Difference difference) {
    return call.matcher(difference.title()).matches()
        && part.equals(difference.part())
        && real.matcher(String.join("\n", difference.reference())).matches()
        && fake.matcher(String.join("\n", difference.other())).matches();
  }
}
