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

import dev.runsc.Stats;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Function;
import org.assertj.core.api.AbstractLongAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ListAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on what a container uses. A number that runsc does not tell fails whatever is asked of
 * it.
 *
 * <pre>{@code
 * assertThat(runsc.stats("web")).memoryUsage().isLessThan(64 << 20);
 * }</pre>
 *
 * <p>Not thread-safe: an assertion belongs to the thread that makes it.
 *
 * @since 0.1.0
 */
public class StatsAssert extends KitAssert<StatsAssert, Stats> {

  /**
   * Begins assertions on stats.
   *
   * @param actual the stats
   */
  public StatsAssert(@Nullable Stats actual) {
    super(actual, StatsAssert.class);
  }

  /**
   * Verifies the number of processes.
   *
   * @param count how many there are
   * @return this
   * @throws AssertionError if there are more or fewer, or runsc does not tell
   */
  public StatsAssert hasPids(long count) {
    isNotNull();
    OptionalLong found = actual.pids().current();
    if (!found.equals(OptionalLong.of(count))) {
      throw failure(
          "%s",
          "\nExpecting stats to tell of processes:\n  "
              + count
              + "\nbut they tell of:\n  "
              + (found.isPresent() ? Long.toString(found.getAsLong()) : "none"));
    }
    return myself;
  }

  /**
   * Verifies that there is a network interface.
   *
   * @param name its name, such as {@code lo}
   * @return this
   * @throws AssertionError if there is none of that name
   */
  public StatsAssert hasNetworkInterface(String name) {
    isNotNull();
    Objects.requireNonNull(name, "name");
    if (actual.networkInterfaces().stream().noneMatch(one -> one.name().equals(name))) {
      throw failure(
          "%s",
          "\nExpecting stats to tell of the network interface:\n  "
              + name
              + "\nbut they tell of:\n  "
              + Words.list(
                  actual.networkInterfaces().stream().map(Stats.NetworkInterface::name).toList()));
    }
    return myself;
  }

  /**
   * Goes on with the processor time.
   *
   * @return assertions on nanoseconds
   * @throws AssertionError if runsc does not tell
   */
  public AbstractLongAssert<?> cpuTotal() {
    return number("processor time", stats -> stats.cpu().total());
  }

  /**
   * Goes on with the memory in use.
   *
   * @return assertions on bytes
   * @throws AssertionError if runsc does not tell
   */
  public AbstractLongAssert<?> memoryUsage() {
    return number("memory usage", stats -> stats.memory().usage().usage());
  }

  /**
   * Goes on with the memory that may be used.
   *
   * @return assertions on bytes; 0 stands for no limit
   * @throws AssertionError if runsc does not tell
   */
  public AbstractLongAssert<?> memoryLimit() {
    return number("memory limit", stats -> stats.memory().usage().limit());
  }

  /**
   * Goes on with the number of processes.
   *
   * @return assertions on the number
   * @throws AssertionError if runsc does not tell
   */
  public AbstractLongAssert<?> pids() {
    return number("number of processes", stats -> stats.pids().current());
  }

  /**
   * Goes on with the network interfaces.
   *
   * @return assertions on the list
   */
  public ListAssert<Stats.NetworkInterface> networkInterfaces() {
    return navigation.to(
        "network interfaces",
        actual == null ? null : actual.networkInterfaces(),
        Assertions::assertThat,
        RunscSoftAssertions::assertThat);
  }

  private AbstractLongAssert<?> number(String name, Function<Stats, OptionalLong> value) {
    OptionalLong found = actual == null ? OptionalLong.empty() : value.apply(actual);
    return navigation.to(
        name,
        found.isPresent() ? (Long) found.getAsLong() : null,
        Assertions::assertThat,
        RunscSoftAssertions::assertThat);
  }
}
