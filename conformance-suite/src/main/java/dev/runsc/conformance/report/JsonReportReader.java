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

package dev.runsc.conformance.report;

import dev.runsc.conformance.result.Attempt;
import dev.runsc.conformance.result.Cell;
import dev.runsc.conformance.result.Conduct;
import dev.runsc.conformance.result.Drift;
import dev.runsc.conformance.result.Outcome;
import dev.runsc.conformance.result.RunResult;
import dev.runsc.conformance.result.ScenarioInfo;
import dev.runsc.conformance.result.Shards;
import dev.runsc.conformance.result.TargetJson;
import dev.runsc.conformance.targets.Capability;
import dev.runsc.conformance.targets.Targets;
import dev.runsc.conformance.transcript.Difference;
import dev.runsc.conformance.transcript.Entry;
import dev.runsc.conformance.transcript.Transcript;
import dev.runsc.testkit.internal.Release;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads what {@link JsonReport} has written. */
final class JsonReportReader {

  private JsonReportReader() {}

  /**
   * Reads a report.
   *
   * @throws IllegalArgumentException if it is none, or of a format this suite does not know
   */
  static RunResult read(String text) {
    try {
      JsonNode report = JsonReport.JSON.readTree(text);
      String format = report.path("format").stringValue("");
      if (!format.equals(JsonReport.FORMAT)) {
        throw new IllegalArgumentException(
            "it is no report of the format " + JsonReport.FORMAT + " but of \"" + format + "\"");
      }
      return result(report);
    } catch (JacksonException | java.time.DateTimeException e) {
      throw new IllegalArgumentException("it is no report: " + e.getMessage(), e);
    }
  }

  private static RunResult result(JsonNode report) {
    List<Cell> cells = new ArrayList<>();
    for (JsonNode scenario : report.required("scenarios")) {
      String id = text(scenario, "id");
      scenario.required("results").forEach(node -> cells.add(cell(id, node)));
    }
    cells.sort(Cell.ORDER);
    return new RunResult(
        Instant.parse(text(report, "started")),
        millis(report),
        conduct(report.required("conduct")),
        list(report, "scenarios", JsonReportReader::scenario),
        list(report, "targets", TargetJson::read),
        list(report, "notRun", JsonReportReader::refused),
        cells,
        list(report, "drift", JsonReportReader::drift),
        strings(report, "errors"));
  }

  private static <T> List<T> list(JsonNode node, String name, Function<JsonNode, T> read) {
    List<T> all = new ArrayList<>();
    node.required(name).forEach(one -> all.add(read.apply(one)));
    return all;
  }

  private static List<String> strings(JsonNode node, String name) {
    return list(node, name, JsonNode::stringValue);
  }

  private static String text(JsonNode node, String name) {
    return node.required(name).stringValue();
  }

  private static Duration millis(JsonNode node) {
    return Duration.ofMillis(node.required("elapsedMillis").longValue());
  }

  private static Conduct conduct(JsonNode node) {
    JsonNode shards = node.required("shards");
    Set<Integer> indices = new HashSet<>(list(shards, "indices", JsonNode::intValue));
    return new Conduct(
        node.required("seed").longValue(),
        new Shards(shards.required("count").intValue(), indices),
        node.required("stopped").booleanValue());
  }

  private static Map<String, String> map(JsonNode node, String name) {
    Map<String, String> all = new LinkedHashMap<>();
    node.required(name)
        .properties()
        .forEach(entry -> all.put(entry.getKey(), entry.getValue().stringValue()));
    return all;
  }

  private static Targets.Refused refused(JsonNode node) {
    return new Targets.Refused(
        text(node, "name"),
        Targets.Problem.valueOf(text(node, "problem").toUpperCase(Locale.ROOT)),
        text(node, "reason"));
  }

  private static ScenarioInfo scenario(JsonNode node) {
    return new ScenarioInfo(
        text(node, "id"),
        text(node, "title"),
        text(node, "level"),
        text(node, "reference"),
        list(node, "needs", one -> Capability.valueOf(one.stringValue())),
        node.path("since").stringValueOpt().map(Release::parse),
        node.path("until").stringValueOpt().map(Release::parse));
  }

  private static Cell cell(String scenario, JsonNode node) {
    return new Cell(
        scenario,
        text(node, "target"),
        Outcome.ofText(text(node, "outcome")),
        text(node, "message"),
        text(node, "detail"),
        millis(node),
        new Transcript(list(node, "transcript", JsonReportReader::entry)),
        list(
            node,
            "attempts",
            one -> new Attempt(Outcome.ofText(text(one, "outcome")), millis(one))));
  }

  private static Entry entry(JsonNode node) {
    return new Entry(text(node, "title"), map(node, "parts"));
  }

  private static Drift drift(JsonNode node) {
    return new Drift(
        text(node, "scenario"),
        text(node, "fake"),
        text(node, "real"),
        list(
            node,
            "differences",
            one ->
                new Difference(
                    one.required("entry").intValue(),
                    text(one, "title"),
                    text(one, "part"),
                    one.required("line").intValue(),
                    strings(one, "real"),
                    strings(one, "fake"))));
  }
}
