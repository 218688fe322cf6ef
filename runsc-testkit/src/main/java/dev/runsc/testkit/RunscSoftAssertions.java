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
import java.util.function.Consumer;
import org.assertj.core.annotation.CheckReturnValue;
import org.assertj.core.api.AbstractSoftAssertions;
import org.assertj.core.api.StandardSoftAssertionsProvider;
import org.jspecify.annotations.Nullable;

/**
 * Collects failures instead of ending at the first, with the assertions of this kit beside those of
 * AssertJ. Works with AssertJ's {@code SoftAssertionsExtension}. Not thread-safe.
 *
 * <pre>{@code
 * RunscSoftAssertions.assertSoftly(softly -> {
 *   softly.assertThat(fake).invoked("create").withFlag("bundle", bundle);
 *   softly.assertThat(runsc.state("web")).isRunning().hasPid();
 * });
 * }</pre>
 *
 * @since 0.1.0
 */
public class RunscSoftAssertions extends AbstractSoftAssertions
    implements StandardSoftAssertionsProvider {

  /** Begins with no failures. */
  public RunscSoftAssertions() {}

  /**
   * Makes assertions and reports all failures at the end.
   *
   * @param assertions makes them
   * @throws AssertionError if one or more failed
   */
  public static void assertSoftly(Consumer<? super RunscSoftAssertions> assertions) {
    RunscSoftAssertions softly = new RunscSoftAssertions();
    assertions.accept(softly);
    softly.assertAll();
  }

  /**
   * Begins assertions on the calls that a fake has recorded.
   *
   * @param actual the fake
   * @return the assertions
   */
  @CheckReturnValue
  public FakeRunscAssert assertThat(@Nullable FakeRunsc actual) {
    return collecting(proxy(FakeRunscAssert.class, FakeRunsc.class, actual));
  }

  /**
   * Begins assertions on one call.
   *
   * @param actual the call
   * @return the assertions
   */
  @CheckReturnValue
  public InvocationAssert assertThat(@Nullable Invocation actual) {
    return collecting(proxy(InvocationAssert.class, Invocation.class, actual));
  }

  /**
   * Begins assertions on a container.
   *
   * @param actual the container
   * @return the assertions
   */
  @CheckReturnValue
  public ContainerAssert assertThat(@Nullable Container actual) {
    return collecting(proxy(ContainerAssert.class, Container.class, actual));
  }

  /**
   * Begins assertions on an event.
   *
   * @param actual the event
   * @return the assertions
   */
  @CheckReturnValue
  public EventAssert assertThat(@Nullable Event actual) {
    return collecting(proxy(EventAssert.class, Event.class, actual));
  }

  /**
   * Begins assertions on stats.
   *
   * @param actual the stats
   * @return the assertions
   */
  @CheckReturnValue
  public StatsAssert assertThat(@Nullable Stats actual) {
    return collecting(proxy(StatsAssert.class, Stats.class, actual));
  }

  /**
   * Begins assertions on an exception.
   *
   * @param actual the exception
   * @return the assertions
   */
  @CheckReturnValue
  public RunscExceptionAssert assertThat(@Nullable RunscException actual) {
    RunscExceptionAssert proxy = proxy(RunscExceptionAssert.class, RunscException.class, actual);
    proxy.navigation.collectedBy(this);
    return proxy;
  }

  /**
   * The same as {@link #assertThat(FakeRunsc)}.
   *
   * @param actual the fake
   * @return the assertions
   */
  @CheckReturnValue
  public FakeRunscAssert then(@Nullable FakeRunsc actual) {
    return assertThat(actual);
  }

  /**
   * The same as {@link #assertThat(Invocation)}.
   *
   * @param actual the call
   * @return the assertions
   */
  @CheckReturnValue
  public InvocationAssert then(@Nullable Invocation actual) {
    return assertThat(actual);
  }

  /**
   * The same as {@link #assertThat(Container)}.
   *
   * @param actual the container
   * @return the assertions
   */
  @CheckReturnValue
  public ContainerAssert then(@Nullable Container actual) {
    return assertThat(actual);
  }

  /**
   * The same as {@link #assertThat(Event)}.
   *
   * @param actual the event
   * @return the assertions
   */
  @CheckReturnValue
  public EventAssert then(@Nullable Event actual) {
    return assertThat(actual);
  }

  /**
   * The same as {@link #assertThat(Stats)}.
   *
   * @param actual the stats
   * @return the assertions
   */
  @CheckReturnValue
  public StatsAssert then(@Nullable Stats actual) {
    return assertThat(actual);
  }

  /**
   * The same as {@link #assertThat(RunscException)}.
   *
   * @param actual the exception
   * @return the assertions
   */
  @CheckReturnValue
  public RunscExceptionAssert then(@Nullable RunscException actual) {
    return assertThat(actual);
  }

  private <A extends KitAssert<?, ?>> A collecting(A proxy) {
    proxy.navigation.collectedBy(this);
    return proxy;
  }
}
