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

package dev.runsc.testkit.awaitility;

import dev.runsc.Container;
import dev.runsc.ContainerStatus;
import dev.runsc.Event;
import dev.runsc.EventStream;
import dev.runsc.Runsc;
import dev.runsc.fake.FakeRunsc;
import dev.runsc.fake.Invocation;
import dev.runsc.testkit.InvocationPattern;
import dev.runsc.testkit.RunscAssertions;
import dev.runsc.testkit.internal.OptionalLibrary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Waits for what a container, a fake or a process comes to, by means of Awaitility.
 *
 * <p>Each wait is bounded, and ends early when what it waits for can no longer come: a container
 * that has stopped does not run again, and a stream that has ended has no more events. The failure
 * is an {@link AssertionError} with what was last seen, and with the last error as its cause.
 *
 * <pre>{@code
 * RunscAwait.atMost(Duration.ofSeconds(10)).untilStopped(runsc, "web");
 * RunscAwait.atMost(Duration.ofSeconds(10))
 *     .givingUpIf(() -> !daemon.isAlive(), "the daemon has ended")
 *     .untilInvoked(fake, invocation("delete").withId("web"));
 * }</pre>
 *
 * <p>Immutable. The thread that waits is the one that looks.
 *
 * @since 0.1.0
 */
public final class RunscAwait {
  /** How often it looks if nothing else is set: every 20 milliseconds. */
  public static final Duration DEFAULT_POLL_INTERVAL = Duration.ofMillis(20);

  private final Duration limit;
  private final Duration pollInterval;
  private final List<Obstacle> obstacles;

  private RunscAwait(Duration limit, Duration pollInterval, List<Obstacle> obstacles) {
    this.limit = limit;
    this.pollInterval = pollInterval;
    this.obstacles = List.copyOf(obstacles);
  }

  /** Something that leaves nothing to wait for. */
  private record Obstacle(BooleanSupplier isThere, String reason) {}

  /**
   * Begins a wait.
   *
   * @param limit for how long at most; a call of runsc that is under way when it is over has ten
   *     seconds more to end
   * @return the wait
   * @throws IllegalStateException if Awaitility is not there; the message says what to add
   */
  public static RunscAwait atMost(Duration limit) {
    OptionalLibrary.AWAITILITY.require();
    return new RunscAwait(requirePositive(limit), DEFAULT_POLL_INTERVAL, List.of());
  }

  /**
   * Sets how often it looks.
   *
   * @param interval the time between two looks
   * @return a wait that does so
   */
  public RunscAwait pollInterval(Duration interval) {
    return new RunscAwait(limit, requirePositive(interval), obstacles);
  }

  /**
   * Adds something that leaves nothing to wait for, such as the end of the process that was to
   * bring it about.
   *
   * @param isThere tells, at each look, whether it has come
   * @param reason names it in the failure, such as {@code the daemon has ended}
   * @return a wait that then ends early
   */
  public RunscAwait givingUpIf(BooleanSupplier isThere, String reason) {
    List<Obstacle> more = new ArrayList<>(obstacles);
    more.add(
        new Obstacle(
            Objects.requireNonNull(isThere, "isThere"), Objects.requireNonNull(reason, "reason")));
    return new RunscAwait(limit, pollInterval, more);
  }

  /**
   * Waits until a container has a status. One that is not there is waited for; one that was there
   * and has been deleted is not.
   *
   * @param runsc asks for the state
   * @param id the full id
   * @param status the status
   * @return the container as it then was
   * @throws AssertionError if it does not come to that
   */
  public Container untilStatus(Runsc runsc, String id, ContainerStatus status) {
    Objects.requireNonNull(status, "status");
    return until(new StatusProbe(runsc, id, status, limit)).orElseThrow();
  }

  /**
   * Waits until a container is created and not yet started.
   *
   * @param runsc asks for the state
   * @param id the full id
   * @return the container as it then was
   * @throws AssertionError if it does not come to that
   */
  public Container untilCreated(Runsc runsc, String id) {
    return untilStatus(runsc, id, ContainerStatus.CREATED);
  }

  /**
   * Waits until a container's program runs.
   *
   * @param runsc asks for the state
   * @param id the full id
   * @return the container as it then was
   * @throws AssertionError if it does not come to that
   */
  public Container untilRunning(Runsc runsc, String id) {
    return untilStatus(runsc, id, ContainerStatus.RUNNING);
  }

