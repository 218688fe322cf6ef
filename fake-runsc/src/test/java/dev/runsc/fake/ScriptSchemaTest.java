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

package dev.runsc.fake;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schema, against every documented example and against the reader. */
class ScriptSchemaTest {
  private static final Pattern EXAMPLE = Pattern.compile("(?s)```json\n(.*?)```");

  private static Schema schema() throws IOException {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(FakeHome.resource("script.schema.json"), InputFormat.JSON);
  }

  static Stream<String> documentedExamples() throws IOException {
    List<String> texts =
        List.of(
            Files.readString(Path.of("README.md")),
            Files.readString(Path.of("../docs/script-format.md")),
            Files.readString(Path.of("../docs/faults.md")));
    return texts.stream()
        .flatMap(text -> EXAMPLE.matcher(text).results().map((MatchResult one) -> one.group(1)));
  }

  @ParameterizedTest
  @MethodSource("documentedExamples")
  void documentedExample_isValidAndCanBeRead(String example) throws IOException {
    assertThat(schema().validate(example, InputFormat.JSON)).isEmpty();
    assertThat(Script.parse(example).json()).isEqualTo(example);
  }

  @Test
  void whatTheBuilderWrites_isValid() throws IOException {
    Script script =
        Script.builder()
            .seed(7)
            .on("start")
            .id("a")
            .flag("x", "1")
            .annotation("k", "v")
            .times(2)
            .afterCalls(1)
            .perContainer()
            .reply(1, "out", "err")
            .thenModel()
            .fault("state", FaultTest.ALL.toArray(new Fault[0]))
            .probability(0.5)
            .and()
            .build();

    assertThat(schema().validate(script.json(), InputFormat.JSON)).isEmpty();
    assertThat(script.faults().get(0).faults()).isEqualTo(FaultTest.ALL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{\"reply\": []}",
        "{\"replies\": [{\"reply\": {}}]}",
        "{\"replies\": [{\"on\": {}, \"reply\": {\"exit\": 300}}]}",
        "{\"replies\": [{\"on\": {}, \"reply\": {\"model\": true, \"exit\": 1}}]}",
        "{\"replies\": [{\"on\": {\"flags\": {\"--force\": \"true\"}}, \"reply\": {}}]}",
        "{\"workloads\": [{\"after\": \"1s\"}]}",
        "{\"faults\": [{\"on\": {}, \"fault\": {\"type\": \"fire\"}}]}",
        "{\"faults\": [{\"on\": {}, \"fault\": {\"type\": \"hang\", \"code\": 1}}]}",
        "{\"faults\": [{\"on\": {}, \"fault\": {\"type\": \"hang\"}, \"probability\": 0}]}"
      })
  void whatTheReaderRefuses_theSchemaRefuses(String json) throws IOException {
    assertThat(schema().validate(json, InputFormat.JSON)).isNotEmpty();
    assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> Script.parse(json)))
        .isInstanceOf(ScriptException.class);
  }
}
