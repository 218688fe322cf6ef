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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runsc.conformance.transcript.Difference;
import dev.runsc.testkit.internal.Release;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What fuzzing is made of. */
class FuzzTest {

  @TempDir private Path directory;

  private static Model model() {
    return Model.of(Optional.empty());
  }

  private static List<List<Step>> draw(long seed, int count) {
    Sequences sequences = new Sequences(seed, 20, FuzzTest::model);
    return IntStream.rangeClosed(1, count).mapToObj(sequences::draw).toList();
  }

  // Sequences

  @Test
  void sameSeed_drawsTheSame() {
    assertThat(draw(4711, 50)).isEqualTo(draw(4711, 50));
    assertThat(new Sequences(4711, 20, FuzzTest::model).draw(37)).isEqualTo(draw(4711, 37).get(36));
  }

  @Test
  void anotherSeedOrNumber_drawsAnother() {
    assertThat(new TreeSet<>(draw(1, 50).stream().map(List::toString).toList())).hasSize(50);
    assertThat(draw(1, 20)).doesNotContainAnyElementsOf(draw(2, 20));
  }

  @Test
  void drawn_canBePlayedAndIsNoLongerThanAsked() {
    assertThat(draw(5, 300))
        .allMatch(steps -> Stage.permits(steps, model()))
        .allMatch(steps -> !steps.isEmpty() && steps.size() <= 20)
        .anyMatch(steps -> steps.size() == 20);
    assertThat(new Sequences(5, 1, FuzzTest::model).draw(1)).hasSize(1);
  }

  @Test
  void drawn_hasEveryCommandAndWrongUseOfIt() {
    List<Step> all = draw(6, 300).stream().flatMap(List::stream).toList();

    assertThat(all.stream().map(Step::command))
        .contains(
            "create",
            "run",
            "start",
            "state",
            "list",
            "kill",
            "delete",
            "wait",
            "exec",
            "ps",
            "events",
            "pause",
            "resume",
            "checkpoint",
            "nosuch");
    assertThat(all)
        .anyMatch(step -> step.meanwhile().isPresent())
        .anyMatch(step -> step.has("--nosuch") && step.command().equals("kill"))
        .anyMatch(step -> step.ids().contains("c") && step.command().equals("state"))
        .anyMatch(step -> step.command().equals("delete") && step.ids().size() == 2);
  }

  // The model

  private static boolean permits(Step... steps) {
    return Stage.permits(List.of(steps), model());
  }

  private static Step made(Program program) {
    return Step.of(program, "create", "--bundle", "{bundle}", "{c1}");
  }

  @Test
  void whatWouldWaitForEver_isNotPermitted() {
    Step start = Step.of("start", "{c1}");
    Step wait = Step.of("wait", "{c1}");

    assertThat(permits(wait)).isTrue();
    assertThat(permits(made(Program.SLEEPS), wait)).isFalse();
    assertThat(permits(made(Program.SLEEPS), start, wait)).isFalse();
    assertThat(permits(made(Program.SLEEPS), start, wait.during(Step.of("kill", "{c1}", "KILL"))))
        .isTrue();
    assertThat(permits(made(Program.ENDS), start, wait)).isTrue();
    assertThat(permits(made(Program.SLEEPS), Step.of("pause", "{c1}"), start)).isFalse();
    assertThat(permits(Step.of(Program.SLEEPS, "run", "--bundle", "{bundle}", "{c1}"))).isFalse();
    assertThat(permits(Step.of(Program.ENDS, "run", "--bundle", "{bundle}", "{c1}"))).isTrue();
    assertThat(permits(made(Program.SLEEPS), start, Step.of("events", "{c1}"))).isFalse();
  }

  @Test
  void idInUse_isForgottenByReleasesThatDo() {
    Model old = model();
    Model repaired = Model.of(Optional.of(Release.parse("20260309.0")));

    for (Model one : List.of(old, repaired)) {
      one.apply(made(Program.SLEEPS));
      one.apply(made(Program.SLEEPS));
    }

    assertThat(old.boxes()).isEmpty();
    assertThat(repaired.boxes()).containsOnlyKeys("c1");
  }

  // Shrinking

  @Test
  void list_isShrunkToWhatShowsIt() {
    List<Integer> list = new ArrayList<>(IntStream.range(0, 50).boxed().toList());
    Collections.reverse(list);
    Shrinker<Integer> shrinker =
        new Shrinker<>(
            one -> one.indexOf(31) >= 0 && one.indexOf(31) < one.lastIndexOf(9),
            one -> List.of(),
            500);

    assertThat(shrinker.shrink(list)).containsExactly(31, 9);
    assertThat(shrinker.tries()).isLessThan(100);
  }

  @Test
  void elements_areMadePlainer() {
    Shrinker<Integer> shrinker =
        new Shrinker<>(
            one -> one.stream().anyMatch(value -> value > 3),
            one -> one.get(0) == 0 ? List.of() : List.of(List.of(one.get(0) - 1)),
            500);

    assertThat(shrinker.shrink(List.of(1, 9, 2))).containsExactly(4);
  }

