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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What can be said of all calls of a fake: that some were never made, or in which order. */
abstract class LogAssert extends KitAssert<FakeRunscAssert, FakeRunsc> {
  LogAssert(@Nullable FakeRunsc actual) {
    super(actual, FakeRunscAssert.class);
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
   * Verifies that commands were called directly one after the other, with nothing in between.
   *
   * @param commands the names of the commands; the same one may be named several times
   * @return this
   * @throws AssertionError if they were not
   */
  public FakeRunscAssert invokedInSequence(String... commands) {
    return inSequence(patterns(commands));
  }

  /**
   * Verifies that such calls came directly one after the other, with nothing in between.
   *
   * @param wanted describe the calls
   * @return this
   * @throws AssertionError if they did not
   */
  public FakeRunscAssert invokedInSequence(InvocationPattern... wanted) {
    return inSequence(List.of(wanted));
  }

  private FakeRunscAssert inSequence(List<InvocationPattern> patterns) {
    requireSome(patterns);
    List<Invocation> calls = calls();
    for (int i = 0; i + patterns.size() <= calls.size(); i++) {
      if (beginsAt(patterns, calls.subList(i, i + patterns.size()))) {
        return myself;
      }
    }
    throw failure("%s", new InvocationFailures(calls).sequence(patterns));
  }

  private static boolean beginsAt(List<InvocationPattern> patterns, List<Invocation> calls) {
    for (int i = 0; i < patterns.size(); i++) {
      if (!patterns.get(i).matches(calls.get(i))) {
        return false;
      }
    }
    return true;
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
    if (calls.size() != patterns.size() || !beginsAt(patterns, calls)) {
      fail(new InvocationFailures(calls).exactly(patterns));
    }
    return myself;
  }

  final List<Invocation> calls() {
    isNotNull();
    return actual.invocations().stream()
        .sorted(Comparator.comparingLong(Invocation::index))
        .toList();
  }

  static List<InvocationPattern> patterns(String... commands) {
    return Stream.of(commands).map(InvocationPattern::of).toList();
  }

  private static void requireSome(List<InvocationPattern> patterns) {
    if (patterns.isEmpty()) {
      throw new IllegalArgumentException(
          "name at least one command; neverInvoked() is for no calls at all");
    }
  }

  final void fail(String text) {
    throw failure("%s", text);
  }
}
