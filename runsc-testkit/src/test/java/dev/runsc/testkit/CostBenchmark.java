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

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.runsc.Runsc;
import dev.runsc.fake.FakeRunsc;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * What the extension costs: {@code bin/bench} runs it. A test's time is what JUnit needs between
 * telling that it begins and that it has ended, with all callbacks, injection and cleaning up; on
 * the clock, and of a processor, which does not depend on who else is at work on the machine.
 */
final class CostBenchmark {
  private static final int TESTS = 300;
  private static final double MILLI = 1e6;

  private CostBenchmark() {}

  /** Prints one line for {@code start}, and a table for {@code tests}. */
  public static void main(String[] args) {
    Launcher launcher = LauncherFactory.create();
    if (args[0].equals("start")) {
      Time empty = median(times(launcher, EmptyTestCase.class));
      Time first = times(launcher, InjectedTestCase.class).get(0).minus(empty);
      System.out.printf(Locale.ROOT, "%.1f %.1f%n", first.clock(), first.processor());
      return;
    }
    times(launcher, EmptyTestCase.class);
    times(launcher, InjectedTestCase.class);
    times(launcher, CallingTestCase.class);
    Time empty = median(times(launcher, EmptyTestCase.class));
    CallingTestCase.CALLS.clear();
    print("empty test", empty);
    print(
        "more with client and fake", median(times(launcher, InjectedTestCase.class)).minus(empty));
    print("more if that makes a call", median(times(launcher, CallingTestCase.class)).minus(empty));
    print("of which the call", median(CallingTestCase.CALLS));
  }

  private static void print(String what, Time time) {
    System.out.printf(
        Locale.ROOT,
        "%-28s %8.2f ms, %6.2f ms of a processor%n",
        what,
        time.clock(),
        time.processor());
  }

  /** Milliseconds. */
  private record Time(double clock, double processor) {
    static Time now() {
      return new Time(
          System.nanoTime() / MILLI,
          ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / MILLI);
    }

    Time minus(Time other) {
      return new Time(clock - other.clock, processor - other.processor);
    }
  }

  /** The times of the tests of a class, in milliseconds, in order. */
  private static List<Time> times(Launcher launcher, Class<?> testCase) {
    Map<String, Time> begun = new ConcurrentHashMap<>();
    List<Time> times = new ArrayList<>();
    launcher.execute(
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(testCase))
            .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
            .build(),
        new TestExecutionListener() {
          @Override
          public void executionStarted(TestIdentifier test) {
            begun.put(test.getUniqueId(), Time.now());
          }

          @Override
          public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            Time now = Time.now();
            if (result.getThrowable().isPresent()) {
              throw new IllegalStateException(result.getThrowable().get());
            }
            if (test.isTest()) {
              times.add(now.minus(begun.get(test.getUniqueId())));
            }
          }
        });
    if (times.size() != TESTS) {
      throw new IllegalStateException(times.size() + " tests of " + testCase + " were run");
    }
    return times;
  }

  private static Time median(List<Time> times) {
    return new Time(median(times, Time::clock), median(times, Time::processor));
  }

  private static double median(List<Time> times, ToDoubleFunction<Time> part) {
    return times.stream().mapToDouble(part).sorted().toArray()[times.size() / 2];
  }

  static class EmptyTestCase {
    @RepeatedTest(TESTS)
    void isEmpty() {}
  }

  @ExtendWith(RunscExtension.class)
  static class InjectedTestCase {
    @RepeatedTest(TESTS)
    void isEmpty(Runsc runsc, FakeRunsc fake, Bundles bundles) {}
  }

  @ExtendWith(RunscExtension.class)
  static class CallingTestCase {
    static final List<Time> CALLS = new ArrayList<>();

    @RepeatedTest(TESTS)
    void calls(Runsc runsc) {
      Time begin = Time.now();
      runsc.list();
      CALLS.add(Time.now().minus(begin));
    }
  }
}
