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

import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * The events of a container, one after the other.
 *
 * <p>It is pulled: nothing is read before it is asked for, there is no thread behind it, and a
 * caller that asks seldom holds runsc up rather than filling memory. (A publisher would need a
 * thread for each stream, and one for whoever never asks again.) To hand events on, iterate in a
 * thread of one's own.
 *
 * <p>It ends, once and for all: when it is closed; when the container has ended, which runsc itself
 * does not notice, so {@code state} is asked whenever a record is overdue; or with one exception,
 * when a record is broken, runsc fails, the time limit passes or the thread is interrupted. In each
 * case runsc has been ended and reaped. It must be closed if it is not read to its end.
 *
 * <pre>{@code
 * try (EventStream events = runsc.events("web", Duration.ofSeconds(1))) {
 *   for (Event event : events) {
 *     event.stats().ifPresent(stats -> report(stats.memory().usage().usage()));
 *   }
 * }
 * }</pre>
 *
 * <p>Thread-safe: each event goes to one of the threads that ask, and any thread may close it.
 *
 * @since 0.1.0
 */
public final class EventStream implements Iterable<Event>, AutoCloseable {

  private static final int MESSAGES_LIMIT = 64 << 10;
  private static final long SHORTEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(50);
  private static final Duration FIRST_RECORD = Duration.ofSeconds(1);
  private static final Duration GRACE = Duration.ofMillis(500);
  private static final Duration LONGEST_DOUBT = Duration.ofSeconds(5);

  private final Object lock = new Object();
  private final ProcessCall call;
  private final Process process;
  private final ProcessMonitor monitor;
  private final BooleanSupplier containerRuns;
  private final Function<CallFacts, RunscException> failure;
  private final LineBuffer lines = new LineBuffer();
  private final Pump stdout;
  private final Pump stderr;
  private final long start = System.nanoTime();
  private final Duration doubtAfter;
  private long doubtAt;
  private volatile boolean closed;
  private volatile boolean ended;

  /**
   * Begins to read.
   *
   * @param call what was started
   * @param process the process
   * @param monitor who is told of its end
   * @param interval the time between two records
   * @param containerRuns asks whether records may still come
   * @param failure makes the exception for a process that failed
   */
  EventStream(
      ProcessCall call,
      Process process,
      ProcessMonitor monitor,
      Duration interval,
      BooleanSupplier containerRuns,
      Function<CallFacts, RunscException> failure) {
    this.call = call;
    this.process = process;
    this.monitor = monitor;
    this.containerRuns = containerRuns;
    this.failure = failure;
    this.stdout = new Pump(process.getInputStream(), new Stdio.Into(lines));
    this.stderr = new Pump(process.getErrorStream(), new Stdio.Capture(MESSAGES_LIMIT));
    Duration overdue = interval.plus(GRACE);
    this.doubtAfter = overdue.compareTo(LONGEST_DOUBT) < 0 ? overdue : LONGEST_DOUBT;
    this.doubtAt = start + FIRST_RECORD.toNanos();
  }

  /**
   * Waits for the next event.
   *
   * @return the event, or empty if the stream has ended
   * @throws RunscException if the stream ends by a failure; it is thrown once
   */
  public Optional<Event> next() {
    return next(null);
  }

  /**
   * Waits for the next event for some time.
   *
   * @param limit how long
   * @return the event, or empty if there was none in this time or the stream has ended ({@link
   *     #isEnded()})
   * @throws RunscException if the stream ends by a failure; it is thrown once
   */
  public Optional<Event> nextWithin(Duration limit) {
    return next(Timeouts.requirePositive(limit));
  }

  /**
   * Tells whether no more events will come.
   *
   * @return true once the stream has ended
   */
  public boolean isEnded() {
    // Without the lock: a thread that waits for an event holds it.
    return closed || ended;
  }

  private Optional<Event> next(@Nullable Duration limit) {
    long begin = System.nanoTime();
    long most = limit == null ? Long.MAX_VALUE : Timeouts.nanos(limit);
    synchronized (lock) {
      long pause = SHORTEST_PAUSE;
      while (!ended && !closed) {
        Optional<Event> event = step(pause);
        if (event.isPresent()) {
          return event;
        }
        if (System.nanoTime() - begin >= most) {
          break;
        }
        pause = Math.min(2 * pause, LONGEST_PAUSE);
      }
      return Optional.empty();
    }
  }