  @Test
  void limit_endsShrinking() {
    Shrinker<Integer> shrinker = new Shrinker<>(one -> true, one -> List.of(), 3);

    assertThat(shrinker.shrink(Collections.nCopies(64, 1))).hasSize(64 / 8);
    assertThat(shrinker.tries()).isEqualTo(3);
  }

  // Scenarios

  /** Whatever is drawn can be written down: the answers stand for those of a release. */
  @Test
  void printedScenarios_compile() throws Exception {
    List<Path> files = new ArrayList<>();
    for (int seed = 0; seed < 40; seed++) {
      List<Step> steps = new Sequences(seed, 20, FuzzTest::model).draw(1);
      Player.Said said = new Player.Said(0, "", "a \"" + Player.MARK + "c1-b\" \\ \n", true);
      String source =
          ScenarioSource.of(
              steps,
              Collections.nCopies(2 * steps.size(), said),
              model(),
              new ScenarioSource.Origin("real:20240729.0", seed, 1, 20, ""));
      Path file = directory.resolve("FoundScenarios" + seed + ".java");
      files.add(Files.writeString(file, source.replace("FoundScenarios", "FoundScenarios" + seed)));
    }

    assertThat(compile(files)).isEmpty();
  }

  /** Compiles files beside the suite; returns what the compiler says. */
  static String compile(List<Path> files) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    try (var manager = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of(
              "-proc:none",
              "-d",
              Files.createTempDirectory(files.get(0).getParent(), "classes").toString(),
              "-cp",
              System.getProperty("java.class.path"));
      boolean compiled =
          compiler
              .getTask(
                  said, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files))
              .call();
      return compiled ? "" : "does not compile: " + said;
    }
  }

  @Test
  void scenario_saysWhatWasDoneAndAnswered() {
    List<Step> steps =
        List.of(
            made(Program.SLEEPS),
            Step.of("start", "{c1}"),
            Step.of("wait", "{c1}").during(Step.of("kill", "{c1}", "KILL")));
    Player.Said nothing = new Player.Said(0, "", "", true);
    String told = "{\"id\":\"" + Player.MARK + "c1\",\"exitStatus\":137}\n";

    String source =
        ScenarioSource.of(
            steps,
            List.of(nothing, nothing, nothing, new Player.Said(0, told, "", true)),
            model(),
            new ScenarioSource.Origin("real:20240729.0", 4711, 37, 20, ""));

    assertThat(source)
        .contains(
            """
                  reference = "conformance fuzz --target real:20240729.0 --seed 4711 --from 37\
             --sequences 1 --length 20")
              void sequence37OfSeed4711_isAnsweredAlike(Subject runsc) {
                String c1 = runsc.id("c1");
                Answer made1 = runsc.call("create", "--bundle", runsc.bundle("echo ready; exec sleep\
             1000"), c1);
                assertThat(made1).exitsWith(0).hasStdout("").hasStderr("");
                runsc.awaitStatus(c1, "created");
            """)
        .contains(
            """
                Pending waiter1 = runsc.begin("wait", c1).awaitIdle();
                assertThat(runsc.call("kill", c1, "KILL")).exitsWith(0).hasStdout("").hasStderr("");
                assertThat(waiter1.answer()).exitsWith(0).hasStdout("{\\"id\\":\\"" + c1 +\
             "\\",\\"exitStatus\\":137}\\n").hasStderr("");
                runsc.awaitStatus(c1, "stopped");
            """);
  }

  // Findings

  @Test
  void finding_marksTheByte() {
    Finding finding =
        new Finding(
            "real:1",
            "fake",
            37,
            3,
            12,
            31,
            true,
            List.of("runsc kill '{c1}' X"),
            new Difference(
                2, "runsc kill c1 X", "stderr", 1, List.of("é signal \"X\""), List.of("é sign")),
            "class Found {}\n");

    assertThat(FindingText.show(1, finding))
        .containsExactly(
            "finding 1: sequence 37, and 2 others, shrunk from 12 commands to 1 in 31 tries",
            "    runsc kill '{c1}' X",
            "  runsc kill c1 X: stderr, line 1, byte 8",
            "    real:1  \"é signal \\\"X\\\"\"",
            "    fake    \"é sign\"",
            " ".repeat(19) + "^",
            "  as a scenario:",
            "    class Found {}");
  }

  // Known differences

  @Test
  void knownDifferences_areArguedAndExact() {
    assertThat(KnownDifference.load()).allMatch(one -> one.reason().length() > 40);
    KnownDifference known =
        KnownDifference.parse(
                """
                [{"call": "runsc ps .*", "part": "stdout", "real": "2", "fake": "3", "reason": "why"}]
                """)
            .get(0);
    Difference met = new Difference(1, "runsc ps c1", "stdout", 1, List.of("2"), List.of("3"));

    assertThat(known.explains(met)).isTrue();
    assertThat(
            known.explains(new Difference(1, "runsc ps c1", "stdout", 1, List.of("2"), List.of())))
        .isFalse();
    assertThatThrownBy(() -> KnownDifference.parse("[{\"call\": \"x\"}]"))
        .hasMessageContaining("a known difference lacks \"part\"");
  }
}
