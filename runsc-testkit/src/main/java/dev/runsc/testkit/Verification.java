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
import java.util.Set;

/** What a fake knows after a test that the test itself may not have noticed. Thread-safe. */
final class Verification {
  private static final String REFUSAL = "refusal";

  /** How the fake names the calls of a cassette, and no reply of a script. */
  private static final String OF_A_CASSETTE = "calls[";

  private final FakeRunsc fake;
  private long lastReported;

  Verification(FakeRunsc fake) {
    this.fake = fake;
  }

  /** Fails if calls were refused that have not been told of before. */
  synchronized void unexpectedCalls(String test) {
    List<Invocation> refused =
        fake.invocations().stream()
            .filter(call -> call.answeredBy().equals(REFUSAL) && call.index() > lastReported)
            .sorted(Comparator.comparingLong(Invocation::index))
            .toList();
    if (refused.isEmpty()) {
      return;
    }
    lastReported = refused.get(refused.size() - 1).index();
    StringBuilder text = new StringBuilder();
    text.append("\nThe fake had to refuse calls of ").append(test).append(":\n");
    for (Invocation call : refused) {
      text.append(new InvocationLog(List.of(call), Set.of()).table());
      text.append("    ").append(call.stderr().strip()).append('\n');
    }
    text.append("If that is meant, set failOnUnexpectedCalls = false");
    throw new AssertionError(text.toString());
  }

  /**
   * Fails if a cassette has a call that nobody made.
   *
   * @param scriptToo whether it fails as well if a scripted reply was never given
   */
  void unused(String test, boolean scriptToo) {
    List<String> unused = fake.unusedReplies();
    if (!scriptToo) {
      unused = unused.stream().filter(entry -> entry.startsWith(OF_A_CASSETTE)).toList();
    }
    if (!unused.isEmpty()) {
      throw new AssertionError(
          "\nThis was never asked for in " + test + ":\n  " + String.join("\n  ", unused));
    }
  }
}
