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
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runsc.fake.Call;
import dev.runsc.fake.Invocation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.assertj.core.api.Condition;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

class InvocationAssertTest {
  private static final Invocation CREATE = Invocations.create();
  private static final String HEADING =
      """

      Expecting invocation:
        #1 create --bundle /b c1   exit 0
      """;

  private static void assertFailure(ThrowingCallable assertion, String text) {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(assertion)
        .withMessage(text.stripTrailing());
  }

  @Test
  void callThatIsAsAsked_passes() {
    assertThat(CREATE)
        .hasCommand("create")
        .hasFlag("bundle")
        .hasFlag("bundle", "/b")
        .hasFlag("bundle", Path.of("/b"))
        .hasFlagValues("bundle", "/b")
        .doesNotHaveFlag("pid-file")
        .hasGlobalFlag("root")
        .hasGlobalFlag("root", "/r")
        .hasGlobalFlag("root", Path.of("/r"))
        .doesNotHaveGlobalFlag("debug")
        .hasId("c1")
        .hasPositional("c1")
        .hasPositionals("c1")
        .hasArgv("--root=/r", "create")
        .exited(0)
        .hasWorkingDirectory(Path.of("/srv"))
        .hasStdout("out\n")
        .hasStderr("err\n")
        .hasEnvironment("GREETING", "hello")
        .hasFlag("bundle", new Condition<>(value -> value.startsWith("/"), "absolute"))
        .hasGlobalFlag("root", new Condition<>(value -> value.startsWith("/"), "absolute"))
        .tookAtLeast(Duration.ofMillis(2))
        .tookAtMost(Duration.ofMillis(2));
  }

  @Test
  void otherCommand_isNamed() {
    assertFailure(
        () -> assertThat(CREATE).hasCommand("run"),
        HEADING
            + """
            to have:
              run
            but it differs: verb "create" instead of "run"
            """);
  }

  @Test
  void flagThatIsNotAsDescribed_isMarked() {
    assertFailure(
        () ->
            assertThat(CREATE)
                .hasFlag("bundle", new Condition<>(value -> value.isEmpty(), "an empty path")),
        """

        Expecting invocation:
          #1 create --bundle /b c1   exit 0
                    ^^^^^^^^^^^
        to have:
          --bundle "<an empty path>"
        but it differs: --bundle "/b" instead of "<an empty path>"
        """);
  }

  @Test
  void otherDuration_isNamed() {
    assertFailure(
        () -> assertThat(CREATE).tookAtLeast(Duration.ofMillis(3)),
        HEADING
            + """
            to have:
              taking at least 3 ms
            but it differs: took 2 ms instead of at least 3 ms
            """);
    assertThatThrownBy(() -> assertThat(CREATE).tookAtMost(Duration.ofMillis(1)))
        .hasMessageEndingWith("but it differs: took 2 ms instead of at most 1 ms");
  }

  @Test
  void stdinThatIsNotRecorded_isNotTakenForEmpty() {
    assertFailure(
        () -> assertThat(CREATE).hasStdin("{}"),
        HEADING
            + """
            to have:
              standard input "{}"
            but it differs: its standard input is not recorded (a script entry with "stdin" has it recorded)
            """);
    assertThatThrownBy(() -> assertThat(CREATE).hasStdinJson("{}"))
        .hasMessageContaining("is not recorded");
    assertThatThrownBy(() -> assertThat(CREATE).hasStdinJson("{"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no JSON: \"{\"");
  }

  @Test
  void otherFlagValue_isMarked() {
    assertFailure(
        () -> assertThat(CREATE).hasFlag("bundle", "/c"),
        """

        Expecting invocation:
          #1 create --bundle /b c1   exit 0
                    ^^^^^^^^^^^
        to have:
          --bundle /c
        but it differs: --bundle "/b" instead of "/c"
        """);
  }

  @Test
  void unwantedGlobalFlag_isShownAndMarked() {
    assertFailure(
        () -> assertThat(CREATE).doesNotHaveGlobalFlag("root"),
        """

        Expecting invocation:
          #1 --root /r create --bundle /b c1   exit 0
             ^^^^^^^^^
        to have:
          no global --root
        but it differs: an unwanted global --root
        """);
  }

  @Test
  void otherArgv_isOfferedAsADifference() {
    assertThatThrownBy(() -> assertThat(CREATE).hasArgv("create"))
        .isInstanceOfSatisfying(
            AssertionFailedError.class,
            e -> {
              org.assertj.core.api.Assertions.assertThat(e.getExpected().getValue())
                  .isEqualTo(List.of("create"));
              org.assertj.core.api.Assertions.assertThat(e.getActual().getValue())
                  .isEqualTo(List.of("--root=/r", "create"));
            })
        .hasMessage(
            HEADING
                + """
                to have:
                  argv ["create"]
                but it differs: argv ["--root=/r", "create"] instead of ["create"]""");
  }

  @Test
  void otherOutput_isQuoted() {
    assertFailure(
        () -> assertThat(CREATE).hasStdout(""),
        HEADING
            + """
            to have standard output:
              ""
            but it is:
              "out\\n"
            """);
    assertThatThrownBy(() -> assertThat(CREATE).hasStderr("x"))
        .isInstanceOf(AssertionFailedError.class)
        .hasMessageEndingWith("but it is:\n  \"err\\n\"");
    assertThatThrownBy(() -> assertThat(CREATE).hasWorkingDirectory(Path.of("/")))
        .hasMessageEndingWith("to have working directory:\n  \"/\"\nbut it is:\n  \"/srv\"");
  }

  @Test
  void environmentThatIsNotRecorded_isNotTakenForUnset() {
    assertFailure(
        () -> assertThat(CREATE).hasEnvironment("HOME", "/root"),
        HEADING
            + """
            to have:
              environment HOME=/root
            but it differs: HOME was not set, or the fake was not told to record it: recorded are ["GREETING"]
            """);
    assertThatThrownBy(() -> assertThat(CREATE).hasEnvironment("GREETING", "bye"))
        .hasMessageEndingWith(
            "to have:\n  environment GREETING=bye\nbut it differs: GREETING=hello instead of"
                + " \"bye\"");
  }

  @Test
  void callWithoutVerbAndExit_isShownSo() {
    Call call = new Call(Map.of(), "", Map.of(), List.of());
    Invocation invocation =
        Invocations.of(3, OptionalInt.empty(), call, "model", Optional.of("the caller died"));

    assertFailure(
        () -> assertThat(invocation).exited(0),
        """

        Expecting invocation:
          #3 (no verb)   no exit (the caller died)
        to have:
          exit 0
        but it differs: no exit (the caller died) instead of 0
        """);
    assertThatThrownBy(() -> assertThat(invocation).hasCommand("list"))
        .hasMessageEndingWith("but it differs: no verb instead of \"list\"");
    assertThatThrownBy(() -> assertThat(invocation).hasId("c1"))
        .hasMessageEndingWith("but it differs: no id instead of \"c1\"");
  }

  @Test
  void noInvocation_isSaidSo() {
    assertThatThrownBy(() -> assertThat((Invocation) null).exited(0))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Expecting actual not to be null");
  }
}
