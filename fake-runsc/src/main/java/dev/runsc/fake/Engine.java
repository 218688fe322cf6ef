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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Answers the calls of one fake: the grammar of the release first, then the script, then the model.
 * Nothing is kept between calls but what is on disk, so that a resident engine and one started for
 * a single call give the same bytes.
 */
final class Engine {
  static final String REPLIES = "replies";

  private final FakeHome home;
  private final FakeOptions options;
  private final Profile profile;
  private final Sandboxes sandboxes;
  private final Locks locks;
  private final Counters counters;
  private final Records records;
  private final Tallies tallies;
  private final Replay replay;
  private final Prints prints;

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
    this.tallies = new Tallies(home.internal().resolve("tallies"));
    this.replay = new Replay(this);
    this.prints = new Prints(locks, home.internal().resolve("prints.json"));
  }

  /** The same engine with another script; the counts of the script's entries begin anew. */
  Engine with(FakeOptions changed) {
    tallies.clear();
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

  Tallies tallies() {
    return tallies;
  }

  Recording recording() {
    return new Recording(home.internal().resolve("recording.jsonl"));
  }

  Replay replay() {
    return replay;
  }

  Prints prints() {
    return prints;
  }

  /** The entries of script and cassette that no call has met. */
  List<String> unused() {
    List<String> unused = new ArrayList<>();
    Script script = options.script();
    for (int i = 0; i < script.replies().size(); i++) {
      ScriptedReply entry = script.replies().get(i);
      if (tallies.met(REPLIES, i) <= entry.turns().afterCalls()) {
        unused.add(script.name(REPLIES, i) + ": " + entry.on().shown());
      }
    }
    options.cassette().ifPresent(cassette -> unused.addAll(replay.unused(cassette)));
    return List.copyOf(unused);
  }

  /** Answers one call and records it; the record is written before the caller is let go. */
  void answer(Request request, Caller caller) {
    Instant start = Instant.now();
    long began = System.nanoTime();
    long index = counters.next(0) + 1;
    CommandLine line = CommandLine.parse(profile, request.argv());
    Facts facts = new Facts(request, line.call(), sandboxes, caller);
    Optional<Reply> reply = Optional.empty();
    Optional<Reply> rest = Optional.empty();
    Optional<String> failure = Optional.empty();
    List<String> faults = List.of();
    try {
      FaultRun run = new FaultRun(options.script(), tallies, facts, caller, sandboxes, index);
      faults = run.shown();
      Answering answering = new Answering(this, line, caller, facts, index);
      reply = Optional.of(run.around(answering));
      rest = Optional.of(run.stream(reply.get()));
    } catch (Caller.GoneException e) {
      failure = Optional.of("the caller died before it was answered");
    }
    Reply told = reply.isPresent() ? reply.get() : Reply.NOBODYS;
    records.append(
        new Invocation(
            index,
            request.argv(),
            line.call(),
            request.cwd(),
            recorded(request),
            request.pid(),
            request.ppid(),
            start,
            Duration.ofNanos(System.nanoTime() - began),
            reply.isPresent() ? OptionalInt.of(told.exit()) : OptionalInt.empty(),
            told.stdoutText(),
            told.stderrText(),
            told.answeredBy(),
            profile.release(),
            failure,
            facts.stdinRead(),
            told.reason(),
            faults));
    if (rest.isEmpty()) {
      throw new Caller.GoneException();
    }
    deliver(rest.get(), caller);
  }

  private static void deliver(Reply reply, Caller caller) {
    byte[] nothing = new byte[0];
    byte[] stdout = reply.isDelivered() ? nothing : reply.stdout();
    byte[] stderr = reply.isDelivered() ? nothing : reply.stderr();
    if (reply.diesOf().isPresent()) {
      caller.print(stdout, stderr);
      caller.die(reply.diesOf().get(), reply.exit());
    } else {
      caller.exit(reply.exit(), stdout, stderr);
    }
  }

  private Map<String, String> recorded(Request request) {
    Map<String, String> recorded = new java.util.TreeMap<>(request.environment());
    recorded.keySet().retainAll(options.environment());
    return recorded;
  }

  /** One object after the other with no newline between them, whatever --log-format says. */
  void appendLog(Request request, CommandLine line, Caller caller, String message) {
    String log = line.global().last("log");
    int descriptor = GlobalFlags.logDescriptor(line);
    if ((log == null || log.isEmpty()) && descriptor < 0) {
      return;
    }
    String entry =
        "{\"msg\":"
            + GoText.json(message)
            + ",\"level\":\"error\",\"time\":"
            + GoText.json(Instant.now().toString())
            + "}";
    if (descriptor >= 0) {
      caller.write(descriptor, entry);
    } else {
      append(request.resolve(java.util.Objects.requireNonNull(log)), entry);
    }
  }

  /** Appends to a log file in one write, and makes it with mode 644 if it is missing. */
  static void append(Path file, String text) {
    try (FileChannel out =
        FileChannel.open(
            file,
            java.util.Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")))) {
      out.write(java.nio.ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot append to " + file, e);
    }
  }

  /** Ends every process, removes the containers that belonged to them, forgets all records. */
  void reset() {
    endSandboxes();
    records.clear();
    counters.clear();
    tallies.clear();
    try {
      Files.deleteIfExists(home.internal().resolve("recording.jsonl"));
      Files.deleteIfExists(home.internal().resolve("replay.json"));
      Files.deleteIfExists(home.internal().resolve("prints.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
