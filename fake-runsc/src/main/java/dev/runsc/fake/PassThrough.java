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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Has the real runsc answer, and notes what can be seen of it.
 *
 * <p>The streams of {@code create}, {@code run}, {@code exec} and {@code restore} become those of
 * the container and are inherited untouched; what they print is known only where a stream is a
 * plain file, by what the call added to it. Other commands keep their streams to themselves: theirs
 * are collected and passed on at the end, those of {@code events} while it goes on.
 */
final class PassThrough {
  private static final Set<String> INHERITED =
      Set.of("create", "run", "exec", "restore", "do", "checkpoint", "boot", "gofer", "umount");
  private static final int LONGEST = 1 << 20;

  /** The global flag of a file that every call adds to. */
  static final String LOG = "log";

  private final Engine engine;
  private final Caller caller;
  private final Facts facts;
  private final long index;

  PassThrough(Engine engine, Caller caller, Facts facts, long index) {
    this.engine = engine;
    this.caller = caller;
    this.facts = facts;
    this.index = index;
  }

  Reply answer(boolean holdOutput) {
    String command = facts.call().command();
    boolean streams = command.equals("events") && facts.call().flag("stats").isEmpty();
    String how = INHERITED.contains(command) ? "inherit" : streams && !holdOutput ? "tee" : "hold";
    boolean isSeenInFiles = !how.equals("hold");
    boolean changes = Normalising.isChanging(command);
    long began = System.currentTimeMillis();
    Request request = facts.request();
    engine.recording().begin(index, began, request.argv(), request.cwd().toString());
    Map<String, Path> files = isSeenInFiles ? Prints.filesOf(request.pid()) : Map.of();
    engine.prints().begin(index, changes, files);
    long logged = logSize();
    Caller.Real real;
    try {
      real = caller.real(how);
    } catch (Caller.GoneException e) {
      engine.recording().append(take(began, printed(0, changes), logged, true));
      throw e;
    }
    Caller.Real printed = printed(real.exit(), changes);
    Caller.Real seen = how.equals("inherit") || !files.isEmpty() ? printed : real;
    engine.recording().append(take(began, seen, logged, false));
    // What the caller has got already is not given to it again.
    String reason = "the real runsc, streams " + (how.equals("hold") ? "collected" : how);
    Reply reply = new Reply(seen.exit(), seen.stdout(), seen.stderr(), "real", reason);
    return how.equals("hold") ? reply : reply.delivered();
  }

  /** The end of the call, with what it added to plain files. */
  private Caller.Real printed(int exit, boolean changes) {
    Map<String, String> own = engine.prints().end(index, changes);
    return new Caller.Real(
        exit,
        Answering.utf8(own.getOrDefault(Prints.STDOUT, "")),
        Answering.utf8(own.getOrDefault(Prints.STDERR, "")));
  }

  private Recording.Take take(long began, Caller.Real real, long logged, boolean abandoned) {
    return new Recording.Take(
        index,
        began,
        System.currentTimeMillis(),
        facts.request().argv(),
        facts.request().cwd().toString(),
        real.exit(),
        new String(real.stdout(), StandardCharsets.UTF_8),
        new String(real.stderr(), StandardCharsets.UTF_8),
        sideFiles(logged),
        livingSandbox(),
        abandoned);
  }

  private long livingSandbox() {
    long pid = facts.containerPid().orElse(0);
    return Processes.identify(pid).isAlive() ? pid : 0;
  }

  private Optional<Path> log() {
    return facts
        .call()
        .globalFlag(LOG)
        .filter(name -> !name.isEmpty())
        .map(facts.request()::resolve)
        .filter(Files::isRegularFile);
  }

  private long logSize() {
    return log().map(Prints::size).orElse(0L);
  }

  private Map<String, String> sideFiles(long logged) {
    Map<String, String> files = new TreeMap<>();
    log().map(log -> Prints.read(log, logged)).ifPresent(text -> files.put(LOG, text));
    for (String flag : new String[] {"pid-file", "internal-pid-file"}) {
      Optional<String> name = facts.call().flag(flag).filter(one -> !one.isEmpty());
      if (name.isPresent()) {
        Path file = facts.request().resolve(name.get());
        try {
          if (Files.isRegularFile(file) && Files.size(file) <= LONGEST) {
            files.put(flag, Files.readString(file));
          }
        } catch (IOException e) {
          throw new java.io.UncheckedIOException("cannot read the " + flag + " " + file, e);
        }
      }
    }
    return files;
  }
}
