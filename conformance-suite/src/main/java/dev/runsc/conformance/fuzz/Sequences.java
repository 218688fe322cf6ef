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

import dev.runsc.conformance.fuzz.Model.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Draws sequences. The same seed, number and length give the same sequence, whatever the target
 * says. Three steps of four are commands that make sense as things are; the fourth is any command,
 * on any container, right or wrong. Immutable.
 */
final class Sequences {

  /** The ids that are given, one of them the beginning of another. */
  private static final List<String> NAMES = List.of("{c1}", "{c1-b}", "{c2}");

  /** Those, and such as mean none of them, several, or one by its beginning. */
  private static final List<String> TYPED =
      List.of("{c1}", "{c1-b}", "{c2}", "{c}", "{c1-}", "{}", "{c2*}", "{absent}");

  /** The more of them the cheaper. */
  private static final List<Program> PROGRAMS =
      List.of(
          Program.SLEEPS,
          Program.SLEEPS,
          Program.SLEEPS,
          Program.SLEEPS,
          Program.ENDS_AT_TERM,
          Program.ENDS_AT_TERM,
          Program.ENDS,
          Program.ENDS,
          Program.MISSING);

  private static final int TRIALS = 100;
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final long seed;
  private final int length;
  private final Supplier<Model> models;

  /**
   * Makes a source of sequences.
   *
   * @param seed everything is drawn from it
   * @param length the largest number of steps in one
   * @param models makes new models of the release
   */
  Sequences(long seed, int length, Supplier<Model> models) {
    this.seed = seed;
    this.length = length;
    this.models = models;
  }

  /** Draws the sequence with a number. */
  List<Step> draw(int number) {
    Random random = new Random((seed + 1) * SPREAD + number);
    random.nextLong();
    int count = Math.min(length, 1 + Math.max(random.nextInt(length), random.nextInt(length)));
    Model model = models.get();
    List<Step> steps = new ArrayList<>();
    while (steps.size() < count) {
      Step step = step(model, random);
      model.apply(step);
      steps.add(step);
    }
    return steps;
  }

  private static Step step(Model model, Random random) {
    for (int i = 0; i < TRIALS; i++) {
      Step step = random.nextInt(4) > 0 ? fitting(model, random) : any(random);
      if (model.permits(step)) {
        return step;
      }
    }
    return Step.of("list");
  }

  private static <T> T one(Random random, List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  // What makes sense

  private static Step fitting(Model model, Random random) {
    List<Step> choices = new ArrayList<>();
    List<String> unused =
        NAMES.stream().filter(name -> !model.boxes().containsKey(Step.name(name))).toList();
    if (!unused.isEmpty()) {
      Step made = making(one(random, unused), random);
      add(choices, model.boxes().isEmpty() ? 8 : 2, made);
    }
    for (Map.Entry<String, Box> entry : model.boxes().entrySet()) {
      fitting(choices, "{" + entry.getKey() + "}", entry.getValue(), random);
    }
    add(choices, 1, listing(random));
    return one(random, choices);
  }

  private static void add(List<Step> choices, int weight, Step step) {
    for (int i = 0; i < weight; i++) {
      choices.add(step);
    }
  }

  private static void fitting(List<Step> choices, String id, Box box, Random random) {
    switch (box.status()) {
      case CREATED -> {
        add(choices, 6, Step.of("start", id));
        add(choices, 1, deleting(id, random));
      }
      case RUNNING -> {
        add(choices, 3, executing(id, random));
        add(choices, 3, killing(id, one(random, Signals.DRAWN), random));
        add(choices, 1, Step.of("ps", id));
        add(choices, 1, Step.of("ps", "--format=json", id));
        add(choices, 2, Step.of("pause", id));
        add(choices, 1, Step.of("events", "--stats", id));
        add(choices, 1, Step.of("wait", id).during(Step.of("kill", id, "KILL")));
        add(choices, 1, checkpointing(id, random));
        add(choices, 1, Step.of("delete", "--force", id));
      }
      case PAUSED -> {
        add(choices, 4, Step.of("resume", id));
        add(choices, 1, Step.of("ps", "--format=json", id));
        add(choices, 1, Step.of("events", "--stats", id));
        add(choices, 1, Step.of("delete", "--force", id));
      }
      case STOPPED -> {
        add(choices, 4, deleting(id, random));
        add(choices, 1, Step.of("wait", id));
      }
      case STUCK -> add(choices, 1, Step.of("delete", "--force", id));
    }
    add(choices, 1, Step.of("state", id));
  }

  private static Step making(String id, Random random) {
    Program program = one(random, PROGRAMS);
    return switch (random.nextInt(8)) {
      case 0 -> Step.of(program, "run", "--detach", "--bundle", "{bundle}", id);
      case 1 -> Step.of(program, "run", "--bundle", "{bundle}", id);
      case 2 -> Step.of(program, "create", "--pid-file={dir}/pid", "--bundle", "{bundle}", id);
      default -> Step.of(program, "create", "--bundle", "{bundle}", id);
    };
  }

  private static Step listing(Random random) {
    return one(
        random,
        List.of(
            Step.of("list"),
            Step.of("list", "--format=json"),
            Step.of("list", "--format=table"),
            Step.of("list", "--quiet"),
            Step.of("list", "--format=yaml", "--quiet")));
  }

  private static Step deleting(String id, Random random) {
    return random.nextInt(3) == 0 ? Step.of("delete", "--force", id) : Step.of("delete", id);
  }

  private static Step checkpointing(String id, Random random) {
    return Step.of("checkpoint", "--image-path={dir}/image-" + random.nextInt(2), id);
  }

  private static Step killing(String id, String signal, Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> Step.of("kill", id);
      case 1 -> Step.of("kill", "--all", id, signal);
      case 2 -> Step.of("kill", "--pid=1", id, signal);
      case 3 -> Step.of("kill", "--pid=" + one(random, List.of("4242", "-1", "x")), id, signal);
      default -> Step.of("kill", id, signal);
    };
  }

