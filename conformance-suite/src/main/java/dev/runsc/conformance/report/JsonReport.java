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
import dev.runsc.conformance.result.RunResult;
import dev.runsc.conformance.result.ScenarioInfo;
import dev.runsc.conformance.result.TargetInfo;
import dev.runsc.conformance.result.TargetJson;
import dev.runsc.conformance.targets.Capability;
import dev.runsc.conformance.targets.Targets;
import dev.runsc.conformance.transcript.Difference;
import dev.runsc.conformance.transcript.Entry;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The report for machines: everything that is known about the run. {@code report.schema.json}
 * beside this class describes it; {@link JsonReportReader} reads it back.
 */
final class JsonReport {

  /** Named in the report; changes when a reader of the last version would be misled. */
  static final String FORMAT = "dev.runsc.conformance/report/1";

  static final JsonMapper JSON = new JsonMapper();

  private JsonReport() {}

  static String of(RunResult result) {
    ObjectNode report = JSON.createObjectNode();
    report.put("format", FORMAT);
    report.put("started", result.started().toString());
    report.put("elapsedMillis", result.elapsed().toMillis());
    ObjectNode verdict = report.putObject("verdict");
    verdict.put("exitCode", result.verdict().exitCode());
    verdict.put("line", result.verdict().line());
    conduct(report.putObject("conduct"), result.conduct());
    ObjectNode host = report.putObject("host");
    for (String name : List.of("os.name", "os.version", "os.arch", "java.version")) {
      host.put(name, System.getProperty(name));
    }
    ArrayNode targets = report.putArray("targets");
    result.targets().forEach(target -> TargetJson.write(targets.addObject(), target));
    ArrayNode refused = report.putArray("notRun");
    result.refused().forEach(one -> refused(refused.addObject(), one));
    ArrayNode scenarios = report.putArray("scenarios");
    result.scenarios().forEach(scenario -> scenario(scenarios.addObject(), scenario, result));
    ArrayNode drifts = report.putArray("drift");
    result.drifts().forEach(drift -> drift(drifts.addObject(), drift));
    strings(report, "errors", result.errors());
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n";
  }

  private static void strings(ObjectNode node, String name, Collection<String> values) {
    ArrayNode array = node.putArray(name);
    values.forEach(array::add);
  }

  private static void conduct(ObjectNode node, Conduct conduct) {
    node.put("seed", conduct.seed());
    ObjectNode shards = node.putObject("shards");
    shards.put("count", conduct.shards().count());
    ArrayNode indices = shards.putArray("indices");
    conduct.shards().indices().forEach(index -> indices.add((int) index));
    node.put("stopped", conduct.stopped());
  }

  private static void refused(ObjectNode node, Targets.Refused refused) {
    node.put("name", refused.name());
    node.put("problem", refused.problem().name().toLowerCase(Locale.ROOT));
    node.put("reason", refused.reason());
  }

  private static void scenario(ObjectNode node, ScenarioInfo scenario, RunResult result) {
    node.put("id", scenario.id());
    node.put("title", scenario.title());
    node.put("level", scenario.level());
    node.put("reference", scenario.reference());
    strings(node, "needs", scenario.needs().stream().map(Capability::name).toList());
    scenario.since().ifPresent(release -> node.put("since", release.toString()));
    scenario.until().ifPresent(release -> node.put("until", release.toString()));
    ArrayNode cells = node.putArray("results");
    for (TargetInfo target : result.targets()) {
      result
          .cell(scenario.id(), target.name())
          .ifPresent(cell -> cell(cells.addObject(), cell, result));
    }
  }

  private static void cell(ObjectNode node, Cell cell, RunResult result) {
    node.put("target", cell.target());
    node.put("outcome", cell.outcome().text());
    node.put("drifts", result.drift(cell.scenario(), cell.target()).isPresent());
    node.put("flaky", cell.flaky());
    node.put("message", cell.message());
    node.put("detail", cell.detail());
    node.put("elapsedMillis", cell.elapsed().toMillis());
    ArrayNode attempts = node.putArray("attempts");
    for (Attempt attempt : cell.attempts()) {
      ObjectNode attemptNode = attempts.addObject();
      attemptNode.put("outcome", attempt.outcome().text());
      attemptNode.put("elapsedMillis", attempt.elapsed().toMillis());
    }
    ArrayNode transcript = node.putArray("transcript");
    for (Entry entry : cell.transcript().entries()) {
      ObjectNode entryNode = transcript.addObject();
      entryNode.put("title", entry.title());
      ObjectNode parts = entryNode.putObject("parts");
      entry.parts().forEach(parts::put);
    }
  }

  private static void drift(ObjectNode node, Drift drift) {
    node.put("scenario", drift.scenario());
    node.put("fake", drift.fake());
    node.put("real", drift.real());
    ArrayNode differences = node.putArray("differences");
    for (Difference difference : drift.differences()) {
      ObjectNode one = differences.addObject();
      one.put("entry", difference.entry());
      one.put("title", difference.title());
      one.put("part", difference.part());
      one.put("line", difference.line());
      strings(one, "real", difference.reference());
      strings(one, "fake", difference.other());
    }
  }
}
