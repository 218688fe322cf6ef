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

import dev.runsc.conformance.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes a sequence down as a scenario of the suite, with the answers of the real release. */
final class ScenarioSource implements Stage {

  private static final Pattern ID = Pattern.compile(Player.MARK + "(c1-b|c1-|[a-z0-9]*)");

  /**
   * Where a sequence comes from.
   *
   * @param target what answered it
   * @param seed the seed
   * @param number its number
   * @param length the largest number of steps in one
   * @param lies the options that made the fake a wrong one; empty for an honest fake
   */
  record Origin(String target, long seed, int number, int length, String lies) {
    String command() {
      return "conformance fuzz --target "
          + target
          + " --seed "
          + seed
          + " --from "
          + number
          + " --sequences 1 --length "
          + length
          + lies;
    }
  }

  private final List<Player.Said> said;
  private final Map<String, String> variables = new LinkedHashMap<>();
  private final List<String> body = new ArrayList<>();
  private final Map<String, String> makers = new LinkedHashMap<>();
  private final Map<String, Integer> settled = new HashMap<>();
  private int answered;
  private int waiters;
  private int lost;

  private ScenarioSource(List<Player.Said> said) {
    this.said = said;
  }

  /** Writes the class, with one scenario in it. */
  static String of(List<Step> steps, List<Player.Said> said, Model model, Origin origin) {
    ScenarioSource source = new ScenarioSource(said);
    Stage.play(steps, model, source);
    List<String> lines = new ArrayList<>();
    lines.add("package dev.runsc.conformance.scenarios;");
    lines.add("");
    lines.add("import static dev.runsc.conformance.AnswerAssert.assertThat;");
    lines.add("");
    if (!source.makers.isEmpty()) {
      lines.add("import dev.runsc.conformance.Answer;");
    }
    if (source.waiters > 0) {
      lines.add("import dev.runsc.conformance.Pending;");
    }
    lines.add("import dev.runsc.conformance.Scenario;");
    lines.add("import dev.runsc.conformance.Subject;");
    lines.add("");
    lines.add("/** Found by {@code conformance fuzz}. */");
    lines.add("final class FoundScenarios {");
    lines.add("");
    lines.add("  @Scenario(");
    lines.add("      id = \"found.seed" + origin.seed() + "-" + origin.number() + "\",");
    lines.add("      title = \"the fake answers as the real release does\",");
    lines.add("      reference = " + Words.quoted(origin.command()) + ")");
    lines.add(
        "  void sequence"
            + origin.number()
            + "OfSeed"
            + Long.toString(origin.seed()).replace("-", "Minus")
            + "_isAnsweredAlike(Subject runsc) {");
    source.variables.forEach(
        (name, variable) ->
            lines.add("    String " + variable + " = runsc.id(" + Words.quoted(name) + ");"));
    source.body.forEach(line -> lines.add("    " + line));
    lines.add("  }");
    lines.add("}");
    return String.join("\n", lines) + "\n";
  }

  // Expressions

  /** The variable of an id. */
  private String variable(String name) {
    String word = name.replaceAll("[^A-Za-z0-9]", "_");
    String unique = word.isEmpty() ? "any" : word.equals(name) ? name : "id_" + word;
    return variables.computeIfAbsent(name, key -> unique);
  }

  private String argument(String word, Step step) {
    if (Step.isBundle(word)) {
      return step.program().orElse(Program.SLEEPS).source();
    }
    if (Step.isId(word)) {
      return variable(Step.name(word));
    }
    int place = word.indexOf(Step.DIRECTORY);
    if (place < 0) {
      return Words.quoted(word);
    }
    String before = place == 0 ? "" : Words.quoted(word.substring(0, place)) + " + ";
    String after = word.substring(place + Step.DIRECTORY.length());
    return before + "runsc.directory() + " + Words.quoted(after);
  }

  private String arguments(Step step) {
    List<String> arguments = new ArrayList<>();
    step.words().forEach(word -> arguments.add(argument(word, step)));
    return "(" + String.join(", ", arguments) + ")";
  }

  /** A text in which ids may stand. */
  private String text(String answer) {
    List<String> parts = new ArrayList<>();
    Matcher ids = ID.matcher(answer);
    int from = 0;
    while (ids.find()) {
      if (ids.start() > from) {
        parts.add(Words.quoted(answer.substring(from, ids.start())));
      }
      parts.add(variable(ids.group(1)));
      from = ids.end();
    }
    if (from < answer.length() || parts.isEmpty()) {
      parts.add(Words.quoted(answer.substring(from)));
    }
    return String.join(" + ", parts);
  }

  // Statements

  @Override
  public int perform(Step step) {
    String call = "runsc.call" + arguments(step);
    if (step.meanwhile().isPresent()) {
      waiters++;
      String waiter = "waiter" + waiters;
      body.add("Pending " + waiter + " = runsc.begin" + arguments(step) + ".awaitIdle();");
      perform(step.meanwhile().get());
      call = waiter + ".answer()";
    } else if ((step.command().equals("create") || step.command().equals("run"))
        && step.id().isPresent()) {
      String maker = "made" + (makers.size() + 1);
      body.add("Answer " + maker + " = " + call + ";");
      makers.put(step.id().get() + "#" + makers.size(), maker);
      call = maker;
    }
    Player.Said answer = said.get(answered);
    answered++;
    String check = "assertThat(" + call + ").exitsWith(" + answer.exit() + ")";
    if (answer.plain()) {
      check += ".hasStdout(" + text(answer.stdout()) + ")";
      check += ".hasStderr(" + text(answer.stderr()) + ")";
    }
    body.add(check + ";");
    return answer.exit();
  }

  @Override
  public void ready(String name) {
    String maker = "";
    for (Map.Entry<String, String> entry : makers.entrySet()) {
      if (entry.getKey().startsWith(name + "#")) {
        maker = entry.getValue();
      }
    }
    body.add(maker + ".streams().awaitStdout(\"ready\\n\");");
  }

  @Override
  public void settle(String name, String status) {
    if (status.equals("stopped")) {
      settled.remove(name);
    } else {
      settled.put(name, body.size());
    }
    body.add("runsc.awaitStatus(" + variable(name) + ", " + Words.quoted(status) + ");");
  }

  @Override
  public void look(String typed) {
    body.add("runsc.call(\"state\", " + variable(typed) + ");");
  }

  @Override
  public void lost(String name) {
    Integer line = settled.remove(name);
    if (line != null) {
      lost++;
      String look = body.get(line);
      String call = look.substring(0, look.length() - 1);
      body.set(line, "long lost" + lost + " = runsc.pid(" + call + ");");
      body.add("runsc.killAtEnd(lost" + lost + ");");
    }
  }

  @Override
  public void end() {
    body.add("runsc.call(\"list\");");
    body.add("runsc.call(\"list\", \"--format=json\");");
  }
}
