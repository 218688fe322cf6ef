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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
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
public class FakeRunscAssert extends KitAssert<FakeRunscAssert, FakeRunsc> {
  /** All calls, as they were when the selection was begun. */
  private List<Invocation> log = List.of();

  /** What the selection has been narrowed to; null before the first {@code invoked}. */
  private @Nullable InvocationPattern pattern;

  /** Empty only under soft assertions, after a failure that has been reported. */
  private List<Invocation> selected = List.of();

  private final List<InvocationPattern> earlierPatterns = new ArrayList<>();
  private final Set<Long> earlierSelected = new HashSet<>();

  /**
   * Begins assertions on a fake.
   *
   * @param actual the fake
   */
  public FakeRunscAssert(@Nullable FakeRunsc actual) {
    super(actual, FakeRunscAssert.class);
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
   * Verifies that a command was not called.
   *
   * @param command the command's name
   * @return this
   * @throws AssertionError if it was
   */
  public FakeRunscAssert neverInvoked(String command) {
    return neverInvoked(InvocationPattern.of(command));
  }

  /**
   * Verifies that there was no such call.
   *
   * @param unwanted describes the calls
   * @return this
   * @throws AssertionError if there was one
   */
  public FakeRunscAssert neverInvoked(InvocationPattern unwanted) {
    List<Invocation> calls = calls();
    List<Invocation> found = calls.stream().filter(unwanted::matches).toList();
    if (!found.isEmpty()) {
      fail(new InvocationFailures(calls).unwanted(unwanted, found));
    }
    return myself;
  }

  /**
   * Verifies that there was no call at all.
   *
   * @return this
   * @throws AssertionError if there was one
   */
  public FakeRunscAssert neverInvoked() {
    return neverInvoked(InvocationPattern.any());
  }

  /**
   * Verifies that commands were called one after the other, whatever was called in between.
   *
   * @param commands the names of the commands; the same one may be named several times
   * @return this
   * @throws AssertionError if they were not
   */
  public FakeRunscAssert invokedInOrder(String... commands) {
    return inOrder(patterns(commands));
  }

  /**
   * Verifies that such calls came one after the other, whatever came in between.
   *
   * @param wanted describe the calls
   * @return this
   * @throws AssertionError if they did not
   */
  public FakeRunscAssert invokedInOrder(InvocationPattern... wanted) {
    return inOrder(List.of(wanted));
  }

  private FakeRunscAssert inOrder(List<InvocationPattern> patterns) {
    requireSome(patterns);
    List<Invocation> calls = calls();
    int matched = 0;
    Optional<Invocation> last = Optional.empty();
    for (Invocation call : calls) {
      if (matched < patterns.size() && patterns.get(matched).matches(call)) {
        matched++;
        last = Optional.of(call);
      }
    }
    if (matched < patterns.size()) {
      fail(new InvocationFailures(calls).order(patterns, matched, last));
    }
    return myself;
  }

  /**
   * Verifies that these commands were called in this order, and nothing else was.
   *
   * @param commands the names of the commands
   * @return this
   * @throws AssertionError if the calls were others
   */
  public FakeRunscAssert invokedExactly(String... commands) {
    return exactly(patterns(commands));
  }

  /**
   * Verifies that there were such calls in this order, and no other.
   *
   * @param wanted describe the calls
   * @return this
   * @throws AssertionError if the calls were others
   */
  public FakeRunscAssert invokedExactly(InvocationPattern... wanted) {
    return exactly(List.of(wanted));
  }

  private FakeRunscAssert exactly(List<InvocationPattern> patterns) {
    requireSome(patterns);
    List<Invocation> calls = calls();
    boolean equal = calls.size() == patterns.size();
    for (int i = 0; equal && i < calls.size(); i++) {
      equal = patterns.get(i).matches(calls.get(i));
    }
    if (!equal) {
      fail(new InvocationFailures(calls).exactly(patterns));
    }
    return myself;
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

  private FakeRunscAssert narrow(UnaryOperator<InvocationPattern> narrower) {
    InvocationPattern wanted = narrower.apply(selection());
    return selected.isEmpty() ? myself : narrowTo(wanted);
  }

  private FakeRunscAssert narrowTo(InvocationPattern wanted) {
    pattern = wanted;
    selected = selected.stream().filter(wanted::matches).toList();
    if (selected.isEmpty()) {
      fail(new InvocationFailures(log).none(wanted));
    }
    return myself;
  }

  private FakeRunscAssert count(boolean right, String wanted) {
    InvocationPattern counted = selection();
    if (!right && !selected.isEmpty()) {
      fail(new InvocationFailures(log).count(counted, wanted, selected));
    }
    return myself;
  }

  private InvocationPattern selection() {
    isNotNull();
    if (pattern == null) {
      throw new IllegalStateException(
          "no calls are selected yet: write assertThat(fake).invoked(\"create\") first, or"
              + " invoked() for the calls of any command");
    }
    return pattern;
  }

  private List<Invocation> calls() {
    isNotNull();
    return actual.invocations().stream()
        .sorted(Comparator.comparingLong(Invocation::index))
        .toList();
  }

  private void fail(String text) {
    throw failure("%s", text);
  }

  private static List<InvocationPattern> patterns(String... commands) {
    return Stream.of(commands).map(InvocationPattern::of).toList();
  }

  private static void requireSome(List<InvocationPattern> patterns) {
    if (patterns.isEmpty()) {
      throw new IllegalArgumentException(
          "name at least one command; neverInvoked() is for no calls at all");
    }
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
