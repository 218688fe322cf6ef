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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ListAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on the calls that a {@link FakeRunsc} has recorded.
 *
 * <p>{@code invoked} selects the calls of a command and fails if there is none. What follows
 * narrows the selection, and fails when nothing is left, or counts it, or looks at its place among
 * the others. The next {@code invoked} selects anew.
 *
 * <pre>{@code
 * assertThat(fake)
 *     .invoked("create").withFlag("bundle", bundle).withId("web").once()
 *     .invoked("delete").withFlag("force").after("kill")
 *     .neverInvoked("pause")
 *     .invokedInOrder("create", "start", "kill", "delete");
 * }</pre>
 *
 * <p>Flags are named without dashes; {@link InvocationPattern} says what counts as a flag and its
 * value. A call counts once it has ended, and calls are in the order in which they began. A failure
 * shows all calls and, if none is as wanted, the closest with what is different about it.
 *
 * <p>Not thread-safe: an assertion belongs to the thread that makes it; the fake may be called
 * meanwhile.
 *
 * @since 0.1.0
 */
public class FakeRunscAssert extends SelectionAssert {
  private final List<InvocationPattern> earlierPatterns = new ArrayList<>();
  private final Set<Long> earlierSelected = new HashSet<>();

  /**
   * Begins assertions on a fake.
   *
   * @param actual the fake
   */
  public FakeRunscAssert(@Nullable FakeRunsc actual) {
    super(actual);
  }

  /**
   * Selects all calls.
   *
   * @return this
   * @throws AssertionError if there is none
   */
  public FakeRunscAssert invoked() {
    return select(InvocationPattern.any());
  }

  /**
   * Selects the calls of a command.
   *
   * @param command the command's name
   * @return this
   * @throws AssertionError if there is none
   */
  public FakeRunscAssert invoked(String command) {
    return select(InvocationPattern.of(command));
  }

  /**
   * Selects the calls that a pattern describes.
   *
   * @param wanted describes the calls
   * @return this
   * @throws AssertionError if there is none
   */
  public FakeRunscAssert invoked(InvocationPattern wanted) {
    return select(Objects.requireNonNull(wanted, "wanted"));
  }

  /**
   * Verifies that there was no call but those that this chain has selected.
   *
   * @return this
   * @throws AssertionError if there was another one
   */
  public FakeRunscAssert hasNoOtherInvocations() {
    List<Invocation> calls = calls();
    Set<Long> known = new HashSet<>(earlierSelected);
    selected.forEach(invocation -> known.add(invocation.index()));
    List<Invocation> others =
        calls.stream().filter(invocation -> !known.contains(invocation.index())).toList();
    if (!others.isEmpty()) {
      List<InvocationPattern> patterns = new ArrayList<>(earlierPatterns);
      if (pattern != null) {
        patterns.add(pattern);
      }
      fail(new InvocationFailures(calls).others(patterns, others));
    }
    return myself;
  }

  /**
   * Verifies that every selected call began before any call of a command.
   *
   * @param command the name of a command that was called
   * @return this
   * @throws AssertionError if one began later, or if the command was not called
   */
  public FakeRunscAssert before(String command) {
    return before(InvocationPattern.of(command));
  }

  /**
   * Verifies that every selected call began before any such call.
   *
   * @param later describes calls that there were
   * @return this
   * @throws AssertionError if one began later, or if there were no such calls
   */
  public FakeRunscAssert before(InvocationPattern later) {
    return related("before", later, (mine, other) -> mine.index() < other.index());
  }

  /**
   * Verifies that every selected call began after every call of a command.
   *
   * @param command the name of a command that was called
   * @return this
   * @throws AssertionError if one began earlier, or if the command was not called
   */
  public FakeRunscAssert after(String command) {
    return after(InvocationPattern.of(command));
  }

