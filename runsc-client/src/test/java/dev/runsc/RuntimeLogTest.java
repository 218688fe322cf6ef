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

package dev.runsc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class RuntimeLogTest {

  private static final String ONE =
      "{\"msg\":\"one {\\\"x\\\"\",\"level\":\"error\",\"time\":\"t\"}";
  private static final String TWO = "{\"msg\":\"two\",\"level\":\"error\",\"time\":\"t\"}";

  @TempDir private Path directory;

  private List<String> errorsIn(String text) throws Exception {
    Path file = directory.resolve("log");
    Files.deleteIfExists(file);
    RuntimeLog log = RuntimeLog.fromEndOf(file);
    Files.writeString(file, text);
    return log.errors();
  }

  @Test
  void recordsWithNothingBetweenThem_areRead() throws Exception {
    assertThat(errorsIn(ONE + TWO)).containsExactly("one {\"x\"", "two");
  }

  @Test
  void recordsApart_areRead() throws Exception {
    assertThat(errorsIn(ONE + "\n" + TWO + "\n")).containsExactly("one {\"x\"", "two");
  }

  @Test
  void otherLevelsAndFields_areSteppedOver() throws Exception {
    assertThat(
            errorsIn(
                "{\"msg\":\"no\",\"level\":\"warning\"}{\"level\":\"error\"}{\"log\":\"k8s\",\"level\":\"error\"}"))
        .containsExactly("k8s");
  }

  @Test
  void b29_junkBetweenRecords_isSteppedOver() throws Exception {
    assertThat(errorsIn("\0{{]" + ONE + "{\"msg\":\"cut" + TWO + "{\"msg\":"))
        .containsExactly("one {\"x\"", "two");
  }

  @Test
  void missingLog_hasNoErrors() {
    assertThat(RuntimeLog.fromEndOf(directory.resolve("none")).errors()).isEmpty();
  }

  @Test
  void whatWasThereBefore_isNotRead() throws Exception {
    Path file = Files.writeString(directory.resolve("log"), ONE);
    RuntimeLog log = RuntimeLog.fromEndOf(file);
    Files.writeString(file, TWO, StandardOpenOption.APPEND);

    assertThat(log.errors()).containsExactly("two");
  }

  @Test
  void emptiedLog_isReadFromItsBeginning() throws Exception {
    Path file = Files.writeString(directory.resolve("log"), ONE + ONE);
    RuntimeLog log = RuntimeLog.fromEndOf(file);
    Files.writeString(file, TWO);

    assertThat(log.errors()).containsExactly("two");
  }

  @Test
  @Timeout(20)
  void hugeJunk_costsLittle() throws Exception {
    Path file = directory.resolve("log");
    Files.write(file, "{".repeat(3_000_000).getBytes(StandardCharsets.UTF_8));
    Files.writeString(file, TWO, StandardOpenOption.APPEND);
    RuntimeLog log = RuntimeLog.fromEndOf(directory.resolve("other"));
    Files.move(file, directory.resolve("other"));

    assertThat(log.errors()).containsExactly("two");
  }

  @Test
  void errorsOfParallelCommands_areToldApartByTheirBeginningAndId() {
    Command create = Command.plain("create", "create", List.of(), "web");
    List<String> errors =
        List.of(
            "error setting up FS: stat failed",
            "starting container: no",
            "creating container: container \"web\" is bad",
            "creating container: another");

    LoggedErrors logged = LoggedErrors.of(create, errors, false);

    assertThat(logged.all()).isEqualTo(errors);
    assertThat(logged.candidates()).containsExactly("creating container: container \"web\" is bad");
  }

  @Test
  void errorsThatCannotBeToldApart_areAllCandidates() {
    Command create = Command.plain("create", "create", List.of(), "web");
    List<String> errors = List.of("creating container: one", "creating container: two");

    assertThat(LoggedErrors.of(create, errors, false).candidates()).isEqualTo(errors);
    assertThat(LoggedErrors.of(create, errors, true).candidates())
        .containsExactly("creating container: two");
    assertThat(LoggedErrors.of(create, List.of(), true).candidates()).isEmpty();
  }
}
