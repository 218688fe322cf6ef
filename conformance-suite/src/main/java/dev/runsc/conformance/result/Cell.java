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

package dev.runsc.conformance.result;

import dev.runsc.conformance.transcript.Transcript;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One scenario on one target.
 *
 * @param scenario the scenario's id
 * @param target the target's name
 * @param outcome what came of it; the worst, if it was run more than once
 * @param message why, in a few lines; empty if it passed
 * @param detail the whole story, for whoever looks into it; may be empty
 * @param elapsed how long it took
 * @param transcript what was called and what came back
 * @param attempts every time it was run, in order; never empty
 */
public record Cell(
    String scenario,
    String target,
    Outcome outcome,
    String message,
    String detail,
    Duration elapsed,
    Transcript transcript,
    List<Attempt> attempts) {

  /** The order in reports. */
  public static final Comparator<Cell> ORDER =
      Comparator.comparing(Cell::scenario).thenComparing(Cell::target);

  /** Copies the list. */
  public Cell {
    attempts = List.copyOf(attempts);
  }

  /** Makes the cell of a scenario that was run once. */
  public Cell(
      String scenario,
      String target,
      Outcome outcome,
      String message,
      String detail,
      Duration elapsed,
      Transcript transcript) {
    this(
        scenario,
        target,
        outcome,
        message,
        detail,
        elapsed,
        transcript,
        List.of(new Attempt(outcome, elapsed)));
  }

  /** Whether it did not always end the same way. */
  public boolean flaky() {
    return attempts.stream().map(Attempt::outcome).distinct().count() > 1;
  }

  /**
   * Whether what was said here and there can be held against each other: both bodies said what they
   * had to say, and not just one of them met a fault that comes and goes.
   */
  public boolean comparableWith(Cell other) {
    boolean deviate =
        outcome == Outcome.EXPECTED_DEVIATION && other.outcome == Outcome.EXPECTED_DEVIATION;
    return outcome.comparable()
        && other.outcome.comparable()
        && !(deviate && detail.isEmpty() != other.detail.isEmpty());
  }

  /** How often it was not as expected, of how many times: {@code 1 of 3}. */
  public String share() {
    long bad = attempts.stream().filter(attempt -> !attempt.outcome().expected()).count();
    return bad + " of " + attempts.size();
  }

  /**
   * Takes another run of the same scenario on the same target into account. The worse of the two
   * stands: a scenario that fails once has failed.
   */
  public Cell and(Cell later) {
    List<Attempt> all = new ArrayList<>(attempts);
    all.addAll(later.attempts);
    Cell worse = later.outcome.severity() > outcome.severity() ? later : this;
    return new Cell(
        scenario,
        target,
        worse.outcome,
        worse.message,
        worse.detail,
        worse.elapsed,
        worse.transcript,
        all);
  }
}
