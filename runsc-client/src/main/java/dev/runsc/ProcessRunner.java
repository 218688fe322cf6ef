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

package dev.runsc;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Runs one process to its end: the only place that starts processes.
 *
 * <p>What is captured is read by the calling thread, and only what is there, so there is no thread
 * that could be left behind reading a pipe which some grandchild holds open, and a call ends as
 * soon as the process has: what a surviving grandchild writes later is not ours.
 */
final class ProcessRunner {

  private static final File NOTHING = new File("/dev/null");
  private static final long SHORTEST_PAUSE = TimeUnit.MICROSECONDS.toNanos(500);
  private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long LONGEST_INTERACTIVE_PAUSE = TimeUnit.MILLISECONDS.toNanos(4);
  private static final int TRIES_WHILE_BUSY = 20;
  private static final long PAUSE_WHILE_BUSY = TimeUnit.MILLISECONDS.toNanos(5);

  private final ProcessMonitor monitor;
  private final boolean diesWithUs;

  /**
   * Makes a runner.
   *
   * @param monitor what starts processes
   * @param diesWithUs whether processes get a signal when the thread ends that starts them
   */
  ProcessRunner(ProcessMonitor monitor, boolean diesWithUs) {
    this.monitor = monitor;
    this.diesWithUs = diesWithUs;
  }

  /**
   * Runs the process.
   *
   * @throws RunscStartException if it cannot be started
   * @throws RunscTimeoutException if it took too long; it and all below it have been ended
   * @throws RunscInterruptedException if this thread was interrupted; likewise
   */
  CallFacts run(ProcessCall call) {
    if (Thread.currentThread().isInterrupted()) {
      throw new RunscInterruptedException(
          call.what() + " was not begun: the thread is interrupted",
          CallFacts.notStarted(call.argv()));
    }
    long start = System.nanoTime();
    Process process = start(call);
    if (call.stdio().stdin() instanceof Stdio.FromUs pipe) {
      pipe.input().connect(process.getOutputStream());
    }
    try (Pump stdout = new Pump(process.getInputStream(), call.stdio().stdout());
        Pump stderr = new Pump(process.getErrorStream(), call.stdio().stderr())) {
      return await(call, new Running(process, stdout, stderr, start));
    } catch (RunscException e) {
      monitor.ended(call.argv(), OptionalInt.empty(), e.elapsed());
      throw e;
    }
  }

  private record Running(Process process, Pump stdout, Pump stderr, long start) {

    boolean pump() {
      boolean some = stdout.pump();
      return stderr.pump() || some;
    }

    void pumpLast() {
      stdout.pumpLast();
      stderr.pumpLast();
    }

    long elapsed() {
      return System.nanoTime() - start;
    }

    CallFacts facts(ProcessCall call) {
      OptionalInt code =
          process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
      return new CallFacts(
          call.argv(), code, stdout.captured(), stderr.captured(), Duration.ofNanos(elapsed()));
    }
  }

  private CallFacts await(ProcessCall call, Running running) {
    long limit = call.timeout() == null ? Long.MAX_VALUE : Timeouts.nanos(call.timeout());
    long pause = SHORTEST_PAUSE;
    long longest = call.stdio().isInteractive() ? LONGEST_INTERACTIVE_PAUSE : LONGEST_PAUSE;
    try {
      while (true) {
        long left = limit - running.elapsed();
        if (running.process().waitFor(Math.min(pause, left), TimeUnit.NANOSECONDS)) {
          running.pumpLast();
          CallFacts facts = running.facts(call);
          monitor.ended(facts.argv(), facts.exitCode(), facts.elapsed());
          return facts;
        }
        pause = running.pump() ? SHORTEST_PAUSE : Math.min(2 * pause, longest);
        if (left <= 0) {
          throw timeout(call, running);
        }
      }
    } catch (InterruptedException e) {
      String survivors = end(running);
      Thread.currentThread().interrupt();
      throw new RunscInterruptedException(
          call.what() + " was interrupted" + survivors, running.facts(call).withoutExitCode());
    }
  }

  private static RunscTimeoutException timeout(ProcessCall call, Running running) {
    Duration limit = Objects.requireNonNull(call.timeout());
    String survivors = end(running);
    return new RunscTimeoutException(
        call.what() + " did not end within " + limit.toMillis() + " ms" + survivors,
        running.facts(call).withoutExitCode(),
        limit);
  }

  /** Ends the tree, reads the last words, and says who is left. */
  private static String end(Running running) {
    List<ProcessHandle> left = ProcessTree.end(running.process());
    running.pumpLast();
    return left.isEmpty()
        ? ""
        : left.stream()
            .map(process -> Long.toString(process.pid()))
            .collect(Collectors.joining(", ", "; could not be ended: process ", ""));
  }

  /**
   * Starts a process.
   *
   * @throws RunscStartException if it cannot be started
   */
  Process start(ProcessCall call) {
    ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(call.argv()));
    builder.environment().clear();
    builder.environment().putAll(call.environment());
    if (call.directory() != null) {
      builder.directory(call.directory().toFile());
    }
    Stdio stdio = call.stdio();
    builder.redirectInput(redirect(stdio.stdin()));
    builder.redirectOutput(redirect(stdio.stdout()));
    builder.redirectError(redirect(stdio.stderr()));
    String problem = call.launcher() == 0 ? null : StartFailure.behindLauncher(call);
    if (problem != null) {
      throw new RunscStartException(
          call.what() + " could not begin: " + problem,
          CallFacts.notStarted(call.argv()),
          new IOException(problem));
    }
    try {
      return startUnlessBusy(builder);
    } catch (IOException e) {
      throw new RunscStartException(
          call.what() + " could not begin: " + StartFailure.explain(call, e),
          CallFacts.notStarted(call.argv()),
          e);
    }
  }

  /**
   * A file that some process still has open for writing cannot be executed. Such a process may be a
   * child that another thread has just forked, so this passes; it is no reason to fail.
   */
  private Process startUnlessBusy(ProcessBuilder builder) throws IOException {
    for (int tries = 1; ; tries++) {
      try {
        return diesWithUs
            ? StartingThread.start(() -> monitor.start(builder))
            : monitor.start(builder);
      } catch (IOException e) {
        if (tries == TRIES_WHILE_BUSY || !StartFailure.isBusy(e)) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE_WHILE_BUSY);
      }
    }
  }

  private static Redirect redirect(Stdio.Source source) {
    if (source instanceof Stdio.FromUs) {
      return Redirect.PIPE;
    }
    if (source instanceof Stdio.FromFile file) {
      return Redirect.from(file.path().toFile());
    }
    return source instanceof Stdio.Inherited ? Redirect.INHERIT : Redirect.from(NOTHING);
  }

  private static Redirect redirect(Stdio.Sink sink) {
    if (sink instanceof Stdio.ToFile file) {
      return Redirect.appendTo(file.path().toFile());
    }
    if (sink instanceof Stdio.Inherited) {
      return Redirect.INHERIT;
    }
    return sink instanceof Stdio.Dropped ? Redirect.DISCARD : Redirect.PIPE;
  }
}
