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
import static dev.runsc.testkit.RunscAssertions.invocation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runsc.fake.FakeRunsc;
import dev.runsc.fake.Script;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.Condition;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FakeRunscAssertTest {
  @RegisterExtension
  static final RunscExtension RUNSC =
      RunscExtension.builder()
          .script(
              Script.parse(
                  """
                  {"replies": [
                    {"on": {"command": "start"}, "reply": [{"exit": 128}]},
                    {"on": {"command": {"present": true}}, "reply": [{"exit": 0}]}
                  ]}
                  """))
          .build();

  private static final String LOG =
      """

      Expecting invocations:
        #1 create --bundle /b c1   exit 0
        #2 start c1                exit 128
      """;

  private FakeRunsc fake;

  /** The calls of the example in the house style. */
  @BeforeEach
  void callCreateAndStart(FakeRunsc fake) {
    this.fake = fake;
    Executable.call(fake, "--root=/r --platform=ptrace create --bundle=/b c1");
    Executable.call(fake, "--root=/r --platform=ptrace start c1");
  }

  private static void assertFailure(ThrowingCallable assertion, String text) {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(assertion)
        .withMessage(text.stripTrailing());
  }

  @Test
  void callsThatMatch_pass() {
    assertThat(fake)
        .invoked("create")
        .withFlag("bundle")
        .withFlag("bundle", "/b")
        .withFlag("bundle", Path.of("/b/"))
        .withFlagValues("bundle", "/b")
        .withoutFlag("pid-file")
        .withGlobalFlag("root")
        .withGlobalFlag("root", "/r")
        .withGlobalFlag("root", Path.of("/r"))
        .withoutGlobalFlag("debug")
        .withId("c1")
        .withPositional("c1")
        .withPositionals("c1")
        .withArgv("--root=/r", "--platform=ptrace", "create", "--bundle=/b", "c1")
        .exited(0)
        .withFlag("bundle", new Condition<>(value -> value.startsWith("/"), "absolute"))
        .withGlobalFlag("root", new Condition<>(value -> value.startsWith("/"), "absolute"))
        .tookAtLeast(Duration.ZERO)
        .tookAtMost(Duration.ofHours(1))
        .matching(call -> call.pid() > 0, "a process")
        .once()
        .times(1)
        .atLeast(1)
        .atMost(1)
        .before("start")
        .neverAfter("start")
        .neverAfter("kill")
        .allSatisfy(call -> assertThat(call.stdout()).isEmpty())
        .invoked("start")
        .exited(128)
        .after("create")
        .hasNoOtherInvocations()
        .invoked()
        .times(2)
        .neverInvoked("kill")
        .neverInvoked(invocation("start").withFlag("force"))
        .invokedInOrder("create", "start")
        .invokedInOrder(invocation("create").withId("c1"), invocation("start"))
        .invokedInSequence("create", "start")
        .invokedInSequence(invocation("start").withId("c1"))
        .invokedExactly("create", "start")
        .invokedExactly(invocation("create").withFlag("bundle"), invocation("start"));
  }

  @Test
  void noCallAtAll_isSaidToBeNone() {
    fake.reset();

    assertFailure(
        () -> assertThat(fake).invoked("delete"),
        """

        Expecting invocations:
          (none)
        to contain:
          delete
        but there was none
        """);
    assertThatCode(() -> assertThat(fake).neverInvoked()).doesNotThrowAnyException();
  }

  @Test
  void commandThatWasNotCalled_namesTheClosest() {
    assertFailure(
        () -> assertThat(fake).invoked(invocation("delete").withFlag("force").withId("c1")),
        LOG
            + """
            to contain:
              delete --force c1
            but none matched; closest is #2: verb "start" instead of "delete"
            """);
  }

  @Test
  void flagWithAnotherValue_isMarked() {
    assertFailure(
        () -> assertThat(fake).invoked("create").withFlag("bundle", Path.of("/bundle")),
        // tag::failure[]
        """

        Expecting invocations:
          #1 create --bundle /b c1   exit 0
                    ^^^^^^^^^^^
          #2 start c1                exit 128
        to contain:
          create --bundle /bundle
        but none matched; closest is #1: --bundle "/b" instead of "/bundle"
        """
        // end::failure[]
        );
  }

  @Test
  void flagThatIsMissing_isNamed() {
    assertFailure(
        () -> assertThat(fake).invoked("start").withFlag("force"),
        LOG
            + """
            to contain:
              start --force
            but none matched; closest is #2: no --force
            """);
  }

  @Test
  void flagThatIsGivenBeforeTheVerb_isSaidToBeGlobal() {
    assertFailure(
        () -> assertThat(fake).invoked("start").withFlag("root", "/r"),
        LOG
            + """
            to contain:
              start --root /r
            but none matched; closest is #2: no --root after the verb, only a global one
            """);
    assertThatThrownBy(() -> assertThat(fake).invoked("create").withGlobalFlag("bundle"))
        .hasMessageEndingWith("no global --bundle, only one after the verb");
  }

  @Test
  void unwantedFlag_isMarked() {
    assertFailure(
        () -> assertThat(fake).invoked("create").withoutFlag("bundle"),
        """

        Expecting invocations:
          #1 create --bundle /b c1   exit 0
                    ^^^^^^^^^^^
          #2 start c1                exit 128
        to contain:
          create   no --bundle
        but none matched; closest is #1: an unwanted --bundle
        """);
  }

  @Test
  void globalFlagWithAnotherValue_isShownAndMarked() {
    assertFailure(
        () -> assertThat(fake).invoked("start").withGlobalFlag("platform", "systrap"),
        """

        Expecting invocations:
          #1 --platform ptrace create --bundle /b c1   exit 0
          #2 --platform ptrace start c1                exit 128
             ^^^^^^^^^^^^^^^^^
        to contain:
          --platform systrap start
        but none matched; closest is #2: global --platform "ptrace" instead of "systrap"
        """);
  }

  @Test
  void switchedOffFlag_countsAsNotGiven() {
    Executable.call(fake, "delete --force=false c1");

    assertThat(fake).invoked("delete").withoutFlag("force").withFlag("force", "false");
    assertFailure(
        () -> assertThat(fake).invoked("delete").withFlag("force"),
        """

        Expecting invocations:
          #1 create --bundle /b c1     exit 0
          #2 start c1                  exit 128
          #3 delete --force=false c1   exit 0
                    ^^^^^^^^^^^^^
        to contain:
          delete --force
        but none matched; closest is #3: --force switched off
        """);
  }

  @Test
  void otherIdAndExit_areBothNamed() {
    assertFailure(
        () -> assertThat(fake).invoked("start").withId("c2"),
        """

        Expecting invocations:
          #1 create --bundle /b c1   exit 0
          #2 start c1                exit 128
                   ^^
        to contain:
          start c2
        but none matched; closest is #2: id "c1" instead of "c2"
        """);
    assertThatThrownBy(() -> assertThat(fake).invoked(invocation("start").withId("c2").exited(0)))
        .hasMessageEndingWith("closest is #2: id \"c1\" instead of \"c2\", exit 128 instead of 0");
  }

  @Test
  void otherPositionals_areListed() {
    assertFailure(
        () -> assertThat(fake).invoked("start").withPositionals("c1", "c2"),
        LOG
            + """
            to contain:
              start c1 c2
            but none matched; closest is #2: positionals ["c1"] instead of ["c1", "c2"]
            """);
    assertThatThrownBy(() -> assertThat(fake).invoked("start").withPositional("c2"))
        .hasMessageEndingWith("closest is #2: positionals [\"c1\"] without \"c2\"");
  }

  @Test
  void otherArgv_isListed() {
    assertFailure(
        () -> assertThat(fake).invoked("start").withArgv("start", "c1"),
        LOG
            + """
            to contain:
              start   argv ["start", "c1"]
            but none matched; closest is #2: argv ["--root=/r", "--platform=ptrace", "start", "c1"] instead of ["start", "c1"]
            """);
  }

  @Test
  void otherMatch_isDescribed() {
    assertFailure(
        () -> assertThat(fake).invoked("start").matching(call -> call.pid() == 0, "of no process"),
        LOG
            + """
            to contain:
              start   of no process
            but none matched; closest is #2: not of no process
            """);
  }

  @Test
  void wrongCount_namesThoseFoundAndTheClosestOther() {
    Executable.call(fake, "start c2");
    String log = LOG + "  #3 start c2                exit 128\n";

    assertFailure(
        () -> assertThat(fake).invoked("start").once(),
        log
            + """
            to contain once:
              start
            but found it 2 times: #2, #3
            """);
    assertFailure(
        () -> assertThat(fake).invoked("start").withId("c2").atLeast(2),
        """

        Expecting invocations:
          #1 create --bundle /b c1   exit 0
          #2 start c1                exit 128
                   ^^
          #3 start c2                exit 128
        to contain at least 2 times:
          start c2
        but found it once: #3; closest other is #2: id "c1" instead of "c2"
        """);
    assertThatThrownBy(() -> assertThat(fake).invoked("start").atMost(1))
        .hasMessageContaining("to contain at most once:\n  start\nbut found it 2 times: #2, #3");
  }

  @Test
  void unwantedCall_isNamed() {
    assertFailure(
        () -> assertThat(fake).neverInvoked(invocation("start").withoutFlag("force")),
        LOG
            + """
            not to contain:
              start   no --force
            but found it once: #2
            """);
    assertFailure(
        () -> assertThat(fake).neverInvoked(),
        LOG
            + """
            not to contain:
              (any call)
            but found it 2 times: #1, #2
            """);
  }

  @Test
  void wrongOrder_saysWhatIsMissingWhere() {
    assertFailure(
        () -> assertThat(fake).invokedInOrder("start", "create"),
        LOG
            + """
            to contain in this order:
              start
              create
            but after #2 there is no create, only at #1
            """);
    assertThatThrownBy(() -> assertThat(fake).invokedInOrder("create", "kill"))
        .hasMessageEndingWith("but after #1 there is no kill");
    assertThatThrownBy(() -> assertThat(fake).invokedInOrder("kill", "create"))
        .hasMessageEndingWith(
            "but there is no kill; closest is #2: verb \"start\" instead of \"kill\"");
  }

  @Test
  void otherThanExactly_saysWhere() {
    assertFailure(
        () -> assertThat(fake).invokedExactly("create", "delete"),
        LOG
            + """
            to be exactly:
              create
              delete
            but differ at #2: verb "start" instead of "delete"
            """);
    assertThatThrownBy(() -> assertThat(fake).invokedExactly("create"))
        .hasMessageEndingWith("but #2 came as well");
    assertThatThrownBy(() -> assertThat(fake).invokedExactly("create", "start", "kill"))
        .hasMessageEndingWith("but ended before kill");
  }

  @Test
  void wrongRelation_namesBoth() {
    assertFailure(
        () -> assertThat(fake).invoked("create").after("start"),
        LOG
            + """
            to contain each of:
              create
            after each of:
              start
            but #1 is not after #2
            """);
    assertThatThrownBy(() -> assertThat(fake).invoked("start").before("create"))
        .hasMessageEndingWith("but #2 is not before #1");
    assertThatThrownBy(() -> assertThat(fake).invoked("create").before("kill"))
        .hasMessageEndingWith("closest is #2: verb \"start\" instead of \"kill\"");
  }

  @Test
  void brokenSequence_saysWhere() {
    Executable.call(fake, "list");
    assertThatThrownBy(() -> assertThat(fake).invokedInSequence("create", "list"))
        .hasMessageEndingWith(
            """
            to contain directly one after the other:
              create
              list
            but directly after #1 comes #2 instead of list""");
    assertThatThrownBy(() -> assertThat(fake).invokedInSequence("list", "start"))
        .hasMessageEndingWith("but directly after #3 comes nothing instead of start");
    assertThatThrownBy(() -> assertThat(fake).invokedInSequence("kill"))
        .hasMessageEndingWith("but there is no kill");
  }

  @Test
  void callAfterAnother_isNamed() {
    assertFailure(
        () -> assertThat(fake).invoked("start").neverAfter(invocation("create").withId("c1")),
        LOG
            + """
            to contain none of:
              start
            after any of:
              create c1
            but #2 is after #1
            """);
  }

  @Test
  void recordedInputAndEnvironment_canBeAskedFor() throws Exception {
    fake.script(
        Script.parse(
            """
            {"replies": [{"on": {"command": "exec", "stdin": {"present": true}}, "reply": {"exit": 0}}]}
            """));
    Process call = new ProcessBuilder(fake.executable().toString(), "exec", "c1", "cat").start();
    try (OutputStream in = call.getOutputStream()) {
      in.write("{\"a\": 1, \"b\": [2]}".getBytes(StandardCharsets.UTF_8));
    }
    call.waitFor();

    assertThat(fake)
        .invoked("exec")
        .withStdin("{\"a\": 1, \"b\": [2]}")
        .withStdinJson("{\"b\": [2], \"a\": 1}");
    assertThatThrownBy(() -> assertThat(fake).invoked("exec").withStdinJson("{\"a\": 2}"))
        .hasMessageContaining("exec   JSON {\"a\":2} on standard input\n")
        .hasMessageEndingWith("instead of \"{\\\"a\\\":2}\"");
    assertThatThrownBy(() -> assertThat(fake).invoked("exec").withEnvironment("LANG", "C"))
        .hasMessageEndingWith(
            "LANG was not set, or the fake was not told to record it: recorded are []");
  }

  @Test
  void otherInvocations_areNamed() {
    assertFailure(
        () -> assertThat(fake).invoked("create").withId("c1").hasNoOtherInvocations(),
        LOG
            + """
            to contain nothing but:
              create c1
            but found #2 as well
            """);
  }

  @Test
  void unsatisfiedRequirements_areTheCause() {
    assertThatThrownBy(
            () -> assertThat(fake).invoked("start").allSatisfy(call -> assertThat(call).exited(0)))
        .hasMessageStartingWith(
            LOG
                + """
                to satisfy the requirements in each:
                  start
                but #2 does not: Expecting invocation:
                """)
        .hasCauseInstanceOf(AssertionError.class);
  }

  @Test
  void description_isKept() {
    assertThatThrownBy(() -> assertThat(fake).as("cleanup of %s", "c1").invoked("delete"))
        .hasMessageStartingWith("[cleanup of c1] \nExpecting invocations:\n  #1 create");
  }

  @Test
  void malformedCall_isShownAsItWas() {
    fake.script(Script.empty());
    Executable.call(fake, "--root=/r delete --nosuch=1 c1");

    assertThatThrownBy(() -> assertThat(fake).invoked("kill"))
        .hasMessageContaining("  #3 --root=/r delete --nosuch=1 c1   exit 128\n");
  }

  @Test
  void wrongUse_isRefused() {
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> assertThat(fake).withFlag("force"))
        .withMessage(
            "no calls are selected yet: write assertThat(fake).invoked(\"create\") first, or"
                + " invoked() for the calls of any command");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> assertThat(fake).invoked("create").withFlag("--bundle"))
        .withMessage(
            "not the name of a flag: \"--bundle\"; flags are named without dashes and values,"
                + " such as \"force\"");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> assertThat(fake).invoked("create").times(0))
        .withMessage(
            "not a count of calls that were made: 0; write neverInvoked(\"create\") for none");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> assertThat(fake).invoked("--root"))
        .withMessageStartingWith("not a command: \"--root\"");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> assertThat(fake).invokedInOrder(new String[0]));
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> assertThat(fake).invoked("create").withFlagValues("env"));
  }

  @Test
  void noFake_isSaidSo() {
    assertThatThrownBy(() -> assertThat((FakeRunsc) null).invoked("create"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Expecting actual not to be null");
  }
}
