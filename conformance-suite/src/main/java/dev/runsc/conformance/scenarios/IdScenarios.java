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

import dev.runsc.ErrorKind;
import dev.runsc.conformance.Answer;
import dev.runsc.conformance.Level;
import dev.runsc.conformance.Scenario;
import dev.runsc.conformance.Subject;

/** How commands find the container that is meant. */
final class IdScenarios {

  private static final String REFERENCE = "gVisor runsc/container/state_file.go, findContainerID";

  @Scenario(
      id = "id.abbreviation",
      title = "an id may be abbreviated, and is then told whole",
      level = Level.QUIRK,
      reference = REFERENCE + "; Q1; trap 3")
  void uniquePrefix_isTheContainer(Subject runsc) {
    String alpha = runsc.id("alpha");
    String beta = runsc.id("beta");
    runsc.created(alpha, "exec sleep 1000");
    runsc.created(beta, "exec sleep 1000");

    Answer state = runsc.call("state", runsc.id("al"));

    assertThat(state).exitsWith(0).hasStderr("");
    assertThat(state.stdout()).contains("\"id\": \"" + alpha + "\"");
    assertThat(runsc.ask(client -> client.state(runsc.id("b"))).id()).isEqualTo(beta);
    assertThat(runsc.call("delete", runsc.id("a"))).succeededSilently();
    assertThat(runsc.call("list", "--quiet")).succeededWith(beta + "\n");
  }

  @Scenario(
      id = "id.empty",
      title = "the empty id is the only container there is",
      level = Level.QUIRK,
      reference = REFERENCE)
  void emptyId_isTheOnlyContainer(Subject runsc) {
    String alpha = runsc.id("alpha");
    assertThat(runsc.call("state", "")).failedWith("loading container: file does not exist");
    runsc.created(alpha, "exec sleep 1000");

    assertThat(runsc.call("state", "").stdout()).contains("\"id\": \"" + alpha + "\"");
    assertThat(runsc.call("delete", "--force", "")).succeededSilently();

    assertThat(runsc.call("list", "--quiet")).succeededWith("");
  }

  @Scenario(
      id = "id.pattern",
      title = "an id is taken as a shell pattern",
      level = Level.QUIRK,
      reference = REFERENCE)
  void pattern_isTheContainerThatFits(Subject runsc) {
    String alpha = runsc.id("alpha");
    String beta = runsc.id("beta");
    runsc.created(alpha, "exec sleep 1000");
    runsc.created(beta, "exec sleep 1000");

    for (String pattern : new String[] {"*ta", runsc.id("b?ta"), runsc.id("[b-z]")}) {
      assertThat(runsc.call("state", pattern).stdout()).contains("\"id\": \"" + beta + "\"");
    }
    assertThat(runsc.call("state", runsc.id("gam*")))
        .failedWith("loading container: file does not exist");
  }

  @Scenario(
      id = "id.ambiguous",
      title = "an abbreviation that fits several containers is refused by every command",
      level = Level.QUIRK,
      reference = REFERENCE)
  void ambiguousPrefix_isRefused(Subject runsc) {
    String alpha = runsc.id("alpha");
    String alphaOne = runsc.id("alpha-one");
    String alphaTwo = runsc.id("alpha-two");
    runsc.created(alphaOne, "exec sleep 1000");
    runsc.created(alphaTwo, "exec sleep 1000");

    assertThat(runsc.call("state", alpha))
        .exitsWith(128)
        .hasStdout("")
        .hasStderrContaining(
            "id \"" + alpha + "\" is ambiguous and could refer to multiple containers:");
    assertThat(runsc.call("delete", "--force", alpha))
        .exitsWith(128)
        .hasStderrContaining("is ambiguous");
    assertThat(runsc.refused(client -> client.start(alpha)).kind())
        .isEqualTo(ErrorKind.AMBIGUOUS_ID);
    assertThat(runsc.call("list", "--quiet")).succeededWith(alphaOne + "\n" + alphaTwo + "\n");
  }

  @Scenario(
      id = "id.prefix-of-another",
      title = "an id that another one begins with cannot be used until that one is gone",
      level = Level.QUIRK,
      reference = REFERENCE + "; Q2; trap 2")
  void idIsPrefixOfAnother_isAmbiguous(Subject runsc) {
    String beta = runsc.id("beta");
    String longer = runsc.id("beta-longer");
    runsc.created(beta, "exec sleep 1000");
    runsc.created(longer, "exec sleep 1000");

    assertThat(runsc.call("state", beta))
        .exitsWith(128)
        .hasStderrContaining("id \"" + beta + "\" is ambiguous");
    assertThat(runsc.call("state", longer)).exitsWith(0);
    assertThat(runsc.call("delete", longer)).succeededSilently();

    assertThat(runsc.call("state", beta)).exitsWith(0);
    assertThat(runsc.call("delete", beta)).succeededSilently();
  }
}
