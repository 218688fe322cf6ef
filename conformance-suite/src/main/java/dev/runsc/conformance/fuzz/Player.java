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

import dev.runsc.conformance.Answer;
import dev.runsc.conformance.Pending;
import dev.runsc.conformance.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Plays a sequence on a target. What does not come about is noted, and so compared. */
final class Player implements Stage {

  /** Stands in an answer where the ids of the sequence begin. */
  static final String MARK = "\u0001";

  /** What the transcript has a placeholder for, and usage texts, whose sentences it leaves out. */
  private static final Pattern THIS_RUN_ONLY =
      Pattern.compile(
          "\"pid\":|at PID|[0-9]{2}:[0-9]{2}|goroutine|0x[0-9a-f]|\"usage\"|<|\\[flags|\\.go:");

  private final Subject runsc;
  private final Map<String, Answer> makers = new HashMap<>();
  private final Map<String, Long> pids = new HashMap<>();
  private final List<Said> said = new ArrayList<>();

  Player(Subject runsc) {
    this.runsc = runsc;
  }

  /**
   * What a step was answered, as it came.
   *
   * @param exit the exit status
   * @param stdout standard output at the end of the call, with {@link #MARK} where an id begins
   * @param stderr standard error at the end of the call, with {@link #MARK} where an id begins
   * @param plain whether they will be the same in another run
   */
  record Said(int exit, String stdout, String stderr, boolean plain) {}

  /** The answers, in the order of the steps; that of what was done meanwhile stands before. */
  List<Said> said() {
    return said;
  }

  @Override
  public int perform(Step step) {
    try {
      Answer answer = answer(step);
      if (step.command().equals("create") || step.command().equals("run")) {
        step.id().ifPresent(name -> makers.put(name, answer));
      }
      return say(answer, !step.has("--detach"));
    } catch (AssertionError e) {
      runsc.note(step + " does not end", "");
      said.add(new Said(-1, "", "", false));
      return -1;
    }
  }

  private Answer answer(Step step) {
    Object[] words = words(step);
    if (step.meanwhile().isEmpty()) {
      return runsc.call(words);
    }
    Pending pending = runsc.begin(words);
    try {
      pending.awaitIdle();
    } catch (AssertionError e) {
      runsc.note(step + " does not wait", "");
    }
    perform(step.meanwhile().get());
    return pending.answer();
  }

  private int say(Answer answer, boolean alone) {
    String unique = runsc.id("");
    String all = answer.stdout() + answer.stderr();
    // What a container prints that was left running comes sooner or later.
    boolean plain =
        alone && !all.contains(runsc.directory().toString()) && !THIS_RUN_ONLY.matcher(all).find();
    said.add(
        new Said(
            answer.exit(),
            answer.stdout().replace(unique, MARK),
            answer.stderr().replace(unique, MARK),
            plain));
    return answer.exit();
  }

  private Object[] words(Step step) {
    List<Object> words = new ArrayList<>();
    for (String word : step.words()) {
      if (Step.isBundle(word)) {
        words.add(step.program().orElse(Program.SLEEPS).bundle(runsc));
      } else if (Step.isId(word)) {
        words.add(runsc.id(Step.name(word)));
      } else {
        words.add(word.replace(Step.DIRECTORY, runsc.directory().toString()));
      }
    }
    return words.toArray();
  }

  @Override
  public void ready(String name) {
    Answer maker = makers.get(name);
    if (maker != null) {
      attempt(name + " is ready", () -> maker.streams().awaitStdout("ready\n"));
    }
  }

  @Override
  public void settle(String name, String status) {
    attempt(
        name + " is " + status,
        () -> {
          long pid = runsc.pid(runsc.awaitStatus(runsc.id(name), status));
          if (pid > 0) {
            pids.put(name, pid);
          } else {
            pids.remove(name);
          }
        });
  }

  private void attempt(String what, Runnable action) {
    try {
      action.run();
    } catch (AssertionError e) {
      runsc.note("it never held that " + what, "");
    }
  }

  @Override
  public void look(String typed) {
    runsc.call("state", runsc.id(typed));
  }

  @Override
  public void lost(String name) {
    Long pid = pids.remove(name);
    if (pid != null) {
      runsc.killAtEnd(pid);
    }
  }

  @Override
  public void end() {
    runsc.call("list");
    runsc.call("list", "--format=json");
  }
}
