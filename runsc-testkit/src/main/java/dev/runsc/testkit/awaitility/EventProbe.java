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

import dev.runsc.Event;
import dev.runsc.EventStream;
import dev.runsc.RunscException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** Takes events from a stream. */
final class EventProbe extends Probe<Event> {
  private static final Duration PATIENCE = Duration.ofMillis(20);

  private final EventStream events;
  private final Predicate<? super Event> wanted;

  EventProbe(EventStream events, Predicate<? super Event> wanted, String description) {
    super(
        "events\nto contain one that is:",
        "  " + Objects.requireNonNull(description, "description"));
    this.events = Objects.requireNonNull(events, "events");
    this.wanted = Objects.requireNonNull(wanted, "wanted");
  }

  @Override
  void look() {
    try {
      Optional<Event> next = events.nextWithin(PATIENCE);
      while (next.isPresent()) {
        saw(next.get().toString());
        if (wanted.test(next.get())) {
          found(next.get());
          return;
        }
        next = events.isEnded() ? Optional.empty() : events.nextWithin(PATIENCE);
      }
    } catch (RunscException e) {
      failed(e);
    }
    if (events.isEnded()) {
      hopeless("the stream has ended");
    }
  }
}
