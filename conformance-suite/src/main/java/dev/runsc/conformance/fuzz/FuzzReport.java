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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes what came of fuzzing: {@code fuzz.json}, and a Java class for each finding. */
public final class FuzzReport {

  private FuzzReport() {}

  /**
   * Writes it.
   *
   * @param results one for each pair of targets
   * @param directory where to; it is made if it is not there
   * @throws IOException if it cannot be written
   */
  public static void write(List<FuzzResult> results, Path directory) throws IOException {
    Files.createDirectories(directory);
    JsonMapper mapper = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    ArrayNode all = mapper.createArrayNode();
    int number = 0;
    for (FuzzResult result : results) {
      ArrayNode findings = result(all.addObject(), result).putArray("findings");
      for (Finding finding : result.findings()) {
        number++;
        finding(findings.addObject(), finding);
        // The class is named in the file, so that each file lies in a directory of its own.
        Path place = Files.createDirectories(directory.resolve("finding-" + number));
        Files.writeString(place.resolve("FoundScenarios.java"), finding.source());
      }
    }
    Files.writeString(directory.resolve("fuzz.json"), mapper.writeValueAsString(all) + "\n");
  }

  private static ObjectNode result(ObjectNode node, FuzzResult result) {
    node.put("reference", result.reference())
        .put("fake", result.fake())
        .put("seed", result.seed())
        .put("sequences", result.sequences())
        .put("steps", result.steps())
        .put("seconds", result.elapsed().toMillis() / 1000.0)
        .put("exitCode", result.exitCode());
    counts(node.putObject("commands"), result.commands());
    counts(node.putObject("explained"), result.explained());
    texts(node.putArray("problems"), result.problems());
    return node;
  }

  private static void finding(ObjectNode node, Finding finding) {
    node.put("sequence", finding.sequence())
        .put("times", finding.times())
        .put("drawn", finding.drawn())
        .put("tries", finding.tries())
        .put("steady", finding.steady());
    texts(node.putArray("steps"), finding.steps());
    Difference difference = finding.difference();
    ObjectNode shown = node.putObject("difference");
    shown
        .put("call", difference.title())
        .put("part", difference.part())
        .put("line", difference.line());
    texts(shown.putArray("reference"), difference.reference());
    texts(shown.putArray("fake"), difference.other());
    node.put("scenario", finding.source());
  }

  private static void counts(ObjectNode node, Map<String, Integer> counts) {
    counts.forEach((name, count) -> node.put(name, count));
  }

  private static void texts(ArrayNode node, List<String> texts) {
    texts.forEach(node::add);
  }
}
