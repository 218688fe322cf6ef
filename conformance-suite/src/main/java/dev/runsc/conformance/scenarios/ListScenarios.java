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

package dev.runsc.conformance.scenarios;

import static dev.runsc.conformance.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runsc.Container;
import dev.runsc.conformance.Answer;
import dev.runsc.conformance.Level;
import dev.runsc.conformance.Scenario;
import dev.runsc.conformance.Subject;
import dev.runsc.conformance.targets.Capability;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** The {@code list} command. */
final class ListScenarios {

  private static final String REFERENCE = "gVisor runsc/cmd/list.go";

  @Scenario(
      id = "list.empty",
      title = "no containers: null, a header alone, or nothing, by format",
      reference = REFERENCE)
  void noContainers_nullHeaderOrNothing(Subject runsc) {
    assertThat(runsc.call("list", "--format=json")).succeededWith("null\n");
    assertThat(runsc.call("list"))
        .succeededWith("ID          PID         STATUS      BUNDLE      CREATED     OWNER\n");
    assertThat(runsc.call("list", "--quiet")).succeededWith("");
    List<Container> listed = runsc.ask(client -> client.list());
    assertThat(listed).isEmpty();
  }

  @Scenario(
      id = "list.makes-no-root",
      title = "a missing root directory is an empty list, and is not made",
      reference = REFERENCE)
  void missingRoot_isEmptyListAndNotMade(Subject runsc) {
    assertThat(runsc.call("list", "--format=json")).succeededWith("null\n");

    assertThat(runsc.root()).doesNotExist();
  }

  @Scenario(
      id = "list.json-holds-the-states",
      title = "the JSON list is what state tells of each container, on one line, by id",
      reference = REFERENCE)
  void jsonList_isTheStatesOfAll(Subject runsc) {
    String alpha = runsc.id("alpha");
    String beta = runsc.id("beta");
    runsc.created(beta, "exec sleep 1000");
    runsc.created(alpha, "exec sleep 1000");

    Answer list = runsc.call("list", "--format=json");

    JsonMapper json = new JsonMapper();
    List<String> states = new ArrayList<>();
    for (String id : List.of(alpha, beta)) {
      states.add(json.readTree(runsc.call("state", id).stdout()).toString());
    }
    assertThat(list).succeededWith("[" + String.join(",", states) + "]\n");
    List<Container> listed = runsc.ask(client -> client.list());
    assertThat(listed).extracting(container -> container.id()).containsExactly(alpha, beta);
  }

  @Scenario(
      id = "list.text-layout",
      title = "columns are three blanks wider than their widest cell, and at least twelve wide",
      reference = REFERENCE + ", tabwriter.NewWriter(os.Stdout, 12, 1, 3, ' ', 0)",
      needs = Capability.TABLE_WIDTHS)
  void textList_columnsFollowTheWidestCell(Subject runsc) {
    String longId = runsc.id("a-rather-long-container-id");
    String shortId = runsc.id("b");
    runsc.created(longId, "exec sleep 1000");
    runsc.created(shortId, "exec sleep 1000");

    Answer list = runsc.call("list");

    List<String> lines = list.stdout().lines().toList();
    assertThat(lines).as(list.toString()).hasSize(3);
    int pid = longId.length() + 3;
    int status = pid + 12;
    int bundle = status + 12;
    int created = bundle + runsc.bundle().toString().length() + 3;
    assertThat(lines.get(0).indexOf("PID")).isEqualTo(pid);
    assertThat(lines.get(0).indexOf("STATUS")).isEqualTo(status);
    assertThat(lines.get(0).indexOf("BUNDLE")).isEqualTo(bundle);
    assertThat(lines.get(0).indexOf("CREATED")).isEqualTo(created);
    assertThat(lines.get(1)).startsWith(longId + "   ").endsWith("   conformance");
    assertThat(lines.get(2).substring(0, pid))
        .isEqualTo(shortId + " ".repeat(pid - shortId.length()));
    assertThat(lines.get(2).substring(status, bundle)).isEqualTo("created     ");
    assertThat(lines.get(2).substring(bundle, created)).isEqualTo(runsc.bundle() + "   ");
    assertThat(lines.get(2).substring(created))
        .matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}(\\.[0-9]{1,9})?Z +conformance");
  }

  @Scenario(
      id = "list.quiet-order",
      title = "ids are sorted by the bytes of their state files' names, so a comes after a-b",
      level = Level.QUIRK,
      reference = "gVisor runsc/container/state_file.go, listMatch")
  void quietList_isSortedByStateFile(Subject runsc) {
    for (String id : List.of("a", "a.b", "B", "a-b")) {
      assertThat(runsc.call("create", "--bundle", runsc.bundle(), runsc.id(id)))
          .succeededSilently();
    }

    Answer list = runsc.call("list", "--quiet");

    assertThat(list)
        .succeededWith(
            List.of("B", "a-b", "a.b", "a").stream()
                .map(id -> runsc.id(id) + "\n")
                .collect(Collectors.joining()));
  }

  @Scenario(
      id = "list.unknown-format",
      title = "an unknown format is refused, but not asked for when ids alone are wanted",
      reference = REFERENCE)
  void unknownFormat_isRefusedUnlessQuiet(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.created(c1, "exec sleep 1000");

    assertThat(runsc.call("list", "--format=yaml")).failedWith("unknown list format \"yaml\"");
    assertThat(runsc.call("list", "--format=yaml", "--quiet")).succeededWith(c1 + "\n");
  }
}
