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

import dev.runsc.Event;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on a record of {@code runsc events}.
 *
 * <pre>{@code
 * assertThat(event).hasType("stats").hasId("web").stats().pids().isPositive();
 * }</pre>
 *
 * <p>Not thread-safe: an assertion belongs to the thread that makes it.
 *
 * @since 0.1.0
 */
public class EventAssert extends KitAssert<EventAssert, Event> {

  /**
   * Begins assertions on an event.
   *
   * @param actual the event
   */
  public EventAssert(@Nullable Event actual) {
    super(actual, EventAssert.class);
  }

  /**
   * Verifies the type.
   *
   * @param type the type, such as {@code stats}
   * @return this
   * @throws AssertionError if it is another one
   */
  public EventAssert hasType(String type) {
    isNotNull();
    return value("type", actual.type(), Objects.requireNonNull(type, "type"));
  }

  /**
   * Verifies the container.
   *
   * @param id the id
   * @return this
   * @throws AssertionError if it is another one
   */
  public EventAssert hasId(String id) {
    isNotNull();
    return value("id", actual.id(), Objects.requireNonNull(id, "id"));
  }

  /**
   * Verifies that the event tells what the container uses.
   *
   * @return this
   * @throws AssertionError if it does not
   */
  public EventAssert hasStats() {
    isNotNull();
    if (actual.stats().isEmpty()) {
      throw failure("%s", heading() + "to have stats\nbut it has none");
    }
    return myself;
  }

  /**
   * Verifies that the event does not tell what the container uses.
   *
   * @return this
   * @throws AssertionError if it does
   */
  public EventAssert hasNoStats() {
    isNotNull();
    if (actual.stats().isPresent()) {
      throw failure("%s", heading() + "to have no stats\nbut it has:\n  " + actual.stats().get());
    }
    return myself;
  }

  /**
   * Goes on with what the container uses.
   *
   * @return assertions on it
   * @throws AssertionError if the event does not tell it
   */
  public StatsAssert stats() {
    return navigation.to(
        actual == null ? "stats" : "stats of " + Words.word(actual.id()),
        actual == null ? null : actual.stats().orElse(null),
        StatsAssert::new,
        RunscSoftAssertions::assertThat);
  }

  private EventAssert value(String what, String found, String expected) {
    if (!found.equals(expected)) {
      throw failureWithActualExpected(
          found,
          expected,
          "%s",
          heading()
              + "to have "
              + what
              + ":\n  "
              + Words.quote(expected)
              + "\nbut it is:\n  "
              + Words.quote(found));
    }
    return myself;
  }

  private String heading() {
    return "\nExpecting event:\n  "
        + Words.word(actual.type())
        + " of "
        + Words.word(actual.id())
        + "\n";
  }
}
