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

import dev.runsc.conformance.Answer;
import dev.runsc.conformance.Level;
import dev.runsc.conformance.Pending;
import dev.runsc.conformance.Scenario;
import dev.runsc.conformance.Subject;
import dev.runsc.conformance.targets.Capability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Several calls at once. */
final class ConcurrencyScenarios {

  private static final String REFERENCE = "gVisor runsc/container/state_file.go: locks";
  private static final int MANY = 6;

  private static List<Pending> begin(Subject runsc, int count, Object... command) {
    List<Pending> calls = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      calls.add(runsc.calling(command).unrecorded().begin());
    }
    return calls;
  }

  @Scenario(
      id = "parallel.state-and-list",
      title = "many that look at a container at once are all told the same",
      reference = REFERENCE)
  void manyLookers_areToldTheSame(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.created(c1, "exec sleep 1000");
    Answer state = runsc.call("state", c1);
    Answer list = runsc.call("list", "--format=json");

    List<Pending> states = begin(runsc, MANY, "state", c1);
    List<Pending> lists = begin(runsc, MANY, "list", "--format=json");

    for (Pending one : states) {
      assertThat(one.answer()).succeededWith(state.stdout());
    }
    for (Pending one : lists) {
      assertThat(one.answer()).succeededWith(list.stdout());
    }
  }

  @Scenario(
      id = "parallel.creates",
      title = "containers of different ids are created at once, while list goes on",
      reference = REFERENCE,
      needs = Capability.RACES)
  void differentIds_areCreatedAtOnce(Subject runsc) {
    Path bundle = runsc.bundle();
    List<Pending> creates = new ArrayList<>();
    List<Pending> lists = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      creates.add(
          runsc.calling("create", "--bundle", bundle, runsc.id("c" + i)).unrecorded().begin());
      lists.add(runsc.calling("list", "--quiet").unrecorded().begin());
    }

    for (Pending create : creates) {
      assertThat(create.answer()).succeededSilently();
    }
    for (Pending list : lists) {
      assertThat(list.answer()).exitsWith(0).hasStderr("");
    }
    assertThat(runsc.call("list", "--quiet"))
        .succeededWith(runsc.id("c0") + "\n" + runsc.id("c1") + "\n" + runsc.id("c2") + "\n");
  }

  @Scenario(
      id = "parallel.same-id",
      title = "of two that create one id at once, one succeeds, and the other is told why not",
      reference = REFERENCE + "; Q8; trap 1",
      needs = Capability.HOST_PIDS)
  void sameId_isCreatedOnce(Subject runsc) throws IOException {
    String c1 = runsc.id("c1");
    Path bundle = runsc.bundle();
    List<Pending> creates = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Path file = runsc.directory().resolve("pid" + i);
      creates.add(
          runsc.calling("create", "--bundle", bundle, "--pid-file", file, c1).unrecorded().begin());
    }
    List<Answer> answers = creates.stream().map(Pending::answer).toList();
    for (int i = 0; i < 2; i++) {
      if (answers.get(i).exit() == 0) {
        runsc.killAtEnd(Long.parseLong(Files.readString(runsc.directory().resolve("pid" + i))));
      }
    }

    assertThat(answers.stream().filter(one -> one.exit() == 0))
        .as("who succeeded of %s", answers)
        .hasSize(1);
    Answer refused = answers.stream().filter(one -> one.exit() != 0).findFirst().orElseThrow();
    assertThat(refused).exitsWith(128).hasStdout("").hasStderrContaining("creating container: ");
  }

  @Scenario(
      id = "parallel.starts",
      title = "of two that start a container at once, one succeeds",
      reference = REFERENCE,
      needs = Capability.RUNS_PROGRAMS)
  void startedTwice_startsOnce(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.created(c1, "exec sleep 1000");

    List<Answer> answers = begin(runsc, 2, "start", c1).stream().map(Pending::answer).toList();

    assertThat(answers).extracting(Answer::exit).containsExactlyInAnyOrder(0, 128);
    runsc.awaitStatus(c1, "running");
  }

  @Scenario(
      id = "parallel.deletes",
      title = "of two that delete a container at once, at least one succeeds, and it is gone",
      reference = REFERENCE)
  void deletedTwice_isGone(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.created(c1, "exec sleep 1000");

    List<Answer> answers = begin(runsc, 2, "delete", c1).stream().map(Pending::answer).toList();

    assertThat(answers).extracting(Answer::exit).contains(0);
    assertThat(runsc.call("list", "--format=json")).succeededWith("null\n");
  }

  @Scenario(
      id = "parallel.execs",
      title = "programs run in a container at once, each with its own streams and status",
      reference = "gVisor runsc/container/container_test.go",
      needs = {Capability.RUNS_PROGRAMS, Capability.RACES})
  void programsAtOnce_eachHasItsOwnStatus(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.running(c1);
    List<Pending> execs = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      execs.add(
          runsc
              .calling("exec", c1, "/bin/sh", "-c", "echo " + i + "; exit " + i)
              .unrecorded()
              .begin());
    }

    for (int i = 0; i < 4; i++) {
      assertThat(execs.get(i).answer()).exitsWith(i).hasStdout(i + "\n").hasStderr("");
    }
  }

  @Scenario(
      id = "parallel.delete-of-attached-run-late",
      title = "a forced delete of an attached run gives up after a while; run ends with 137",
      level = Level.QUIRK,
      reference = "gVisor runsc/container/container.go, Destroy; trap 12",
      until = "20250915.0",
      needs = {Capability.RUNS_PROGRAMS, Capability.UNREAPED_SANDBOXES})
  void forcedDeleteOfAttachedRun_givesUp(Subject runsc) {
    String c1 = runsc.id("c1");
    Pending run = runsc.begin("run", "--bundle", runsc.bundle("echo ready; exec sleep 1000"), c1);
    run.streams().awaitStdout("ready\n");
    runsc.awaitStatus(c1, "running");

    Answer delete = runsc.call("delete", "--force", c1);

    assertThat(run.answer()).exitsWith(137);
    assertThat(delete).exitsWith(128).hasStderrContaining("context deadline exceeded");
  }

  @Scenario(
      id = "parallel.delete-of-attached-run",
      title = "a forced delete ends an attached run with 137",
      reference = "gVisor runsc/container/container.go, Destroy; trap 12",
      since = "20250915.0",
      needs = Capability.RUNS_PROGRAMS)
  void forcedDeleteOfAttachedRun_endsIt(Subject runsc) {
    String c1 = runsc.id("c1");
    Pending run = runsc.begin("run", "--bundle", runsc.bundle("echo ready; exec sleep 1000"), c1);
    run.streams().awaitStdout("ready\n");
    runsc.awaitStatus(c1, "running");

    Answer delete = runsc.call("delete", "--force", c1);

    assertThat(run.answer()).exitsWith(137);
    assertThat(delete).succeededSilently();
  }
}
