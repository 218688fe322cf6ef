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

import dev.runsc.fake.FakeRunsc;
import dev.runsc.fake.Invocation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.assertj.core.api.Condition;
import org.jspecify.annotations.Nullable;

/** What a chain of assertions on a fake has selected, and how it is narrowed and counted. */
abstract class SelectionAssert extends LogAssert {
  /** All calls, as they were when the selection was begun. */
  List<Invocation> log = List.of();

  /** What the selection has been narrowed to; null before the first {@code invoked}. */
  @Nullable InvocationPattern pattern;

  /** Empty only under soft assertions, after a failure that has been reported. */
  List<Invocation> selected = List.of();

  SelectionAssert(@Nullable FakeRunsc actual) {
    super(actual);
  }

  /**
   * Narrows the selection to calls with a command flag, whatever its value.
   *
   * @param name the flag's name without dashes
   * @return this
   * @throws AssertionError if there is none
   */
  public FakeRunscAssert withFlag(String name) {
    return narrow(wanted -> wanted.withFlag(name));
  }

  /**
   * Narrows the selection to calls with a command flag and its value.
   *
   * @param name the flag's name without dashes
   * @param value its last value
   * @return this
   * @throws AssertionError if there is none
   */
  public FakeRunscAssert withFlag(String name, String value) {
    return narrow(wanted -> wanted.withFlag(name, value));
  }

  /**
   * Narrows the selection to calls with a command flag whose value is a path.
   *
   * @param name the flag's name without dashes
   * @param value its last value; a slash at the end makes no difference
   * @return this
   * @throws AssertionError if there is none
   */
  public FakeRunscAssert withFlag(String name, Path value) {
    return narrow(wanted -> wanted.withFlag(name, value));
  }

  /**
   * Narrows the selection to calls with a command flag whose value is as described.
   *
   * @param name the flag's name without dashes
   * @param value what holds for its last value
   * @return this
   * @throws AssertionError if there is none
   */
  public FakeRunscAssert withFlag(String name, Condition<? super String> value) {
    return narrow(wanted -> wanted.withFlag(name, value));
  }

  /**
   * Narrows the selection to calls with a command flag that is given several times.
   *
   * @param name the flag's name without dashes
   * @param values all its values, in order
   * @return this
   * @throws AssertionError if there is none
   */
  public FakeRunscAssert withFlagValues(String name, String... values) {
    return narrow(wanted -> wanted.withFlagValues(name, values));
  }

  /**
   * Narrows the selection to calls without a command flag.
   *
   * @param name the flag's name without dashes
   * @return this
   * @throws AssertionError if there is none
   */
  public FakeRunscAssert withoutFlag(String name) {
    return narrow(wanted -> wanted.withoutFlag(name));
  }

  /**
   * Narrows the selection to calls with a global flag, whatever its value.
   *
   * @param name the flag's name without dashes
   * @return this
   * @throws AssertionError if there is none
   */
  public FakeRunscAssert withGlobalFlag(String name) {
    return narrow(wanted -> wanted.withGlobalFlag(name));
  }

  /**
   * Narrows the selection to calls with a global flag and its value.
   *
   * @param name the flag's name without dashes
   * @param value its last value
   * @return this
   * @throws AssertionError if there is none
   */
  public FakeRunscAssert withGlobalFlag(String name, String value) {
    return narrow(wanted -> wanted.withGlobalFlag(name, value));
  }

  /**
   * Narrows the selection to calls with a global flag whose value is a path.
   *
   * @param name the flag's name without dashes
   * @param value its last value; a slash at the end makes no difference
   * @return this
   * @throws AssertionError if there is none
   */
  public FakeRunscAssert withGlobalFlag(String name, Path value) {
    return narrow(wanted -> wanted.withGlobalFlag(name, value));
  }

  /**
   * Narrows the selection to calls with a global flag whose value is as described.
   *
   * @param name the flag's name without dashes
   * @param value what holds for its last value
   * @return this
   * @throws AssertionError if there is none
   */
  public FakeRunscAssert withGlobalFlag(String name, Condition<? super String> value) {
    return narrow(wanted -> wanted.withGlobalFlag(name, value));
  }

  /**
   * Narrows the selection to calls without a global flag.
   *
   * @param name the flag's name without dashes
   * @return this
   * @throws AssertionError if there is none
   */
  public FakeRunscAssert withoutGlobalFlag(String name) {
    return narrow(wanted -> wanted.withoutGlobalFlag(name));
  }

  /**
   * Narrows the selection to calls for a container: its id is the first of what follows the flags.
   *
   * @param id the id as it was typed
   * @return this
   * @throws AssertionError if there is none
   */
  public FakeRunscAssert withId(String id) {
    return narrow(wanted -> wanted.withId(id));
  }

  /**
   * Narrows the selection to calls with an argument among those that follow the flags.
   *
   * @param value the argument
   * @return this
   * @throws AssertionError if there is none
   */
  public FakeRunscAssert withPositional(String value) {
    return narrow(wanted -> wanted.withPositional(value));
  }