  /**
   * Verifies that every selected call began after every such call.
   *
   * @param earlier describes calls that there were
   * @return this
   * @throws AssertionError if one began earlier, or if there were no such calls
   */
  public FakeRunscAssert after(InvocationPattern earlier) {
    return related("after", earlier, (mine, other) -> mine.index() > other.index());
  }

  /**
   * Verifies that no selected call began after a call of a command, if that was called at all.
   *
   * @param command the name of a command
   * @return this
   * @throws AssertionError if one did
   */
  public FakeRunscAssert neverAfter(String command) {
    return neverAfter(InvocationPattern.of(command));
  }

  /**
   * Verifies that no selected call began after such a call, if there was one at all.
   *
   * @param earlier describes calls
   * @return this
   * @throws AssertionError if one did
   */
  public FakeRunscAssert neverAfter(InvocationPattern earlier) {
    InvocationPattern wanted = selection();
    for (Invocation one : log.stream().filter(earlier::matches).toList()) {
      for (Invocation mine : selected) {
        if (mine.index() > one.index()) {
          fail(new InvocationFailures(log).neverAfter(wanted, earlier, mine, one));
        }
      }
    }
    return myself;
  }

  /**
   * Verifies that every selected call satisfies requirements.
   *
   * @param requirements throw an {@link AssertionError} for a call that is not as wanted
   * @return this
   * @throws AssertionError if one does not
   */
  public FakeRunscAssert allSatisfy(Consumer<? super Invocation> requirements) {
    InvocationPattern wanted = selection();
    for (Invocation invocation : selected) {
      try {
        requirements.accept(invocation);
      } catch (AssertionError e) {
        String text = new InvocationFailures(log).unsatisfied(wanted, invocation, e);
        AssertionError failure = failure("%s", text);
        failure.initCause(e);
        throw failure;
      }
    }
    return myself;
  }

  /**
   * Goes on with the first of the selected calls.
   *
   * @return assertions on that call
   */
  public InvocationAssert first() {
    return call("first", 0);
  }

  /**
   * Goes on with the last of the selected calls.
   *
   * @return assertions on that call
   */
  public InvocationAssert last() {
    return call("last", selected.size() - 1);
  }

  /**
   * Goes on with the selected call, which has to be the only one.
   *
   * @return assertions on that call
   * @throws AssertionError if there are more
   */
  public InvocationAssert single() {
    return once().call("only", 0);
  }

  private InvocationAssert call(String which, int position) {
    InvocationPattern wanted = selection();
    return navigation.to(
        which + " of " + wanted,
        position < 0 || position >= selected.size() ? null : selected.get(position),
        InvocationAssert::new,
        RunscSoftAssertions::assertThat);
  }

  /**
   * Goes on with the selected calls as a list.
   *
   * @return assertions on the list
   */
  public ListAssert<Invocation> invocations() {
    return navigation.to(
        "calls of " + selection(),
        selected,
        Assertions::assertThat,
        RunscSoftAssertions::assertThat);
  }

  private FakeRunscAssert related(String relation, InvocationPattern other, Relation holds) {
    InvocationPattern wanted = selection();
    if (selected.isEmpty()) {
      return myself;
    }
    List<Invocation> others = log.stream().filter(other::matches).toList();
    if (others.isEmpty()) {
      fail(new InvocationFailures(log).none(other));
    }
    for (Invocation mine : selected) {
      for (Invocation one : others) {
        if (!holds.test(mine, one)) {
          fail(new InvocationFailures(log).relation(wanted, relation, other, mine, one));
        }
      }
    }
    return myself;
  }

  /** How two calls are related. */
  private interface Relation {
    boolean test(Invocation mine, Invocation other);
  }

  private FakeRunscAssert select(InvocationPattern wanted) {
    List<Invocation> calls = calls();
    if (pattern != null) {
      earlierPatterns.add(pattern);
      selected.forEach(invocation -> earlierSelected.add(invocation.index()));
    }
    log = calls;
    selected = calls;
    return narrowTo(wanted);
  }
}
