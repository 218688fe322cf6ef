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

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import dev.runsc.conformance.result.Cell;
import dev.runsc.conformance.result.Drift;
import dev.runsc.conformance.result.Outcome;
import dev.runsc.conformance.result.RunResult;
import dev.runsc.conformance.result.ScenarioInfo;
import dev.runsc.conformance.result.TargetInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What the templates of the reports for people are filled with: plain maps and lists. */
record Page(Map<String, Object> data) {

  static Page of(RunResult result, List<RunResult> earlier) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("verdict", result.verdict().line());
    data.put("good", result.verdict().exitCode() == 0);
    data.put("started", instant(result.started()));
    data.put("seed", Long.toString(result.conduct().seed()));
    data.put("seconds", String.format(Locale.ROOT, "%.1f", result.elapsed().toMillis() / 1000.0));
    data.put("targets", result.targets().stream().map(one -> target(one, result)).toList());
    data.put(
        "refused",
        result.refused().stream()
            .map(
                one ->
                    Map.of(
                        "name", one.name(),
                        "problem", one.problem().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        "reason", one.reason()))
            .toList());
    data.put("anyRefused", !result.refused().isEmpty());
    List<Map<String, Object>> scenarios =
        result.scenarios().stream().map(scenario -> scenario(scenario, result)).toList();
    data.put("scenarios", scenarios);
    data.put(
        "findings",
        scenarios.stream().filter(one -> Boolean.FALSE.equals(one.get("good"))).toList());
    data.put(
        "deviations",
        result.cells().stream()
            .filter(cell -> cell.outcome() == Outcome.EXPECTED_DEVIATION)
            .map(
                cell ->
                    Map.of(
                        "scenario",
                        cell.scenario(),
                        "target",
                        cell.target(),
                        "message",
                        cell.message()))
            .toList());
    data.put("errors", result.errors());
    data.put("totals", TimingChart.targets(result));
    data.put("slowest", TimingChart.slowest(result));
    History history = new History(earlier, result);
    data.put("runs", history.runs());
    data.put("anyHistory", !history.runs().isEmpty());
    data.put("changes", history.changes());
    return new Page(data);
  }

  /** How often each outcome came on a target. */
  private static String counts(RunResult result, TargetInfo target) {
    List<String> parts = new ArrayList<>();
    for (Outcome outcome : Outcome.values()) {
      long count =
          result.cellsOf(target.name()).values().stream()
              .filter(cell -> result.shown(cell) == outcome)
              .count();
      if (count > 0) {
        parts.add(count + " " + outcome.text());
      }
    }
    return String.join(", ", parts);
  }

  /** To the second, which is what people want. */
  static String instant(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static Map<String, Object> target(TargetInfo target, RunResult result) {
    return Map.of(
        "name", target.name(),
        "counts", counts(result, target),
        "version", target.version(),
        "executable", target.executable(),
        "sha256", target.sha256(),
        "flags", String.join(" ", target.flags()));
  }

  private static Map<String, Object> scenario(ScenarioInfo scenario, RunResult result) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("id", scenario.id());
    data.put("title", scenario.title());
    data.put("level", scenario.level());
    data.put("reference", scenario.reference());
    List<Map<String, Object>> cells = new ArrayList<>();
    boolean good = true;
    boolean flaky = false;
    for (TargetInfo target : result.targets()) {
      Optional<Cell> found = result.cell(scenario.id(), target.name());
      cells.add(found.map(cell -> cell(cell, result)).orElse(noCell(target.name())));
      good &= found.filter(cell -> !result.shown(cell).expected()).isEmpty();
      flaky |= found.filter(Cell::flaky).isPresent();
    }
    data.put("cells", cells);
    data.put("good", good);
    new Transcripts(result, scenario.id()).put(data);
    boolean differs = !((List<?>) Objects.requireNonNull(data.get("comparisons"))).isEmpty();
    data.put(
        "classes",
        scenario.level()
            + (good ? " good" : " bad")
            + (flaky ? " flaky" : " steady")
            + (differs ? " differs" : " alike"));
    return data;
  }

  private static Map<String, Object> noCell(String target) {
    return Map.of(
        "target",
        target,
        "mark",
        "-",
        "outcome",
        "not run",
        "style",
        "not-run",
        "millis",
        0,
        "message",
        "",
        "drift",
        "",
        "hasMessage",
        false,
        "hasDrift",
        false,
        "says",
        false);
  }

  private static Map<String, Object> cell(Cell cell, RunResult result) {
    Outcome shown = result.shown(cell);
    List<String> drift =
        result.drift(cell.scenario(), cell.target()).map(Drift::show).orElse(List.of());
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("target", cell.target());
    data.put("mark", shown.mark() + (cell.flaky() ? "~" : ""));
    data.put(
        "outcome", shown.text() + (cell.flaky() ? " (flaky: " + cell.share() + " times)" : ""));
    data.put("style", History.style(shown));
    data.put("millis", cell.elapsed().toMillis());
    data.put("message", cell.message());
    data.put("drift", String.join("\n", drift));
    data.put("hasMessage", !cell.message().isEmpty());
    data.put("hasDrift", !drift.isEmpty());
    data.put("says", !cell.message().isEmpty() || !drift.isEmpty());
    return data;
  }

  /** Fills a template. */
  static String render(String template, Page page) {
    String resource = template + ".mustache";
    try (InputStream in = Page.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is missing from the suite");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Mustache.compiler()
          .withEscaper(template.endsWith(".md") ? Escapers.NONE : Escapers.HTML)
          .compile(text)
          .execute(page.data());
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + resource, e);
    }
  }
}
