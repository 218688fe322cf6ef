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
import dev.runsc.Event;
import dev.runsc.RunscException;
import dev.runsc.Stats;
import dev.runsc.fake.FakeRunsc;
import dev.runsc.fake.Invocation;
import org.assertj.core.annotation.CheckReturnValue;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/**
 * Where assertions on fakes, calls, containers, events, stats and failures begin.
 *
 * <p>Imported statically beside AssertJ's own {@code assertThat}, which it goes together with.
 *
 * <pre>{@code
 * assertThat(fake).invoked("create").withFlag("bundle", bundle).once();
 * assertThat(runsc.state("web")).isRunning();
 * }</pre>
 *
 * <p>Has no state.
 *
 * @since 0.1.0
 */
@CheckReturnValue
public final class RunscAssertions {
  private RunscAssertions() {}

  /**
   * Begins assertions on the calls that a fake has recorded.
   *
   * @param actual the fake
   * @return the assertions
   */
  public static FakeRunscAssert assertThat(@Nullable FakeRunsc actual) {
    return new FakeRunscAssert(actual);
  }

  /**
   * Begins assertions on one call.
   *
   * @param actual the call
   * @return the assertions
   */
  public static InvocationAssert assertThat(@Nullable Invocation actual) {
    return new InvocationAssert(actual);
  }

  /**
   * Begins assertions on a container.
   *
   * @param actual the container
   * @return the assertions
   */
  public static ContainerAssert assertThat(@Nullable Container actual) {
    return new ContainerAssert(actual);
  }

  /**
   * Begins assertions on an event.
   *
   * @param actual the event
   * @return the assertions
   */
  public static EventAssert assertThat(@Nullable Event actual) {
    return new EventAssert(actual);
  }

  /**
   * Begins assertions on stats.
   *
   * @param actual the stats
   * @return the assertions
   */
  public static StatsAssert assertThat(@Nullable Stats actual) {
    return new StatsAssert(actual);
  }

  /**
   * Begins assertions on an exception.
   *
   * @param actual the exception
   * @return the assertions
   */
  public static RunscExceptionAssert assertThat(@Nullable RunscException actual) {
    return new RunscExceptionAssert(actual);
  }

  /**
   * Runs code that is to fail with a {@link RunscException}, and begins assertions on that.
   *
   * @param code the code
   * @return the assertions
   * @throws AssertionError if it throws nothing, or something else
   */
  public static RunscExceptionAssert assertThatRunscExceptionIsThrownBy(ThrowingCallable code) {
    Throwable thrown = Assertions.catchThrowable(code);
    Assertions.assertThat(thrown).isInstanceOf(RunscException.class);
    return assertThat((RunscException) thrown);
  }

  /**
   * The same as {@link #assertThat(FakeRunsc)}, for tests in the words of given, when, then.
   *
   * @param actual the fake
   * @return the assertions
   */
  public static FakeRunscAssert then(@Nullable FakeRunsc actual) {
    return assertThat(actual);
  }

  /**
   * The same as {@link #assertThat(Invocation)}, for tests in the words of given, when, then.
   *
   * @param actual the call
   * @return the assertions
   */
  public static InvocationAssert then(@Nullable Invocation actual) {
    return assertThat(actual);
  }

  /**
   * The same as {@link #assertThat(Container)}, for tests in the words of given, when, then.
   *
   * @param actual the container
   * @return the assertions
   */
  public static ContainerAssert then(@Nullable Container actual) {
    return assertThat(actual);
  }

  /**
   * The same as {@link #assertThat(Event)}, for tests in the words of given, when, then.
   *
   * @param actual the event
   * @return the assertions
   */
  public static EventAssert then(@Nullable Event actual) {
    return assertThat(actual);
  }

  /**
   * The same as {@link #assertThat(Stats)}, for tests in the words of given, when, then.
   *
   * @param actual the stats
   * @return the assertions
   */
  public static StatsAssert then(@Nullable Stats actual) {
    return assertThat(actual);
  }

  /**
   * The same as {@link #assertThat(RunscException)}, for tests in the words of given, when, then.
   *
   * @param actual the exception
   * @return the assertions
   */
  public static RunscExceptionAssert then(@Nullable RunscException actual) {
    return assertThat(actual);
  }

  /**
   * Begins a description of calls, for assertions on order and absence.
   *
   * @param command the command's name
   * @return a pattern of the calls of that command
   */
  public static InvocationPattern invocation(String command) {
    return InvocationPattern.of(command);
  }
}
