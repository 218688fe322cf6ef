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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
 * telling that it begins and that it has ended, with all callbacks, injection and cleaning up.
 */
final class CostBenchmark {
  private static final int TESTS = 300;
  private static final double MILLI = 1e6;

  private CostBenchmark() {}

  /** Prints one line for {@code start}, and a table for {@code tests}. */
  public static void main(String[] args) {
    Launcher launcher = LauncherFactory.create();
    double empty = median(times(launcher, EmptyTestCase.class));
    if (args[0].equals("start")) {
      double first = times(launcher, InjectedTestCase.class).get(0);
      System.out.printf(Locale.ROOT, "%.1f%n", first - empty);
      return;
    }
    times(launcher, InjectedTestCase.class);
    times(launcher, CallingTestCase.class);
    empty = median(times(launcher, EmptyTestCase.class));
    double injected = median(times(launcher, InjectedTestCase.class));
    double calling = median(times(launcher, CallingTestCase.class));
    double call = median(CallingTestCase.CALLS);
    System.out.printf(Locale.ROOT, "empty test                        %6.2f ms%n", empty);
    System.out.printf(
        Locale.ROOT, "with client, fake and bundles     %6.2f ms more%n", injected - empty);
    System.out.printf(
        Locale.ROOT, "that also makes a call            %6.2f ms more", calling - empty);
    System.out.printf(Locale.ROOT, ", of which the call is %.2f ms%n", call);
  }

  /** The times of the tests of a class, in milliseconds, in order. */
  private static List<Double> times(Launcher launcher, Class<?> testCase) {
    Map<String, Long> begun = new ConcurrentHashMap<>();
    List<Double> times = new ArrayList<>();
    launcher.execute(
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(testCase))
            .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
            .build(),
        new TestExecutionListener() {
          @Override
          public void executionStarted(TestIdentifier test) {
            begun.put(test.getUniqueId(), System.nanoTime());
          }

          @Override
          public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            long now = System.nanoTime();
            if (result.getThrowable().isPresent()) {
              throw new IllegalStateException(result.getThrowable().get());
            }
            if (test.isTest()) {
              times.add((now - begun.get(test.getUniqueId())) / MILLI);
            }
          }
        });
    if (times.size() != TESTS) {
      throw new IllegalStateException(times.size() + " tests of " + testCase + " were run");
    }
    return times;
  }

  private static double median(List<Double> times) {
    return times.stream().sorted().toList().get(times.size() / 2);
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
    static final List<Double> CALLS = new ArrayList<>();

    @RepeatedTest(TESTS)
    void calls(Runsc runsc) {
      long begin = System.nanoTime();
      runsc.list();
      CALLS.add((System.nanoTime() - begin) / MILLI);
    }
  }
}
