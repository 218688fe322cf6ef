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

package dev.runsc.conformance.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runsc.conformance.Bench;
import dev.runsc.conformance.result.Cell;
import dev.runsc.conformance.result.Deviations;
import dev.runsc.conformance.result.Outcome;
import dev.runsc.conformance.result.RunResult;
import dev.runsc.conformance.targets.FakeTargets;
import dev.runsc.conformance.targets.Target;
import dev.runsc.conformance.targets.Targets;
import dev.runsc.fake.FakeOptions;
import dev.runsc.fake.Script;
import dev.runsc.testkit.internal.Release;
import dev.runsc.testkit.internal.UnusableException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fakes that lie, to see that the scenario they lie to fails and says what is wrong. */
class WrongFakeTest {

  private static final FakeOptions HONEST =
      FakeTargets.options(Release.parse("20240729.0"), Optional.empty());

  private static RunResult run(String scenario, FakeOptions... targets) throws UnusableException {
    Path directory = Bench.newDirectoryForFakes();
    List<Target> opened = new java.util.ArrayList<>();
    for (int i = 0; i < targets.length; i++) {
      opened.add(FakeTargets.open("fake" + i, targets[i], directory.resolve("t" + i)));
    }
    return new Suite(scenario::equals)
        .run(
            Targets.of(directory, opened),
            directory,
            Deviations.load(),
            new Suite.Progress() {
              @Override
              public void begin(int count) {}

              @Override
              public void result(Cell cell) {}
            });
  }

  private static FakeOptions lying(String reply) {
    return HONEST.toBuilder().script(Script.parse("{\"replies\": [" + reply + "]}")).build();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          list.empty            | {"on":{"command":"list"},"reply":{"stdout":"[]\\n"}}                                            | "null\\n"
          state.missing         | {"on":{"command":"state"},"reply":{"exit":1,"stderr":"container does not exist\\n"}}            | 128
          state.layout          | {"on":{"command":"state"},"reply":{"stdout":"{\\"id\\":\\"c1\\"}\\n"}}                          | Expecting actual
          create.pid-file-bytes | {"on":{"command":"create"},"reply":{"exit":0}}                                                 | Expecting a pid in
          create.duplicate-id   | {"on":{"command":"create"},"reply":[{"model":true},{"exit":0}],"then":"model"}                  | Expecting exit status
          start.running         | {"on":{"command":"start"},"reply":[{"model":true},{"exit":0}],"then":"model"}                   | Expecting exit status
          run.exit-status       | {"on":{"command":"run"},"reply":{"exit":0}}                                                     | Expecting exit status
          run.streams           | {"on":{"command":"run"},"reply":{"stdout":"one\\ntwo\\ndone\\nproblem\\n"}}                     | Expecting standard output
          kill.missing          | {"on":{"command":"kill"},"reply":{"exit":0}}                                                    | Expecting exit status
          delete.missing        | {"on":{"command":"delete"},"reply":{"exit":128,"stderr":"loading container: file does not exist\\n"}} | "loading container \\"absent\\": file does not exist\\n"
          delete.several-by-force | {"on":{"command":"list"},"reply":[{"stdout":""}],"then":"model"}                              | Expecting standard output
          wait.missing          | {"on":{"command":"wait"},"reply":{"stdout":"{\\"id\\":\\"absent\\",\\"exitStatus\\":0}\\n"}}    | Expecting exit status
          list.unknown-format   | {"on":{"command":"list","flags":{"format":"yaml"}},"reply":{"stdout":"c1\\n"}}                | Expecting exit status
          """)
  void lie_failsItsScenarioWithAHelpfulMessage(String scenario, String reply, String message)
      throws UnusableException {
    RunResult result = run(scenario, lying(reply));

    assertThat(result.cells()).hasSize(1);
    Cell cell = result.cells().get(0);
    assertThat(cell.outcome()).as(cell.message()).isEqualTo(Outcome.FAILED);
    assertThat(cell.message()).contains(message).containsAnyOf("runsc ", "Expecting actual");
    assertThat(result.verdict().exitCode()).isEqualTo(1);
  }

  @Test
  void honestFake_passesTheSameScenario() throws UnusableException {
    RunResult result = run("list.empty", HONEST);

    assertThat(result.cells()).extracting(Cell::outcome).containsExactly(Outcome.PASSED);
    assertThat(result.verdict().exitCode()).isZero();
  }
}
