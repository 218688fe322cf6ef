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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.runsc.conformance.result.RunResult;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportsTest {

  @TempDir private Path directory;
  private final RunResult result = Results.mixed();

  @Test
  void table_hasALineForEachScenarioAndAColumnForEachTarget() {
    Table table = new Table(result, (text, outcome) -> text);

    assertThat(table.matrix())
        .containsExactly(
            "scenario    fake:20240729.0  real:20240729.0",
            "a.fails     FAILED~          ok",
            "b.drifts    DRIFT            ok",
            "c.deviates  deviates         n/a");
    assertThat(table.findings())
        .containsExactly(
            "",
            "failed: a.fails on fake:20240729.0 (flaky: 1 of 2 times)",
            "  Expecting <this>",
            "    to be \"that\"",
            "",
            "drift: b.drifts on fake:20240729.0",
            "  #1 runsc list",
            "    stdout, line 1:",
            "      real:20240729.0  \"null\"",
            "      fake:20240729.0  \"[]<&>\\u0001\"");
    assertThat(table.deviations())
        .containsExactly("expected deviation of fake:20240729.0 in c.deviates: a reason (a link)");
    assertThat(table.notRun()).containsExactly("not run: real:1: it needs root");
    assertThat(result.verdict().line())
        .isEqualTo(
            "NOT AS EXPECTED: 1 failed (1 flaky), 1 drift in 3 scenarios on 2 targets, shard 3,4/8");
  }

  @Test
  void json_holdsTargetsOutcomesTranscriptsAndDrift() throws Exception {
    Reports.write(result, directory.resolve("out"));

    JsonNode report =
        new JsonMapper().readTree(Files.readString(directory.resolve("out/report.json")));
    assertThat(report.at("/format").stringValue()).isEqualTo("dev.runsc.conformance/report/1");
    assertThat(report.at("/verdict/exitCode").intValue()).isEqualTo(1);
    assertThat(report.at("/targets/0/sha256").stringValue()).matches("[0-9a-f]{64}");
    assertThat(report.at("/targets/0/version").stringValue())
        .isEqualTo("runsc version 0.0~20240729.0");
    assertThat(report.at("/notRun/0/problem").stringValue()).isEqualTo("not_run");
    assertThat(report.at("/scenarios/0/results/0/outcome").stringValue()).isEqualTo("failed");
    assertThat(report.at("/scenarios/1/results/0/drifts").booleanValue()).isTrue();
    assertThat(report.at("/scenarios/1/results/0/transcript/0/parts/stdout").stringValue())
        .isEqualTo("[]<&>\u0001\n");
    assertThat(report.at("/drift/0/differences/0/real/0").stringValue()).isEqualTo("null");
  }

  @Test
  void json_isAsItsSchemaSays() throws Exception {
    Reports.write(result, directory.resolve("out"));

    Schema schema;
    try (InputStream in = Reports.class.getResourceAsStream("report.schema.json")) {
      schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
    String json = Files.readString(directory.resolve("out/report.json"));
    assertThat(schema.validate(json, InputFormat.JSON)).isEmpty();
    assertThat(schema.validate(json.replace("\"failed\"", "\"botched\""), InputFormat.JSON))
        .isNotEmpty();
  }

  @Test
  void json_isReadBackAsItWas() throws Exception {
    Reports.write(result, directory.resolve("out"));

    assertThat(Reports.read(directory.resolve("out"))).isEqualTo(result);
    assertThat(Reports.read(directory.resolve("out/report.json"))).isEqualTo(result);
  }

  @Test
  void otherFileThanAReport_isRefused() throws Exception {
    Path file = Files.writeString(directory.resolve("x.json"), "{\"format\": \"other/2\"}");

    assertThatThrownBy(() -> Reports.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "it is no report of the format dev.runsc.conformance/report/1 but of \"other/2\"");
  }

  @Test
  void junitXml_isWellFormedAndCounts() throws Exception {
    Reports.write(result, directory.resolve("out"));

    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(
                new InputSource(
                    new StringReader(Files.readString(directory.resolve("out/junit.xml")))));
    Element suite = (Element) document.getElementsByTagName("testsuite").item(0);
    assertThat(suite.getAttribute("name")).isEqualTo("fake:20240729.0");
    assertThat(suite.getAttribute("tests")).isEqualTo("3");
    assertThat(suite.getAttribute("failures")).isEqualTo("2");
    assertThat(suite.getAttribute("skipped")).isEqualTo("1");
    Element failure = (Element) document.getElementsByTagName("failure").item(0);
    assertThat(failure.getAttribute("message")).isEqualTo("failed: Expecting <this>");
    assertThat(document.getElementsByTagName("testcase").getLength()).isEqualTo(7);
  }

  @Test
  void html_isSelfContainedEscapedAndMarksWhatDiffers() throws Exception {
    Reports.write(result, directory.resolve("out"));

    String html = Files.readString(directory.resolve("out/report.html"));
    assertThat(html)
        .contains("it &lt;fails&gt;")
        .contains("<mark>[]&lt;&amp;&gt;")
        .contains("<mark>null</mark>")
        .contains("prefers-color-scheme: dark")
        .contains("name=\"viewport\"")
        .doesNotContain("<script")
        .doesNotContain("http://")
        .doesNotContain("https://");
  }

  @Test
  void markdown_hasTheTableAndTheFindings() throws Exception {
    Reports.write(result, directory.resolve("out"));

    assertThat(Files.readString(directory.resolve("out/report.md")))
        .contains(
            "**NOT AS EXPECTED: 1 failed (1 flaky), 1 drift in 3 scenarios on 2 targets, shard 3,4/8**")
        .contains("| scenario | fake:20240729.0 | real:20240729.0 |")
        .contains("| b.drifts | DRIFT | ok |")
        .contains("## a.fails: it <fails>")
        .contains("real:20240729.0  \"null\"")
        .contains("Expected deviation of fake:20240729.0 in c.deviates: a reason (a link)");
  }
}
