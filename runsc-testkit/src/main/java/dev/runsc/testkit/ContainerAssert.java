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

import dev.runsc.Container;
import dev.runsc.ContainerStatus;
import java.nio.file.Path;
import java.util.Objects;
import org.assertj.core.api.AbstractPathAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.MapAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on what runsc says about a container.
 *
 * <pre>{@code
 * assertThat(runsc.state("web")).isRunning().hasPid().hasBundle(bundle);
 * }</pre>
 *
 * <p>Not thread-safe: an assertion belongs to the thread that makes it.
 *
 * @since 0.1.0
 */
public class ContainerAssert extends KitAssert<ContainerAssert, Container> {

  /**
   * Begins assertions on a container.
   *
   * @param actual the container
   */
  public ContainerAssert(@Nullable Container actual) {
    super(actual, ContainerAssert.class);
  }

  /**
   * Verifies the id.
   *
   * @param id the full id
   * @return this
   * @throws AssertionError if it is another one
   */
  public ContainerAssert hasId(String id) {
    isNotNull();
    return value("id", actual.id(), Objects.requireNonNull(id, "id"));
  }

  /**
   * Verifies the status.
   *
   * @param status the status
   * @return this
   * @throws AssertionError if it is another one
   */
  public ContainerAssert hasStatus(ContainerStatus status) {
    isNotNull();
    return value(
        "status",
        actual.status().runscName(),
        Objects.requireNonNull(status, "status").runscName());
  }

  /**
   * Verifies that the container is created and not yet started.
   *
   * @return this
   * @throws AssertionError if it has another status
   */
  public ContainerAssert isCreated() {
    return hasStatus(ContainerStatus.CREATED);
  }

  /**
   * Verifies that the container's program is running.
   *
   * @return this
   * @throws AssertionError if it has another status
   */
  public ContainerAssert isRunning() {
    return hasStatus(ContainerStatus.RUNNING);
  }

  /**
   * Verifies that the container is paused.
   *
   * @return this
   * @throws AssertionError if it has another status
   */
  public ContainerAssert isPaused() {
    return hasStatus(ContainerStatus.PAUSED);
  }

  /**
   * Verifies that the container's program has ended.
   *
   * @return this
   * @throws AssertionError if it has another status
   */
  public ContainerAssert isStopped() {
    return hasStatus(ContainerStatus.STOPPED);
  }

  /**
   * Verifies that the container has a process.
   *
   * @return this
   * @throws AssertionError if it has none
   */
  public ContainerAssert hasPid() {
    isNotNull();
    if (actual.pid().isEmpty()) {
      throw failure("%s", heading() + "to have a pid\nbut it has none");
    }
    return myself;
  }

  /**
   * Verifies the container's process.
   *
   * @param pid the sandbox process on the host
   * @return this
   * @throws AssertionError if it is another one, or none
   */
  public ContainerAssert hasPid(int pid) {
    hasPid();
    return value("pid", actual.pid().getAsInt(), pid);
  }

  /**
   * Verifies that the container has no process any more.
   *
   * @return this
   * @throws AssertionError if it has one
   */
  public ContainerAssert hasNoPid() {
    isNotNull();
    if (actual.pid().isPresent()) {
      throw failure("%s", heading() + "to have no pid\nbut it has " + actual.pid().getAsInt());
    }
    return myself;
  }

  /**
   * Verifies the bundle.
   *
   * @param bundle the directory as {@code create} was told it; a slash at the end makes no
   *     difference
   * @return this
   * @throws AssertionError if it is another one
   */
  public ContainerAssert hasBundle(Path bundle) {
    isNotNull();
    return value("bundle", actual.bundle(), Objects.requireNonNull(bundle, "bundle"));
  }

  /**
   * Verifies an annotation of the bundle.
   *
   * @param name the annotation's name
   * @param value its value
   * @return this
   * @throws AssertionError if it is not there, or has another value
   */
  public ContainerAssert hasAnnotation(String name, String value) {
    isNotNull();
    String found = actual.annotations().get(name);
    if (found == null) {
      throw failure(
          "%s",
          heading()
              + "to have the annotation:\n  "
              + Words.quote(name)
              + "\nbut its annotations are:\n  "
              + Words.list(actual.annotations().keySet().stream().toList()));
    }
    return value("annotation " + Words.quote(name), found, Objects.requireNonNull(value, "value"));
  }

  /**
   * Verifies that there are no annotations.
   *
   * @return this
   * @throws AssertionError if there is one
   */
  public ContainerAssert hasNoAnnotations() {
    isNotNull();
    if (!actual.annotations().isEmpty()) {
      throw failure(
          "%s",
          heading()
              + "to have no annotations\nbut they are:\n  "
              + Words.list(actual.annotations().keySet().stream().toList()));
    }
    return myself;
  }

  /**
   * Goes on with the bundle.
   *
   * @return assertions on its path
   */
  public AbstractPathAssert<?> bundle() {
    return navigation.to(
        "bundle of the container",
        actual == null ? null : actual.bundle(),
        Assertions::assertThat,
        RunscSoftAssertions::assertThat);
  }

  /**
   * Goes on with the annotations of the bundle.
   *
   * @return assertions on the annotations by name
   */
  public MapAssert<String, String> annotations() {
    return navigation.to(
        "annotations of the container",
        actual == null ? null : actual.annotations(),
        Assertions::assertThat,
        RunscSoftAssertions::assertThat);
  }

  private <T> ContainerAssert value(String what, T found, T expected) {
    if (!found.equals(expected)) {
      throw failureWithActualExpected(
          found,
          expected,
          "%s",
          heading()
              + "to have "
              + what
              + ":\n  "
              + shown(expected)
              + "\nbut it is:\n  "
              + shown(found));
    }
    return myself;
  }

  private static String shown(Object value) {
    return value instanceof Integer ? value.toString() : Words.quote(value.toString());
  }

  private String heading() {
    String pid = actual.pid().isPresent() ? "pid " + actual.pid().getAsInt() : "no pid";
    return "\nExpecting container:\n  "
        + Words.word(actual.id())
        + "   "
        + actual.status().runscName()
        + ", "
        + pid
        + ", bundle "
        + Words.word(actual.bundle().toString())
        + "\n";
  }
}
