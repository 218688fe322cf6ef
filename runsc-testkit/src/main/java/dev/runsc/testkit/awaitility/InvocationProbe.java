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

package dev.runsc.testkit.awaitility;

import dev.runsc.fake.FakeRunsc;
import dev.runsc.fake.Invocation;
import dev.runsc.testkit.InvocationPattern;
import dev.runsc.testkit.RunscAssertions;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Looks through the calls that a fake has recorded. */
final class InvocationProbe extends Probe<List<Invocation>> {
  private final FakeRunsc fake;
  private final InvocationPattern wanted;
  private final int times;

  InvocationProbe(FakeRunsc fake, InvocationPattern wanted, int times) {
    super(
        "calls of " + fake.executable() + ":\n  " + Objects.requireNonNull(wanted, "wanted"),
        times == 1 ? "to be recorded" : "to be recorded " + times + " times");
    if (times < 1) {
      throw new IllegalArgumentException("no number of calls that can be waited for: " + times);
    }
    this.fake = fake;
    this.wanted = wanted;
    this.times = times;
  }

  @Override
  void look() {
    List<Invocation> calls = fake.invocations();
    List<Invocation> matching =
        calls.stream()
            .filter(wanted::matches)
            .sorted(Comparator.comparingLong(Invocation::index))
            .toList();
    saw(calls.size() + " calls, " + matching.size() + " of them as wanted");
    if (matching.size() >= times) {
      found(matching);
      return;
    }
    try {
      // Its failure shows the calls and the closest one.
      RunscAssertions.assertThat(fake).invoked(wanted).atLeast(times);
    } catch (AssertionError e) {
      failed(e);
    }
  }
}
