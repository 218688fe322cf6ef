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

package dev.runsc.testkit;

import static dev.runsc.testkit.RunscAssertions.assertThat;
import static dev.runsc.testkit.RunscAssertions.assertThatRunscExceptionIsThrownBy;
import static dev.runsc.testkit.RunscAssertions.then;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runsc.Container;
import dev.runsc.ContainerStatus;
import dev.runsc.ErrorKind;
import dev.runsc.Event;
import dev.runsc.Runsc;
import dev.runsc.RunscException;
import dev.runsc.Stats;
import dev.runsc.fake.FakeRunsc;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.opentest4j.AssertionFailedError;

/** Assertions on events, stats and failures, and the ways from one value to another. */
@ExtendWith(RunscExtension.class)
class RelatedAssertsTest {
  private static final Stats.MemoryEntry NO_MEMORY =
      new Stats.MemoryEntry(
          OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
  private static final Stats STATS =
      new Stats(
          new Stats.Cpu(OptionalLong.of(5), OptionalLong.empty(), OptionalLong.empty(), List.of()),
          new Stats.Memory(
              OptionalLong.empty(),
              new Stats.MemoryEntry(
                  OptionalLong.of(4096),
                  OptionalLong.empty(),
                  OptionalLong.empty(),
                  OptionalLong.empty()),
              NO_MEMORY,
              NO_MEMORY,
              NO_MEMORY,
              Map.of()),
          new Stats.Pids(OptionalLong.of(2), OptionalLong.empty()),
          List.of(),
          Map.of());
  private static final Event EVENT = new Event("stats", "web", Optional.of(STATS), Map.of());
  private static final Event OTHER = new Event("oom", "web", Optional.empty(), Map.of());

  private static void assertFailure(ThrowingCallable assertion, String text) {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(assertion)
        .withMessage(text.stripTrailing());
  }

  @Test
  void eventThatIsAsAsked_passes() {
    assertThat(EVENT).hasType("stats").hasId("web").hasStats().stats().hasPids(2);
    then(OTHER).hasNoStats();
    then(STATS).hasPids(2).memoryUsage().isEqualTo(4096);
    assertThat(STATS).cpuTotal().isPositive();
    assertThat(STATS).pids().isLessThan(3);
    assertThat(STATS).networkInterfaces().isEmpty();
  }

  @Test
  void otherEvent_isShown() {
    assertFailure(
        () -> assertThat(OTHER).hasType("stats"),
        """

        Expecting event:
          oom of web
        to have type:
          "stats"
        but it is:
          "oom"
        """);
    assertFailure(
        () -> assertThat(OTHER).hasStats(),
        "\nExpecting event:\n  oom of web\nto have stats\nbut it has none");
    assertThatThrownBy(() -> assertThat(EVENT).hasNoStats())
        .hasMessageStartingWith(
            "\nExpecting event:\n  stats of web\nto have no stats\nbut it has:\n");
    assertFailure(() -> assertThat(OTHER).stats(), "\nExpecting stats of web\nbut there is none");
    assertThatThrownBy(() -> assertThat((Event) null).hasId("web"))
        .hasMessageContaining("Expecting actual not to be null");
  }

  @Test
  void otherStats_areShown() {
    assertFailure(
        () -> assertThat(STATS).hasPids(3),
        "\nExpecting stats to tell of processes:\n  3\nbut they tell of:\n  2");
    assertFailure(
        () -> assertThat(STATS).hasNetworkInterface("lo"),
        "\nExpecting stats to tell of the network interface:\n  lo\nbut they tell of:\n  []");
    assertFailure(
        () -> assertThat(STATS).memoryLimit(), "\nExpecting memory limit\nbut there is none");
    assertThatThrownBy(() -> assertThat(EVENT).stats().memoryUsage().isZero())
        .hasMessageStartingWith("[memory usage] ");
  }

  @Test
  void failureThatIsAsAsked_passes(Runsc runsc) {
    assertThatRunscExceptionIsThrownBy(() -> runsc.delete("web"))
        .hasKind(ErrorKind.NOT_FOUND)
        .hasExitCode(128)
        .hasMessageContaining("web")
        .argv()
        .contains("delete", "web");
    assertThatRunscExceptionIsThrownBy(() -> runsc.delete("web")).runscMessage().contains("exist");
    assertThatRunscExceptionIsThrownBy(() -> runsc.delete("web")).stderr().isNotEmpty();
    assertThatRunscExceptionIsThrownBy(() -> runsc.delete("web")).stdout().isEmpty();
    assertThatRunscExceptionIsThrownBy(() -> runsc.delete("web"))
        .elapsed()
        .isGreaterThan(Duration.ZERO);
    assertThatRunscExceptionIsThrownBy(
            () -> runsc.toBuilder().command(Path.of("/no/such")).build().list())
        .hasKind(ErrorKind.NOT_STARTABLE)
        .hasNoExitCode();
  }

  @Test
  void otherFailure_isShown(Runsc runsc) {
    RunscException failure =
        org.assertj.core.api.Assertions.catchThrowableOfType(
            RunscException.class, () -> runsc.delete("web"));

    assertThatExceptionOfType(AssertionFailedError.class)
        .isThrownBy(() -> assertThat(failure).hasKind(ErrorKind.EXISTS))
        .satisfies(
            e ->
                org.assertj.core.api.Assertions.assertThat(e.getMessage())
                    .startsWith("\nExpecting failure of runsc:\n  delete of \"web\" failed: ")
                    .endsWith("to have kind:\n  EXISTS\nbut it is:\n  NOT_FOUND"));
    assertThatThrownBy(() -> then(failure).hasExitCode(1))
        .hasMessageEndingWith("to have exit code:\n  1\nbut it is:\n  128");
    assertThatThrownBy(() -> then(failure).hasRunscMessage("so"))
        .hasMessageContaining("to have message of runsc:\n  so\nbut it is:\n  ");
    assertThatThrownBy(() -> then(failure).hasNoExitCode())
        .hasMessageEndingWith("to have exit code:\n  none\nbut it is:\n  128");
    assertThatThrownBy(() -> assertThatRunscExceptionIsThrownBy(() -> {}))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void callLeadsToWhatBelongsToIt(FakeRunsc fake) {
    Executable.call(fake, "--root=/r list --format=json");
    Executable.call(fake, "--root=/r state web");

    assertThat(fake).invoked("list").single().flag("format").isEqualTo("json");
    assertThat(fake).invoked().first().globalFlag("root").startsWith("/");
    assertThat(fake).invoked().last().positionals().containsExactly("web");
    assertThat(fake).invoked().last().argv().endsWith("state", "web");
    assertThat(fake).invoked().last().stderr().isNotEmpty();
    assertThat(fake).invoked("state").first().stdout().isEmpty();
    assertThat(fake).invoked("state").first().elapsed().isPositive();
    assertThat(fake).invoked().invocations().hasSize(2);
    assertFailure(
        () -> assertThat(fake).invoked("state").first().stdin(),
        "\nExpecting standard input of #2 state\nbut there is none");
    assertThatThrownBy(() -> assertThat(fake).invoked("list").first().flag("format").isEqualTo("x"))
        .hasMessageStartingWith("[--format of #1 list] ");
    assertThatThrownBy(() -> assertThat(fake).invoked().single())
        .hasMessageEndingWith("to contain once:\n  (any call)\nbut found it 2 times: #1, #2");
  }

  @Test
  void containerLeadsToWhatBelongsToIt() {
    Container web =
        new Container(
            "1.2.0",
            "web",
            ContainerStatus.STOPPED,
            OptionalInt.empty(),
            Path.of("/b"),
            Map.of("job", "42"),
            Map.of());

    assertThat(web).bundle().hasFileName("b");
    assertThat(web).annotations().containsEntry("job", "42");
  }

  @Test
  void relatedValues_areSoftAsWell(Runsc runsc, FakeRunsc fake) {
    runsc.list();
    RunscException failure =
        org.assertj.core.api.Assertions.catchThrowableOfType(
            RunscException.class, () -> runsc.delete("web"));

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(
            () ->
                RunscSoftAssertions.assertSoftly(
                    softly -> {
                      softly.assertThat(EVENT).hasId("db").stats().hasPids(3).hasPids(4);
                      softly.assertThat(STATS).memoryUsage().isZero();
                      softly.then(OTHER).stats().hasPids(1);
                      softly
                          .assertThat(failure)
                          .hasKind(ErrorKind.EXISTS)
                          .runscMessage()
                          .startsWith("no");
                      softly.assertThat(fake).invoked("list").first().stdout().isEqualTo("no");
                      softly.assertThat(fake).invoked("list").invocations().hasSize(7);
                    }))
        .withMessageContaining("Multiple Failures (9 failures)");
  }
}
