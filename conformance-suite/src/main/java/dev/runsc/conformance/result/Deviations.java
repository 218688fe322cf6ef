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

package dev.runsc.conformance.result;

import dev.runsc.testkit.internal.Release;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The declared deviations, all of them. They apply to a release, fake or real: a fake that imitates
 * a release is expected to misbehave as it does.
 */
public final class Deviations {

  private static final String RESOURCE = "deviations.json";

  private final List<Deviation> all;

  /** Makes a set of deviations. */
  public Deviations(Collection<Deviation> all) {
    this.all = List.copyOf(all);
  }

  /** Reads those that come with the suite. */
  public static Deviations load() {
    try (InputStream in = Deviations.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing from the suite");
      }
      return parse(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
    } catch (java.io.IOException e) {
      throw new IllegalStateException("cannot read " + RESOURCE, e);
    }
  }

  /**
   * Reads deviations from JSON.
   *
   * @throws IllegalArgumentException if it is malformed
   */
  static Deviations parse(String json) {
    List<Deviation> all = new ArrayList<>();
    try {
      for (JsonNode node : new JsonMapper().readTree(json)) {
        all.add(
            new Deviation(
                text(node, "scenario"),
                optional(node, "since").map(Release::parse),
                optional(node, "until").map(Release::parse),
                texts(node, "failure"),
                flag(node, "sometimes"),
                text(node, "reason"),
                text(node, "reference")));
      }
    } catch (JacksonException e) {
      throw new IllegalArgumentException("the deviations are not JSON: " + e.getMessage(), e);
    }
    return new Deviations(all);
  }

  private static String text(JsonNode node, String name) {
    return optional(node, name)
        .orElseThrow(
            () -> new IllegalArgumentException("a deviation lacks \"" + name + "\": " + node));
  }

  private static List<String> texts(JsonNode node, String name) {
    JsonNode texts = node.path(name);
    return texts.isArray()
        ? texts.valueStream().map(JsonNode::asString).toList()
        : List.of(text(node, name));
  }

  private static boolean flag(JsonNode node, String name) {
    JsonNode flag = node.path(name);
    if (!flag.isMissingNode() && !flag.isBoolean()) {
      throw new IllegalArgumentException(
          "\"" + name + "\" of a deviation is true or false: " + node);
    }
    return flag.booleanValue(false);
  }

  private static Optional<String> optional(JsonNode node, String name) {
    return node.path(name).stringValueOpt();
  }

  /**
   * Checks that each refers to a scenario there is, and that no two apply at once.
   *
   * @throws IllegalArgumentException naming what is wrong
   */
  public void check(Set<String> scenarios) {
    for (Deviation deviation : all) {
      if (!scenarios.contains(deviation.scenario())) {
        throw new IllegalArgumentException(
            "a deviation is declared for the scenario \""
                + deviation.scenario()
                + "\", which does not exist");
      }
    }
  }

  /** Finds the deviation of a scenario on a release. */
  public Optional<Deviation> find(String scenario, Optional<Release> release) {
    return all.stream()
        .filter(deviation -> deviation.scenario().equals(scenario))
        .filter(deviation -> release.filter(deviation::appliesTo).isPresent())
        .findFirst();
  }
}