  /** Takes an event if there is one, and otherwise waits a little and looks whether all is well. */
  private Optional<Event> step(long pause) {
    checkLimit();
    stderr.pump();
    boolean more = stdout.pump();
    String line = lines.next();
    if (more || line != null) {
      doubtAt = System.nanoTime() + doubtAfter.toNanos();
    }
    if (line != null) {
      return line.isBlank() ? Optional.empty() : Optional.of(parse(line));
    }
    if (lines.isFull()) {
      throw end(bad("a record is longer than " + LineBuffer.LONGEST + " bytes", null));
    }
    try {
      if (process.waitFor(more ? SHORTEST_PAUSE : pause, TimeUnit.NANOSECONDS)) {
        return afterExit();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw end(new RunscInterruptedException(call.what() + " was interrupted", facts()));
    }
    checkWhetherContainerRuns();
    return Optional.empty();
  }

  /** The last records, then how the process ended. */
  private Optional<Event> afterExit() {
    stderr.pumpLast();
    stdout.pumpLast();
    String line = lines.next();
    if (line != null) {
      return line.isBlank() ? Optional.empty() : Optional.of(parse(line));
    }
    if (closed) {
      return Optional.empty();
    }
    if (!lines.rest().isBlank()) {
      String rest = lines.rest();
      throw end(bad("the last record is cut off: " + ErrorText.cut(rest), null));
    }
    if (process.exitValue() != 0) {
      throw end(failure.apply(facts()));
    }
    finish();
    return Optional.empty();
  }

  /** First of all, as records that keep coming are no reason to go on beyond it. */
  private void checkLimit() {
    if (call.timeout() != null && elapsed() > Timeouts.nanos(call.timeout())) {
      Duration limit = Objects.requireNonNull(call.timeout());
      throw end(
          new RunscTimeoutException(
              call.what() + " did not end within " + limit.toMillis() + " ms", facts(), limit));
    }
  }

  private void checkWhetherContainerRuns() {
    long now = System.nanoTime();
    if (now - doubtAt < 0) {
      return;
    }
    doubtAt = now + doubtAfter.toNanos();
    try {
      if (!containerRuns.getAsBoolean()) {
        finish();
      }
    } catch (RunscException e) {
      throw end(e);
    }
  }

  private Event parse(String line) {
    try {
      return new StatsReplies(problem -> bad(problem, null)).event(Json.DOCUMENT.readTree(line));
    } catch (JacksonException e) {
      throw end(bad(Replies.notJson(line, e), e));
    } catch (RunscOutputException e) {
      throw end(e);
    }
  }

  private RunscOutputException bad(String problem, @Nullable Throwable cause) {
    return new RunscOutputException(
        call.what() + ": a record of runsc cannot be understood: " + problem, facts(), cause);
  }

  private CallFacts facts() {
    OptionalInt code =
        process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
    return new CallFacts(
        call.argv(), code, Captured.EMPTY, stderr.captured(), Duration.ofNanos(elapsed()));
  }

  private long elapsed() {
    return System.nanoTime() - start;
  }

  private RunscException end(RunscException last) {
    finish();
    return last;
  }

  /** Ends and reaps the process; once. */
  private void finish() {
    if (ended) {
      return;
    }
    ended = true;
    boolean byItself = !process.isAlive();
    ProcessTree.end(process);
    stdout.close();
    stderr.close();
    monitor.ended(
        call.argv(),
        byItself ? OptionalInt.of(process.exitValue()) : OptionalInt.empty(),
        Duration.ofNanos(elapsed()));
  }

  /** Ends the stream. A thread that waits for an event gets none. */
  @Override
  public void close() {
    closed = true;
    synchronized (lock) {
      finish();
    }
  }

  /**
   * Iterates over the events that are still to come.
   *
   * @return an iterator whose methods wait and throw as {@link #next()} does
   */
  @Override
  public Iterator<Event> iterator() {
    return new Iterator<>() {
      private @Nullable Event ahead;

      @Override
      public boolean hasNext() {
        if (ahead == null) {
          ahead = EventStream.this.next().orElse(null);
        }
        return ahead != null;
      }

      @Override
      public Event next() {
        if (!hasNext()) {
          throw new NoSuchElementException("the stream of events has ended");
        }
        Event event = Objects.requireNonNull(ahead);
        ahead = null;
        return event;
      }
    };
  }
}
