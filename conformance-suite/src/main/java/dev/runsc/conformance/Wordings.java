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

package dev.runsc.conformance;

import dev.runsc.testkit.internal.Release;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How releases word a message that scenarios write in its oldest form. A new wording is declared in
 * {@code wordings.json}, with the release that it came with, and never in a scenario's body.
 */
public final class Wordings {

  private static final String RESOURCE = "wordings.json";

  private record Wording(Release since, Pattern message, String becomes) {}

  private final List<Wording> wordings;

  private Wordings(List<Wording> wordings) {
    this.wordings = wordings;
  }

  /** The wordings of a release; the oldest forms if it is not known. */
  static Wordings of(Optional<Release> release) {
    List<Wording> wordings = new ArrayList<>();
    for (Wording one : load()) {
      if (release.filter(value -> value.compareTo(one.since()) >= 0).isPresent()) {
        wordings.add(one);
      }
    }
    return new Wordings(wordings);
  }

  private static List<Wording> load() {
    try (InputStream in = Wordings.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing from the suite");
      }
      String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      List<Wording> wordings = new ArrayList<>();
      for (JsonNode node : new JsonMapper().readTree(json)) {
        wordings.add(
            new Wording(
                Release.parse(node.required("since").stringValue()),
                Pattern.compile(node.required("message").stringValue()),
                node.required("becomes").stringValue()));
      }
      return wordings;
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + RESOURCE, e);
    }
  }

  /** Words a message. */
  String apply(String message) {
    String result = message;
    for (Wording one : wordings) {
      Matcher matcher = one.message().matcher(result);
      if (matcher.matches()) {
        result = matcher.replaceFirst(one.becomes());
      }
    }
    return result;
  }
}
