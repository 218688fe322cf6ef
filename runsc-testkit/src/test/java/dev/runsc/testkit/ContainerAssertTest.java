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

import dev.runsc.Container;
import dev.runsc.ContainerStatus;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opentest4j.AssertionFailedError;

class ContainerAssertTest {
  private static final Container RUNNING = container(ContainerStatus.RUNNING);
  private static final String HEADING =
      """

      Expecting container:
        web   running, pid 4711, bundle /b
      """;

  private static Container container(ContainerStatus status) {
    boolean alive = status != ContainerStatus.STOPPED;
    return new Container(
        "1.2.0",
        "web",
        status,
        alive ? OptionalInt.of(4711) : OptionalInt.empty(),
        Path.of("/b"),
        alive ? Map.of("job", "42") : Map.of(),
        Map.of());
  }

  private static void assertFailure(ThrowingCallable assertion, String text) {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(assertion)
        .withMessage(text.stripTrailing());
  }

  @Test
  void containerThatIsAsAsked_passes() {
    assertThat(RUNNING)
        .hasId("web")
        .hasStatus(ContainerStatus.RUNNING)
        .isRunning()
        .hasPid()
        .hasPid(4711)
        .hasBundle(Path.of("/b"))
        .hasAnnotation("job", "42");
    assertThat(container(ContainerStatus.CREATED)).isCreated();
    assertThat(container(ContainerStatus.PAUSED)).isPaused();
    assertThat(container(ContainerStatus.STOPPED)).isStopped().hasNoPid().hasNoAnnotations();
  }

  @ParameterizedTest
  @EnumSource(ContainerStatus.class)
  void otherStatus_isOfferedAsADifference(ContainerStatus status) {
    ContainerStatus other =
        status == ContainerStatus.STOPPED ? ContainerStatus.RUNNING : ContainerStatus.STOPPED;

    assertThatThrownBy(() -> assertThat(container(status)).hasStatus(other))
        .isInstanceOfSatisfying(
            AssertionFailedError.class,
            e ->
                org.assertj.core.api.Assertions.assertThat(e.getActual().getValue())
                    .isEqualTo(status.runscName()))
        .hasMessageEndingWith(
            "to have status:\n  \"%s\"\nbut it is:\n  \"%s\"",
            other.runscName(), status.runscName());
  }

  @Test
  void eachFailure_showsTheContainer() {
    assertFailure(
        () -> assertThat(RUNNING).isStopped(),
        HEADING
            + """
            to have status:
              "stopped"
            but it is:
              "running"
            """);
    assertFailure(
        () -> assertThat(RUNNING).hasPid(1),
        HEADING
            + """
            to have pid:
              1
            but it is:
              4711
            """);
    assertFailure(
        () -> assertThat(RUNNING).hasNoPid(), HEADING + "to have no pid\nbut it has 4711");
    assertFailure(
        () -> assertThat(RUNNING).hasAnnotation("user", "me"),
        HEADING
            + """
            to have the annotation:
              "user"
            but its annotations are:
              ["job"]
            """);
    assertFailure(
        () -> assertThat(RUNNING).hasAnnotation("job", "43"),
        HEADING
            + """
            to have annotation "job":
              "43"
            but it is:
              "42"
            """);
    assertFailure(
        () -> assertThat(RUNNING).hasNoAnnotations(),
        HEADING
            + """
            to have no annotations
            but they are:
              ["job"]
            """);
    assertFailure(
        () -> assertThat(RUNNING).hasBundle(Path.of("/c")),
        HEADING
            + """
            to have bundle:
              "/c"
            but it is:
              "/b"
            """);
    assertFailure(
        () -> assertThat(RUNNING).hasId("db"),
        HEADING
            + """
            to have id:
              "db"
            but it is:
              "web"
            """);
    assertFailure(
        () -> assertThat(container(ContainerStatus.STOPPED)).hasPid(1),
        """

        Expecting container:
          web   stopped, no pid, bundle /b
        to have a pid
        but it has none
        """);
  }

  @Test
  void noContainer_isSaidSo() {
    assertThatThrownBy(() -> assertThat((Container) null).isRunning())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Expecting actual not to be null");
  }
}
