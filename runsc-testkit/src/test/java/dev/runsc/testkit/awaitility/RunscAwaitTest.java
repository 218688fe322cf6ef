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

import static dev.runsc.testkit.RunscAssertions.assertThat;
import static dev.runsc.testkit.RunscAssertions.invocation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.runsc.Container;
import dev.runsc.DeleteOptions;
import dev.runsc.ErrorKind;
import dev.runsc.EventStream;
import dev.runsc.Runsc;
import dev.runsc.RunscException;
import dev.runsc.Signal;
import dev.runsc.fake.FakeRunsc;
import dev.runsc.testkit.Bundles;
import dev.runsc.testkit.RunscExtension;
import dev.runsc.testkit.RunscSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunscExtension.class)
class RunscAwaitTest {
  /** For what comes. */
  private static final RunscAwait AWAIT = RunscAwait.atMost(Duration.ofSeconds(60));

  /** For what does not come. */
  private static final RunscAwait BRIEFLY = RunscAwait.atMost(Duration.ofMillis(100));

  /** For what cannot come: a test that waits for it to the end is seen to do so. */
  private static final RunscAwait FOR_AN_HOUR = RunscAwait.atMost(Duration.ofHours(1));

  private static Executor soon() {
    return CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS);
  }

  private static AssertionError failure(ThrowingCallable wait) {
    List<AssertionError> failures = new ArrayList<>();
    assertThatExceptionOfType(AssertionError.class).isThrownBy(wait).satisfies(failures::add);
    return failures.get(0);
  }

  @Test
  void containerThatComesToIt_isWaitedFor(Runsc runsc, Bundles bundles) {
    Path bundle = bundles.bundle().write();
    CompletableFuture<Void> launched =
        CompletableFuture.runAsync(() -> runsc.create("web", bundle), soon());

    Container created = AWAIT.untilCreated(runsc, "web");
    launched.thenRunAsync(() -> runsc.start("web"), soon());
    Container running = AWAIT.untilRunning(runsc, "web");
    runsc.pause("web");
    AWAIT.untilPaused(runsc, "web");
    runsc.resume("web");
    AWAIT.pollInterval(Duration.ofMillis(1)).untilRunning(runsc, "web");
    CompletableFuture.runAsync(() -> runsc.kill("web", Signal.KILL), soon());
    Container stopped = AWAIT.untilStopped(runsc, "web");
    CompletableFuture.runAsync(() -> runsc.delete("web"), soon());
    AWAIT.untilDeleted(runsc, "web");

    assertThat(created).isCreated();
    assertThat(running).isRunning();
    assertThat(stopped).isStopped();
    assertThat(runsc.list()).isEmpty();
  }

  @Test
  void containerThatIsTooOld_isNotWaitedFor(Runsc runsc, Bundles bundles) {
    Path bundle = bundles.bundle().write();
    runsc.create("web", bundle);
    runsc.start("web");
    runsc.kill("web", Signal.KILL);
    AWAIT.untilStopped(runsc, "web");

    AssertionError failure = failure(() -> FOR_AN_HOUR.untilRunning(runsc, "web"));

    assertThat(failure.getMessage().replaceAll("after [0-9]+ m?s", "after N ms"))
        .isEqualTo(
            """

            Expecting container:
              web
            to be running within 3600 s
            but it is stopped and cannot be running again (given up after N ms); last seen:
              stopped, no pid, bundle %s"""
                .formatted(bundle));
    assertThat(failure).hasNoCause();
  }

  @Test
  void containerThatWasDeleted_isNotWaitedFor(Runsc runsc, FakeRunsc fake, Bundles bundles) {
    runsc.create("web", bundles.bundle().write());
    CompletableFuture.runAsync(
        () -> {
          // Not before it was seen: else it may as well be one that is still to come.
          AWAIT.untilInvoked(fake, "state");
          runsc.delete("web", DeleteOptions.builder().force(true).build());
        });

    AssertionError failure = failure(() -> FOR_AN_HOUR.untilRunning(runsc, "web"));

    assertThat(failure)
        .hasMessageContaining("but it has been deleted (given up after ")
        .hasMessageContaining("last seen:\n  created, pid ")
        .hasMessageContaining("last error:\n  ");
    assertThat(failure.getCause()).isInstanceOf(RunscException.class);
  }

  @Test
  void containerThatDoesNotComeToIt_failsWithItsLastState(Runsc runsc, Bundles bundles) {
    runsc.create("web", bundles.bundle().write());

    assertThat(failure(() -> BRIEFLY.untilRunning(runsc, "web")))
        .hasMessageContaining(
            "to be running within 100 ms\nbut it was not so in time; last seen:\n")
        .hasMessageContaining("last seen:\n  created, pid ")
        .hasNoCause();
    assertThat(failure(() -> BRIEFLY.untilDeleted(runsc, "web")))
        .hasMessageContaining("Expecting container:\n  web\nto be deleted within 100 ms");
  }

  @Test
  void containerThatIsNotThere_failsWithTheLastError(Runsc runsc) {
    AssertionError failure = failure(() -> BRIEFLY.untilRunning(runsc, "web"));

    assertThat(failure).hasMessageContaining("last seen:\n  nothing\nlast error:\n  ");
    assertThat(failure.getCause())
        .isInstanceOfSatisfying(
            RunscException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.NOT_FOUND));
  }

  @Test
  void containerWhoseIdIsLonger_isNotTakenForIt(Runsc runsc, Bundles bundles) {
    runsc.create("web-2", bundles.bundle().write());

    AWAIT.untilDeleted(runsc, "web");
    assertThat(failure(() -> BRIEFLY.untilCreated(runsc, "web")))
        .hasMessageContaining("last seen:\n  nothing");
  }

  @Test
  void runscThatCannotTell_isNotAskedForLong(Runsc runsc) {
    Runsc missing = runsc.toBuilder().command(Path.of("/no/such/runsc")).build();

    assertThat(failure(() -> FOR_AN_HOUR.untilRunning(missing, "web")))
        .hasMessageContaining("but runsc refuses to tell (given up after ")
        .cause()
        .isInstanceOf(RunscException.class);
  }

  @Test
  void event_isWaitedFor(Runsc runsc, Bundles bundles) {
    runsc.create("web", bundles.bundle().write());
    runsc.start("web");
    try (EventStream events = runsc.events("web", Duration.ofSeconds(1))) {
      assertThat(AWAIT.untilEvent(events, event -> event.stats().isPresent(), "with stats").id())
          .isEqualTo("web");
      assertThat(failure(() -> BRIEFLY.untilEvent(events, event -> false, "of another kind")))
          .hasMessageContaining(
              "Expecting events\nto contain one that is:\n  of another kind within 100 ms");
    }
  }

  @Test
  void streamThatEnds_isNotWaitedFor(Runsc runsc, Bundles bundles) {
    runsc.create("web", bundles.bundle().write());
    runsc.start("web");
    try (EventStream events = runsc.events("web", Duration.ofSeconds(1))) {
      CompletableFuture.runAsync(() -> runsc.kill("web", Signal.KILL), soon());

      assertThat(failure(() -> FOR_AN_HOUR.untilEvent(events, event -> false, "of another kind")))
          .hasMessageContaining("but the stream has ended (given up after ");
    }
  }

  @Test
  void calls_areWaitedFor(Runsc runsc, FakeRunsc fake) {
    CompletableFuture.runAsync(
        () -> {
          runsc.list();
          runsc.list();
        },
        soon());

    assertThat(AWAIT.untilInvoked(fake, "list")).hasCommand("list");
    assertThat(AWAIT.untilInvoked(fake, invocation("list"), 2)).hasSize(2);
  }

  @Test
  void callThatDoesNotCome_failsWithTheClosestAsItsCause(Runsc runsc, FakeRunsc fake) {
    runsc.list();

    AssertionError failure = failure(() -> BRIEFLY.untilInvoked(fake, "create"));

    assertThat(failure)
        .hasMessageContaining(":\n  create\nto be recorded within 100 ms")
        .hasMessageContaining(
            "last seen:\n  1 calls, 0 of them as wanted\nlast error:\n  Expecting")
        .cause()
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("closest is #1: verb \"list\" instead of \"create\"");
  }

  @Test
  void obstacle_endsTheWait(FakeRunsc fake) throws IOException {
    Process caller = new ProcessBuilder("true").start();

    assertThat(
            failure(
                () ->
                    FOR_AN_HOUR
                        .givingUpIf(() -> !caller.isAlive(), "the caller has ended")
                        .untilInvoked(fake, "create")))
        .hasMessageContaining("but the caller has ended (given up after ");
  }

  @Test
  @RunscSettings(script = "{\"workloads\": [{\"id\": \"job\", \"exit\": 3}]}")
  void endOfASandbox_isWaitedFor(Runsc runsc, Bundles bundles) {
    runsc.create("job", bundles.bundle().write());
    int pid = runsc.state("job").pid().orElseThrow();

    assertThat(failure(() -> BRIEFLY.untilEnded(pid)))
        .hasMessageContaining("Expecting process:\n  " + pid + "\nto end within 100 ms")
        .hasMessageContaining("last seen:\n  alive: ");
    runsc.start("job");
    AWAIT.untilEnded(pid);
    AWAIT.untilEnded(pid);

    assertThat(runsc.state("job")).isStopped();
  }

  /** Java calls it alive, as long as its parent does not look after it. */
  @Test
  void processThatWasNotReaped_hasEnded() throws IOException {
    Process parent =
        new ProcessBuilder("sh", "-c", "sh -c 'exit 0' & echo $!; exec sleep 1000").start();
    try (BufferedReader reader = parent.inputReader()) {
      AWAIT.untilEnded(Long.parseLong(reader.readLine()));
    } finally {
      parent.destroyForcibly();
    }
  }

  @Test
  void wrongUse_isRefused(FakeRunsc fake) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RunscAwait.atMost(Duration.ZERO))
        .withMessage("not a time to wait: PT0S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AWAIT.pollInterval(Duration.ofSeconds(-1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AWAIT.untilInvoked(fake, invocation("create"), 0))
        .withMessage("no number of calls that can be waited for: 0");
  }

  @Test
  void interruptedThread_doesNotWait(FakeRunsc fake) {
    Thread.currentThread().interrupt();

    AssertionError failure = failure(() -> FOR_AN_HOUR.untilInvoked(fake, "create"));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(failure).hasMessageContaining("but the waiting thread was interrupted");
  }
}