  /**
   * Narrows the selection to calls with exactly these arguments after the flags.
   *
   * @param values the arguments, in order
   * @return this
   * @throws AssertionError if there is none
   */
  public FakeRunscAssert withPositionals(String... values) {
    return narrow(wanted -> wanted.withPositionals(values));
  }

  /**
   * Narrows the selection to calls with exactly these arguments, global flags and command included.
   *
   * @param argv the arguments after the name of the executable
   * @return this
   * @throws AssertionError if there is none
   */
  public FakeRunscAssert withArgv(String... argv) {
    return narrow(wanted -> wanted.withArgv(argv));
  }

  /**
   * Narrows the selection to calls that were given a text on standard input.
   *
   * @param text all of it, as far as it is recorded; see {@link InvocationPattern#withStdin}
   * @return this
   * @throws AssertionError if there is none
   */
  public FakeRunscAssert withStdin(String text) {
    return narrow(wanted -> wanted.withStdin(text));
  }

  /**
   * Narrows the selection to calls that were given a JSON document on standard input.
   *
   * @param json the document; blanks and the order of fields make no difference
   * @return this
   * @throws AssertionError if there is none
   */
  public FakeRunscAssert withStdinJson(String json) {
    return narrow(wanted -> wanted.withStdinJson(json));
  }

  /**
   * Narrows the selection to calls with a recorded variable of the environment.
   *
   * @param name the variable's name, which the fake was told to record
   * @param value its value
   * @return this
   * @throws AssertionError if there is none
   */
  public FakeRunscAssert withEnvironment(String name, String value) {
    return narrow(wanted -> wanted.withEnvironment(name, value));
  }

  /**
   * Narrows the selection to calls that ended with a code.
   *
   * @param code the exit code of the call itself
   * @return this
   * @throws AssertionError if there is none
   */
  public FakeRunscAssert exited(int code) {
    return narrow(wanted -> wanted.exited(code));
  }

  /**
   * Narrows the selection to calls that took some time.
   *
   * @param duration how long at least
   * @return this
   * @throws AssertionError if there is none
   */
  public FakeRunscAssert tookAtLeast(Duration duration) {
    return narrow(wanted -> wanted.tookAtLeast(duration));
  }

  /**
   * Narrows the selection to calls that did not take long.
   *
   * @param duration how long at most
   * @return this
   * @throws AssertionError if there is none
   */
  public FakeRunscAssert tookAtMost(Duration duration) {
    return narrow(wanted -> wanted.tookAtMost(duration));
  }

  /**
   * Narrows the selection by anything else.
   *
   * @param predicate true for the calls that are meant
   * @param description names them in failure texts, such as {@code longer than a second}
   * @return this
   * @throws AssertionError if there is none
   */
  public FakeRunscAssert matching(Predicate<? super Invocation> predicate, String description) {
    return narrow(wanted -> wanted.matching(predicate, description));
  }

  /**
   * Verifies that exactly one call is selected.
   *
   * @return this
   * @throws AssertionError if there are more
   */
  public FakeRunscAssert once() {
    return times(1);
  }

  /**
   * Verifies how many calls are selected.
   *
   * @param count how many; at least 1, see {@link #neverInvoked(String)} for none
   * @return this
   * @throws AssertionError if there are more or fewer
   */
  public FakeRunscAssert times(int count) {
    requirePositive(count);
    return count(selected.size() == count, InvocationFailures.times(count));
  }

  /**
   * Verifies that at least so many calls are selected.
   *
   * @param count how many; at least 1
   * @return this
   * @throws AssertionError if there are fewer
   */
  public FakeRunscAssert atLeast(int count) {
    requirePositive(count);
    return count(selected.size() >= count, "at least " + InvocationFailures.times(count));
  }

  /**
   * Verifies that at most so many calls are selected.
   *
   * @param count how many; at least 1
   * @return this
   * @throws AssertionError if there are more
   */
  public FakeRunscAssert atMost(int count) {
    requirePositive(count);
    return count(selected.size() <= count, "at most " + InvocationFailures.times(count));
  }

  private FakeRunscAssert narrow(UnaryOperator<InvocationPattern> narrower) {
    InvocationPattern wanted = narrower.apply(selection());
    return selected.isEmpty() ? myself : narrowTo(wanted);
  }

  final FakeRunscAssert narrowTo(InvocationPattern wanted) {
    pattern = wanted;
    selected = selected.stream().filter(wanted::matches).toList();
    if (selected.isEmpty()) {
      fail(new InvocationFailures(log).none(wanted));
    }
    return myself;
  }

  final InvocationPattern selection() {
    isNotNull();
    if (pattern == null) {
      throw new IllegalStateException(
          "no calls are selected yet: write assertThat(fake).invoked(\"create\") first, or"
              + " invoked() for the calls of any command");
    }
    return pattern;
  }

  private FakeRunscAssert count(boolean right, String wanted) {
    InvocationPattern counted = selection();
    if (!right && !selected.isEmpty()) {
      fail(new InvocationFailures(log).count(counted, wanted, selected));
    }
    return myself;
  }

  private static void requirePositive(int count) {
    if (count < 1) {
      throw new IllegalArgumentException(
          "not a count of calls that were made: "
              + count
              + "; write neverInvoked(\"create\") for none");
    }
  }
}