  private static Step executing(String id, Random random) {
    return one(
        random,
        List.of(
            Step.of("exec", id, "/bin/true"),
            Step.of("exec", id, "/bin/sh", "-c", "echo out; echo err >&2; exit 7"),
            Step.of("exec", id, "/bin/sh", "-c", "kill -KILL $$"),
            Step.of("exec", "--env=A=b", id, "/bin/sh", "-c", "echo $A; pwd; exit 128"),
            Step.of("exec", "--user=7:8", id, "/bin/sh", "-c", "id -u; id -g"),
            Step.of("exec", "--cwd=/usr", id, "/bin/pwd"),
            Step.of("exec", "--cwd=/no/such", id, "/bin/pwd"),
            Step.of("exec", "--pid-file={dir}/exec-pid", id, "echo", "x"),
            Step.of("exec", id, "nosuchcommand"),
            Step.of("exec", id, "/no/such/command"),
            Step.of("exec", id, "/usr"),
            Step.of("exec", "--detach", "--pid-file", "{dir}/exec-pid", id, "sleep", "1000")));
  }

  // Anything

  private static Step any(Random random) {
    String id = one(random, TYPED);
    return switch (random.nextInt(13)) {
      case 0 -> making(one(random, NAMES), random);
      case 1 -> killing(id, one(random, Signals.DRAWN), random);
      case 2 -> deleting(id, random);
      case 3 -> executing(id, random);
      case 4 -> checkpointing(id, random);
      case 5 -> Step.of(one(random, List.of("start", "pause", "resume", "wait", "state")), id);
      case 6 -> Step.of("delete", "--force", id, one(random, TYPED));
      case 7 -> Step.of("wait", one(random, List.of("--pid=4242", "--pid=0", "--pid=-1")), id);
      case 8 -> Step.of("ps", one(random, List.of("--format=text", "--format=table")), id);
      case 9 -> Step.of("events", "--stats", id);
      case 10 -> Step.of(one(random, List.of("start", "pause", "ps", "state")), "--", id);
      default -> wrong(id, random);
    };
  }

  /** Wrong usage. */
  private static Step wrong(String id, Random random) {
    String command =
        one(
            random,
            List.of(
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
                "checkpoint"));
    return switch (random.nextInt(9)) {
      case 0 -> Step.of(command, "--nosuch", id);
      case 1 -> command.equals("list") ? Step.of("list", "x") : Step.of(command);
      case 2 -> Step.of(command, "-h", id);
      case 3 -> command.equals("exec") ? Step.of("exec", id) : Step.of(command, id, "x");
      case 4 -> Step.of(Program.SLEEPS, "create", "--bundle", "{bundle}", "{a/b}");
      case 5 -> Step.of(one(random, List.of("create", "run")), "--bundle={dir}/absent", "{c3}");
      case 6 -> Step.of("kill", "--all", "--pid=1", id);
      case 7 -> Step.of("wait", "--pid=1", "--rootpid=1", id);
      default ->
          one(
              random,
              List.of(
                  Step.of("list", "--format=yaml"),
                  Step.of("nosuch", id),
                  Step.of("checkpoint", id),
                  Step.of("events", "--stats", "--interval=x", id),
                  Step.of("--nosuch", "list"),
                  Step.of("--debug=maybe", "list")));
    };
  }
}
