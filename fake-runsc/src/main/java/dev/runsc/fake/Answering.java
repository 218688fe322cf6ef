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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds the answer to one call: the script first, then what stands behind it, which is a cassette,
 * a real runsc, or the grammar and the model of the release.
 */
final class Answering {
  private final Engine engine;
  private final CommandLine line;
  private final Caller caller;
  private final Facts facts;
  private final long index;

  Answering(Engine engine, CommandLine line, Caller caller, Facts facts, long index) {
    this.engine = engine;
    this.line = line;
    this.caller = caller;
    this.facts = facts;
    this.index = index;
  }

  /** Answers, whatever happens; only the end of the caller ends it without an answer. */
  Reply answer(boolean holdOutput) {
    try {
      Optional<Reply> scripted = scripted();
      return scripted.isPresent() ? scripted.get() : unscripted(holdOutput);
    } catch (RunscError e) {
      engine.appendLog(facts.request(), line, caller, e.message());
      return Reply.of(Outcome.failure(e.message()), "");
    } catch (FakeRefusal e) {
      return Reply.of(Outcome.refusal(String.valueOf(e.getMessage())), "");
    } catch (Caller.GoneException e) {
      throw e;
    } catch (RuntimeException e) {
      // A defect or a disk that is full: the caller gets told, and the record has it.
      return Reply.of(Outcome.refusal("a mistake of the fake, please report it: " + e), "");
    }
  }

  private Reply unscripted(boolean holdOutput) {
    Optional<Cassette> cassette = engine.options().cassette();
    if (cassette.isPresent()) {
      return engine.replay().answer(cassette.get(), facts, caller, index);
    }
    if (engine.options().passThrough().isPresent()) {
      return new PassThrough(engine, caller, facts, index).answer(holdOutput);
    }
    if (line.global().error() == null && line.global().isTrue("version")) {
      return Reply.of(Outcome.grammar(0, engine.profile().versionText(), ""), "--version");
    }
    if (engine.options().strict()) {
      return Reply.of(
          Outcome.refusal(Unmatched.explain(facts, engine.options().script())), "strict");
    }
    if (line.refusal().isPresent()) {
      return Reply.of(line.refusal().get(), "the command line");
    }
    DebugLog debugLog = new DebugLog(engine.profile(), facts.request(), line);
    Optional<Outcome> unusable = new GlobalFlags(engine, line, facts.request(), caller).check();
    if (unusable.isEmpty()) {
      unusable = debugLog.problem();
    }
    if (unusable.isPresent()) {
      return Reply.of(unusable.get(), "a global flag");
    }
    return Reply.of(modelled(debugLog), "the model of " + line.call().command());
  }

  private Outcome modelled(DebugLog debugLog) {
    debugLog.begin();
    try {
      Outcome outcome = new Model(engine, facts.request(), line, caller, index, debugLog).answer();
      debugLog.end(outcome.exit());
      return outcome.withMoreOnStderr(debugLog.stderr());
    } catch (RunscError e) {
      debugLog.fail(e.message());
      if (!debugLog.stderr().isEmpty()) {
        caller.print(new byte[0], utf8(debugLog.stderr()));
      }
      throw e;
    }
  }

  private Optional<Reply> scripted() {
    Script script = engine.options().script();
    for (int i = 0; i < script.replies().size(); i++) {
      ScriptedReply entry = script.replies().get(i);
      if (!entry.on().matches(facts)) {
        continue;
      }
      String container = entry.turns().perContainer() ? facts.call().id().orElse("") : null;
      long turn = entry.turns().turn(engine.tallies().next(Engine.REPLIES, i, container));
      if (turn < 0) {
        continue;
      }
      int last = entry.replies().size() - 1;
      if (turn > last && entry.then() == ScriptedReply.Then.MODEL) {
        return Optional.empty();
      }
      if (turn > last && entry.then() == ScriptedReply.Then.FAIL) {
        return Optional.of(
            Reply.of(
                Outcome.refusal(
                    "replies["
                        + i
                        + "] of the script has given all its "
                        + (last + 1)
                        + " replies"),
                script.name(Engine.REPLIES, i)));
      }
      int number = (int) Math.min(turn, last);
      return give(entry.replies().get(number), i, number, last + 1);
    }
    return Optional.empty();
  }

  private Optional<Reply> give(ScriptedReply.Answer answer, int entry, int number, int count) {
    Waiting.pause(
        new Chance(engine.options().script().seed())
            .around(answer.delay().fixed(), answer.delay().jitter(), index)
            .toMillis());
    if (answer.model()) {
      return Optional.empty();
    }
    if (answer.startsProcess()) {
      startProcess();
    }
    Placeholders values = new Placeholders(facts, engine.profile().release(), index);
    for (ScriptedReply.SideFile file : answer.files()) {
      write(file, values);
    }
    Reply reply =
        new Reply(
            answer.exit(),
            answer.stdout().bytes(values),
            answer.stderr().bytes(values),
            "script[" + entry + "]",
            engine.options().script().name(Engine.REPLIES, entry)
                + (count == 1 ? "" : ", reply " + (number + 1) + " of " + count));
    logFailure(reply);
    return Optional.of(reply);
  }

  /** A scripted failure of runsc is in its log too: clients look for it there. */
  void logFailure(Reply reply) {
    String message = reply.stderrText().stripTrailing();
    if (reply.exit() == Outcome.FAILED && !message.isEmpty()) {
      engine.appendLog(facts.request(), line, caller, message);
    }
  }

  private void startProcess() {
    ScriptedProcess.start(engine, caller, facts, index);
  }

  private void write(ScriptedReply.SideFile side, Placeholders values) {
    Call call = facts.call();
    Optional<String> name =
        (side.global() ? call.globalFlag(side.flag()) : call.flag(side.flag()))
            .filter(one -> !one.isEmpty());
    if (name.isEmpty()) {
      return;
    }
    Path file = facts.request().resolve(name.get());
    try {
      Files.write(file, side.content().bytes(values));
    } catch (IOException e) {
      throw new FakeRefusal("the script's file for --" + side.flag() + " cannot be written: " + e);
    }
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