  /**
   * Waits until a container is paused.
   *
   * @param runsc asks for the state
   * @param id the full id
   * @return the container as it then was
   * @throws AssertionError if it does not come to that
   */
  public Container untilPaused(Runsc runsc, String id) {
    return untilStatus(runsc, id, ContainerStatus.PAUSED);
  }

  /**
   * Waits until a container's program has ended.
   *
   * @param runsc asks for the state
   * @param id the full id
   * @return the container as it then was
   * @throws AssertionError if it does not come to that
   */
  public Container untilStopped(Runsc runsc, String id) {
    return untilStatus(runsc, id, ContainerStatus.STOPPED);
  }

  /**
   * Waits until there is no such container, which may be so already.
   *
   * @param runsc asks for the state
   * @param id the full id
   * @throws AssertionError if it stays
   */
  public void untilDeleted(Runsc runsc, String id) {
    until(new StatusProbe(runsc, id, null, limit));
  }

  /**
   * Waits for an event. Those before it are taken from the stream as well.
   *
   * @param events the stream, which the caller closes
   * @param wanted true for the event that is meant
   * @param description names it in the failure, such as {@code with more than 1 MiB in use}
   * @return the event
   * @throws AssertionError if it does not come; early if the stream ends
   */
  public Event untilEvent(EventStream events, Predicate<? super Event> wanted, String description) {
    return until(new EventProbe(events, wanted, description));
  }

  /**
   * Waits until a call of a command is recorded, which it is when it has ended.
   *
   * @param fake records the calls
   * @param command the command's name
   * @return the first such call
   * @throws AssertionError if there is none; its cause shows the calls that there were
   */
  public Invocation untilInvoked(FakeRunsc fake, String command) {
    return untilInvoked(fake, RunscAssertions.invocation(command));
  }

  /**
   * Waits until a call is recorded, which it is when it has ended.
   *
   * @param fake records the calls
   * @param wanted describes the call
   * @return the first such call
   * @throws AssertionError if there is none; its cause shows the calls that there were and what is
   *     different about the closest one
   */
  public Invocation untilInvoked(FakeRunsc fake, InvocationPattern wanted) {
    return untilInvoked(fake, wanted, 1).get(0);
  }

  /**
   * Waits until some calls are recorded.
   *
   * @param fake records the calls
   * @param wanted describes the calls
   * @param times how many, at least
   * @return all such calls, in the order in which they began
   * @throws AssertionError if there are fewer; its cause shows the calls that there were
   */
  public List<Invocation> untilInvoked(FakeRunsc fake, InvocationPattern wanted, int times) {
    return until(new InvocationProbe(fake, wanted, times));
  }

  /**
   * Waits until a process has ended, whether or not its parent has noticed.
   *
   * @param process the process
   * @throws AssertionError if it goes on
   */
  public void untilEnded(ProcessHandle process) {
    until(new EndProbe(process));
  }

  /**
   * Waits until a process has ended, whether or not its parent has noticed.
   *
   * @param pid its process id, such as that of a {@link Container}
   * @throws AssertionError if it goes on
   */
  public void untilEnded(long pid) {
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    process.ifPresent(this::untilEnded);
  }

  private <T> T until(Probe<T> probe) {
    long begin = System.nanoTime();
    Polling.until(probe, () -> look(probe), limit, pollInterval);
    T found = probe.result();
    if (found == null) {
      Duration elapsed = Duration.ofNanos(System.nanoTime() - begin);
      throw probe.failure(shown(limit), shown(elapsed));
    }
    return found;
  }

  /** The obstacle first: what it prevents may have come just before it. */
  private void look(Probe<?> probe) {
    Optional<Obstacle> obstacle =
        obstacles.stream().filter(one -> one.isThere().getAsBoolean()).findFirst();
    probe.look();
    if (probe.isDecided()) {
      return;
    }
    if (Thread.currentThread().isInterrupted()) {
      // Awaitility would sleep on.
      probe.hopeless("the waiting thread was interrupted");
    } else if (obstacle.isPresent()) {
      probe.hopeless(obstacle.get().reason());
    }
  }

  private static String shown(Duration duration) {
    long millis = TimeUnit.NANOSECONDS.toMillis(duration.toNanos());
    return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
  }

  private static Duration requirePositive(Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException("not a time to wait: " + duration);
    }
    return duration;
  }
}
