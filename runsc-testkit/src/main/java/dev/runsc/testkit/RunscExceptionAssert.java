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

import dev.runsc.ErrorKind;
import dev.runsc.RunscException;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalInt;
import org.assertj.core.api.AbstractDurationAssert;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ListAssert;
import org.assertj.core.api.RecursiveAssertionAssert;
import org.assertj.core.api.recursive.assertion.RecursiveAssertionConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on a call of runsc that did not do what was asked, beside AssertJ's own on any
 * exception.
 *
 * <pre>{@code
 * assertThatRunscExceptionIsThrownBy(() -> runsc.delete("web"))
 *     .hasKind(ErrorKind.NOT_FOUND).hasExitCode(128).runscMessage().contains("web");
 * }</pre>
 *
 * <p>Not thread-safe: an assertion belongs to the thread that makes it.
 *
 * @since 0.1.0
 */
public class RunscExceptionAssert
    extends AbstractThrowableAssert<RunscExceptionAssert, RunscException> {
  /** Moves on to related values. */
  final Navigation navigation = new Navigation();

  /**
   * Begins assertions on an exception.
   *
   * @param actual the exception
   */
  public RunscExceptionAssert(@Nullable RunscException actual) {
    super(actual, RunscExceptionAssert.class);
  }

  /**
   * Verifies what kind of failure it is.
   *
   * @param kind the kind
   * @return this
   * @throws AssertionError if it is another one
   */
  public RunscExceptionAssert hasKind(ErrorKind kind) {
    isNotNull();
    return value("kind", actual.kind(), Objects.requireNonNull(kind, "kind"));
  }

  /**
   * Verifies the exit code of the command.
   *
   * @param code the code
   * @return this
   * @throws AssertionError if it is another one, or there is none
   */
  public RunscExceptionAssert hasExitCode(int code) {
    isNotNull();
    OptionalInt found = actual.exitCode();
    return value("exit code", found.isPresent() ? (Object) found.getAsInt() : "none", code);
  }

  /**
   * Verifies that the command did not start, or did not end by itself.
   *
   * @return this
   * @throws AssertionError if there is an exit code
   */
  public RunscExceptionAssert hasNoExitCode() {
    isNotNull();
    OptionalInt found = actual.exitCode();
    return value("exit code", found.isPresent() ? (Object) found.getAsInt() : "none", "none");
  }

  /**
   * Verifies what runsc itself said.
   *
   * @param message all of it
   * @return this
   * @throws AssertionError if it said something else, or nothing
   */
  public RunscExceptionAssert hasRunscMessage(String message) {
    isNotNull();
    return value(
        "message of runsc",
        actual.runscMessage().orElse("none"),
        Objects.requireNonNull(message, "message"));
  }

  /**
   * Goes on with what runsc itself said.
   *
   * @return assertions on the text
   * @throws AssertionError if it said nothing
   */
  public AbstractStringAssert<?> runscMessage() {
    return text("message of runsc", actual == null ? null : actual.runscMessage().orElse(null));
  }

  /**
   * Goes on with what the command wrote on standard output.
   *
   * @return assertions on the text
   */
  public AbstractStringAssert<?> stdout() {
    return text("standard output", actual == null ? null : actual.stdout());
  }

  /**
   * Goes on with what the command wrote on standard error.
   *
   * @return assertions on the text
   */
  public AbstractStringAssert<?> stderr() {
    return text("standard error", actual == null ? null : actual.stderr());
  }

  /**
   * Goes on with the command line.
   *
   * @return assertions on command and arguments
   */
  public ListAssert<String> argv() {
    return navigation.to(
        "command line",
        actual == null ? null : actual.argv(),
        Assertions::assertThat,
        RunscSoftAssertions::assertThat);
  }

  /**
   * Goes on with how long the call took.
   *
   * @return assertions on the duration
   */
  public AbstractDurationAssert<?> elapsed() {
    Duration elapsed = actual == null ? null : actual.elapsed();
    return navigation.to(
        "duration", elapsed, Assertions::assertThat, RunscSoftAssertions::assertThat);
  }

  private AbstractStringAssert<?> text(String name, @Nullable String value) {
    return navigation.to(name, value, Assertions::assertThat, RunscSoftAssertions::assertThat);
  }

  private RunscExceptionAssert value(String what, Object found, Object expected) {
    if (!found.equals(expected)) {
      throw failureWithActualExpected(
          found,
          expected,
          "%s",
          "\nExpecting failure of runsc:\n  "
              + String.valueOf(actual.getMessage()).strip().replace("\n", "\n  ")
              + "\nto have "
              + what
              + ":\n  "
              + expected
              + "\nbut it is:\n  "
              + found);
    }
    return myself;
  }

  /** Not to be overridden, for the reason that {@link KitAssert} tells. */
  @Override
  public final RecursiveAssertionAssert usingRecursiveAssertion(
      RecursiveAssertionConfiguration configuration) {
    return super.usingRecursiveAssertion(configuration);
  }
}
