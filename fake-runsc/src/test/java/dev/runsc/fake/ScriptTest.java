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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptTest {
  @Test
  void builder_writesWhatParseReads() {
    Script script =
        Script.builder()
            .on("start")
            .id("web")
            .flag("x", "1")
            .globalFlag("root", "/r")
            .reply(128, "", "no\n", Duration.ofMillis(5))
            .replyFromModel()
            .thenModel()
            .workload("job", "out\n", Duration.ofMillis(20), 7)
            .build();

    Script again = Script.parse(script.json());

    assertThat(again.replies()).isEqualTo(script.replies()).hasSize(1);
    assertThat(again.workloads()).isEqualTo(script.workloads()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]|script:1:1: the document is a list; it is an object",
        "{\"reply\": []}|script:1:2: the document has the unknown key \"reply\"; known are $schema,"
            + " faults, replies, seed, workloads",
        "{\"replies\": [{\"reply\": {}}]}|script:1:14: replies[0].on is missing; {} would match"
            + " every call",
        "{\"replies\": [{\"on\": {}}]}|script:1:14: replies[0].reply is missing or empty; it is an"
            + " object or a list of objects",
        "{\"replies\": [{\"on\": {}, \"reply\": {\"exit\": 300}}]}|script:1:35:"
            + " replies[0].reply.exit is 300; it is a whole number from 0 to 255",
        "{\"replies\": [{\"on\": {\"flags\": {\"--force\": \"true\"}}, \"reply\":"
            + " {}}]}|script:1:32: replies[0].on.flags.--force begins with a dash; leave out the"
            + " dashes of a flag",
        "{\"replies\": [{\"on\": {}, \"reply\": {}, \"then\": \"stop\"}]}|script:1:38:"
            + " replies[0].then is \"stop\"; it is \"repeat\", \"model\" or \"fail\"",
        "{\"replies\": [{\"on\": {}, \"reply\": {\"delay\": 5}}]}|script:1:35:"
            + " replies[0].reply.delay is 5; it is a time such as \"150ms\", \"2s\" or \"1m\"",
        "{\"replies\": [{\"on\": {}, \"reply\": {\"model\": true, \"exit\": 1}}]}|script:1:25:"
            + " replies[0].reply asks the model and gives an answer of its own; leave out one of"
            + " the two",
        "{\"workloads\": [{\"signals\": {\"RTMIN\": 0}}]}|script:1:29: workloads[0].signals.RTMIN"
            + " is no signal that runsc accepts",
        "{\"workloads\": [{\"after\": \"1s\"}]}|script:1:16: workloads[0] has \"after\" without"
            + " \"exit\"; say with which status it ends"
      })
  void wrongScript_isRefusedWithPlaceAndRemedy(String json, String message) {
    assertThatThrownBy(() -> Script.parse(json))
        .isInstanceOf(ScriptException.class)
        .hasMessage(message);
  }

  @Test
  void fileThatIsNotJson_isNamedWithLineAndColumn(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("s.json"), "{\n  \"replies\": [,]\n}\n");

    assertThatThrownBy(() -> Script.load(file))
        .isInstanceOf(ScriptException.class)
        .hasMessageStartingWith(file + ":2:");
  }

  @Test
  void missingFile_isNamed(@TempDir Path directory) {
    Path file = directory.resolve("none.json");

    assertThatThrownBy(() -> Script.load(file)).hasMessage("script " + file + " does not exist");
  }
}
