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

/** What came of a scenario on a target. */
public enum Outcome {
  /** It does what it should. */
  PASSED("passed", "ok", Weight.EXPECTED),
  /** It misbehaves, as is known and declared. */
  EXPECTED_DEVIATION("expected deviation", "deviates", Weight.EXPECTED),
  /** The target lacks a capability that the scenario needs. */
  NOT_APPLICABLE("not applicable", "n/a", Weight.EXPECTED),
  /** It does not do what it should. */
  FAILED("failed", "FAILED", Weight.FINDING),
  /** It does what it should although it is declared not to. */
  UNEXPECTED_PASS("unexpected pass", "PASSES", Weight.FINDING),
  /** It does not say what the real release that it imitates says. */
  DRIFT("drift", "DRIFT", Weight.FINDING),
  /** Something the scenario stands on failed, so nothing is known about the target. */
  ENVIRONMENT_ERROR("environment error", "ENV", Weight.UNKNOWN),
  /** The suite is at fault, or something was left behind, so nothing is known. */
  SUITE_ERROR("suite error", "SUITE", Weight.UNKNOWN);

  private enum Weight {
    EXPECTED,
    FINDING,
    UNKNOWN
  }

  private final String text;
  private final String mark;
  private final Weight weight;

  Outcome(String text, String mark, Weight weight) {
    this.text = text;
    this.mark = mark;
    this.weight = weight;
  }

  /** The outcome in words. */
  public String text() {
    return text;
  }

  /** The outcome in a table. */
  public String mark() {
    return mark;
  }

  /** Whether all is as expected. */
  public boolean expected() {
    return weight == Weight.EXPECTED;
  }

  /** Whether this says something about the target that is not as expected. */
  public boolean finding() {
    return weight == Weight.FINDING;
  }

  /** How bad it is: of two outcomes of one scenario the one with the higher number stands. */
  public int severity() {
    return switch (this) {
      case NOT_APPLICABLE -> 0;
      case PASSED -> 1;
      case EXPECTED_DEVIATION -> 2;
      case ENVIRONMENT_ERROR -> 3;
      case SUITE_ERROR -> 4;
      case DRIFT -> 5;
      case UNEXPECTED_PASS -> 6;
      case FAILED -> 7;
    };
  }

  /** Finds an outcome by its words. */
  public static Outcome ofText(String text) {
    for (Outcome outcome : values()) {
      if (outcome.text.equals(text)) {
        return outcome;
      }
    }
    throw new IllegalArgumentException("\"" + text + "\" is not an outcome");
  }

  /** Whether the scenario's body said what it had to say, so that its transcript counts. */
  public boolean comparable() {
    return this != NOT_APPLICABLE && weight != Weight.UNKNOWN;
  }
}
