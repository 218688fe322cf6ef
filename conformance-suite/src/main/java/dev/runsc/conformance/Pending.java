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

package dev.runsc.conformance;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A call that has begun. */
public final class Pending {

  /** How long a call may take that is not known to wait for something. */
  static final Duration LIMIT = Duration.ofSeconds(60);

  private final List<String> argv;
  private final Process process;
  private final Streams streams;
  private final Wordings wordings;
  private final Consumer<Answer> end;
  private final Duration limit;
  private @Nullable Answer answer;

  Pending(
      List<String> argv,
      Process process,
      Streams streams,
      Wordings wordings,
      Consumer<Answer> end,
      Duration limit) {
    this.argv = List.copyOf(argv);
    this.process = process;
    this.streams = streams;
    this.wordings = wordings;
    this.end = end;
    this.limit = limit;
  }

  /** The files behind its streams. */
  public Streams streams() {
    return streams;
  }

  /** Waits for its end. */
  public Answer answer() {
    if (answer == null) {
      answer = await();
      end.accept(answer);
    }
    return answer;
  }

  private Answer await() {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        destroy();
        throw new AssertionError(
            "\nExpecting an end within " + limit.toSeconds() + " s of\n" + answer(-1));
      }
    } catch (InterruptedException e) {
      throw new InterruptedScenarioException();
    }
    return answer(process.exitValue());
  }

  private Answer answer(int exit) {
    return new Answer(argv, exit, streams.stdoutText(), streams.stderrText(), streams, wordings);
  }

  /** Waits until it does nothing but wait; see {@link IdleWatch}. Fails if it has ended. */
  public Pending awaitIdle() {
    IdleWatch.await(
        () -> Optional.of(process.toHandle()),
        () -> !process.isAlive(),
        () -> process.isAlive() ? "runsc " + Words.commandLine(argv) : answer().toString());
    return this;
  }

  /** Waits a while, and fails if it ends meanwhile: for a call that waits by looking repeatedly. */
  public Pending lasts(Duration duration) {
    if (Waiting.holds(() -> !process.isAlive(), duration)) {
      throw new AssertionError("\nExpecting a call that waits, but it has ended:\n" + answer());
    }
    return this;
  }

  /** Kills the process that makes the call, with SIGKILL. */
  public void destroyForcibly() {
    process.destroyForcibly();
  }

  void destroy() {
    if (process.isAlive()) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
