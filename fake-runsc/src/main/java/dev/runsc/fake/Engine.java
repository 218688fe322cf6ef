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
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * Answers the calls of one fake: the grammar of the release first, then the script, then the model.
 * Nothing is kept between calls but what is on disk, so that a resident engine and one started for
 * a single call give the same bytes.
 */
final class Engine {
  private final FakeHome home;
  private final FakeOptions options;
  private final Profile profile;
  private final Sandboxes sandboxes;
  private final Locks locks;
  private final Counters counters;
  private final Records records;

  Engine(FakeHome home, FakeOptions options) {
    this(
        home,
        options,
        new Locks(home.internal().resolve("locks")),
        new Counters(home.internal().resolve("counters")),
        new Records(home.records()));
  }

  private Engine(
      FakeHome home, FakeOptions options, Locks locks, Counters counters, Records records) {
    this.home = home;
    this.options = options;
    this.profile = options.profile();
    this.sandboxes = new Sandboxes(home.sandboxes());
    this.locks = locks;
    this.counters = counters;
    this.records = records;
  }

  /** The same engine with another script; the counts of the script's entries begin anew. */
  Engine with(FakeOptions changed) {
    counters.clearFrom(1);
    return new Engine(home, changed, locks, counters, records);
  }

  FakeHome home() {
    return home;
  }

  FakeOptions options() {
    return options;
  }

  Profile profile() {
    return profile;
  }

  Sandboxes sandboxes() {
    return sandboxes;
  }

  Locks locks() {
    return locks;
  }

  Records records() {
    return records;
  }

  /** Answers one call and records it; the record is written before the caller is let go. */
  void answer(Request request, Caller caller) {
    Instant start = Instant.now();
    long began = System.nanoTime();
    long index = counters.next(0) + 1;
    CommandLine line = CommandLine.parse(profile, request.argv());
    Optional<Outcome> outcome = Optional.empty();
    Optional<String> failure = Optional.empty();
    try {
      outcome = Optional.of(outcome(request, line, caller, index));
    } catch (Caller.GoneException e) {
      failure = Optional.of("the caller died before it was answered");
    }
    Invocation invocation =
        new Invocation(
            index,
            request.argv(),
            line.call(),
            request.cwd(),
            recorded(request),
            request.pid(),
            request.ppid(),
            start,
            Duration.of(System.nanoTime() - began, TimeUnit.NANOSECONDS.toChronoUnit()),
            outcome.map(one -> OptionalInt.of(one.exit())).orElse(OptionalInt.empty()),
            outcome.map(Outcome::stdout).orElse(""),
            outcome.map(Outcome::stderr).orElse(""),
            outcome.map(Outcome::answeredBy).orElse("nobody"),
            profile.release(),
            failure);
    records.append(invocation);
    outcome.ifPresent(one -> caller.exit(one.exit(), one.stdoutBytes(), one.stderrBytes()));
  }

  private Map<String, String> recorded(Request request) {
    Map<String, String> recorded = new java.util.TreeMap<>(request.environment());
    recorded.keySet().retainAll(options.environment());
    return recorded;
  }

  private Outcome outcome(Request request, CommandLine line, Caller caller, long index) {
    if (line.global().error() == null && line.global().isTrue("version")) {
      return Outcome.grammar(0, profile.versionText(), "");
    }
    try {
      Optional<Outcome> scripted = scripted(line.call());
      if (scripted.isPresent()) {
        logScripted(request, line, scripted.get());
        return scripted.get();
      }
      if (options.strict()) {
        return Outcome.refusal(Unmatched.explain(request.argv(), line.call(), options.script()));
      }
      if (line.refusal().isPresent()) {
        return line.refusal().get();
      }
      Optional<Outcome> unusable = GlobalFlags.check(profile, line, request);
      return unusable.isPresent()
          ? unusable.get()
          : new Model(this, request, line, caller, index).answer();
    } catch (RunscError e) {
      appendLog(request, line, e.message());
      return Outcome.failure(e.message());
    } catch (FakeRefusal e) {
      return Outcome.refusal(String.valueOf(e.getMessage()));
    } catch (Caller.GoneException e) {
      throw e;
    } catch (RuntimeException e) {
      // A defect or a disk that is full: the caller gets told, and the record has it.
      return Outcome.refusal("internal failure: " + e);
    }
  }

  private Optional<Outcome> scripted(Call call) {
    for (int i = 0; i < options.script().replies().size(); i++) {
      ScriptedReply entry = options.script().replies().get(i);
      if (entry.on().mismatch(call).isPresent()) {
        continue;
      }
      int last = entry.replies().size() - 1;
      long turn = counters.next(1 + i);
      if (turn > last && entry.then() == ScriptedReply.Then.MODEL) {
        return Optional.empty();
      }
      if (turn > last && entry.then() == ScriptedReply.Then.FAIL) {
        return Optional.of(
            Outcome.refusal(
                "replies[" + i + "] of the script has given all its " + (last + 1) + " replies"));
      }
      ScriptedReply.Answer answer = entry.replies().get((int) Math.min(turn, last));
      Waiting.pause(answer.delay().toMillis());
      return answer.model()
          ? Optional.empty()
          : Optional.of(
              new Outcome(answer.exit(), answer.stdout(), answer.stderr(), "script[" + i + "]"));
    }
    return Optional.empty();
  }

  /** A scripted failure of runsc is in its log too: clients look for it there. */
  private void logScripted(Request request, CommandLine line, Outcome outcome) {
    if (outcome.exit() == Outcome.FAILED && !outcome.stderr().isEmpty()) {
      appendLog(request, line, outcome.stderr().stripTrailing());
    }
  }

  /** One object after the other with no newline between them, whatever --log-format says. */
  private void appendLog(Request request, CommandLine line, String message) {
    String log = line.global().last("log");
    if (log == null || log.isEmpty()) {
      return;
    }
    String entry =
        "{\"msg\":"
            + GoText.json(message)
            + ",\"level\":\"error\",\"time\":"
            + GoText.json(Instant.now().toString())
            + "}";
    append(request.resolve(log), entry);
  }

  /** Appends to a log file in one write, and makes it with mode 644 if it is missing. */
  static void append(Path file, String text) {
    try (FileChannel out =
        FileChannel.open(
            file,
            java.util.Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")))) {
      out.write(java.nio.ByteBuffer.wrap(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot append to " + file, e);
    }
  }

  /** Ends every process, removes the containers that belonged to them, forgets all records. */
  void reset() {
    endSandboxes();
    records.clear();
    counters.clear();
  }

  /** Ends every process of this fake and removes the containers that belonged to them. */
  void endSandboxes() {
    for (Sandboxes.Made made : sandboxes.all()) {
      sandboxes.destroy(made.name());
      Containers containers = new Containers(made.root(), profile);
      try {
        Containers.Container container = containers.loadExactly(made.id());
        if (container.sandbox().equals(made.name())) {
          containers.remove(container);
        }
      } catch (RunscError e) {
        // Its record is gone already, as after a refused second create.
      }
    }
  }
}
