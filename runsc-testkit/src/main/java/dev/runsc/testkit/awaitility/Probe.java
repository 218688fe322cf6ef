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

import org.jspecify.annotations.Nullable;

/**
 * Looks, again and again, whether something is so by now. Used by one thread.
 *
 * @param <T> what it finds
 */
abstract class Probe<T> {
  private final String subject;
  private final String wanted;
  private @Nullable T found;
  private @Nullable String hopeless;
  private String seen = "nothing";
  private @Nullable Throwable error;

  /**
   * @param subject what is looked at, such as {@code container:} with its id in the next line
   * @param wanted what it is to become, such as {@code to be running}
   */
  Probe(String subject, String wanted) {
    this.subject = subject;
    this.wanted = wanted;
  }

  /** Looks once, and notes what it sees by the methods below. */
  abstract void look();

  final void found(T what) {
    found = what;
  }

  /** It cannot become so any more. */
  final void hopeless(String reason) {
    hopeless = reason;
  }

  final void saw(String what) {
    seen = what;
    error = null;
  }

  final void failed(Throwable last) {
    error = last;
  }

  final @Nullable T result() {
    return found;
  }

  final boolean isDecided() {
    return found != null || hopeless != null;
  }

  /** Why it was not found. */
  final AssertionError failure(String limit, String elapsed) {
    String text =
        "\nExpecting "
            + subject
            + "\n"
            + wanted
            + " within "
            + limit
            + "\nbut "
            + (hopeless == null
                ? "it was not so in time; last seen:\n  "
                : hopeless + " (given up after " + elapsed + "); last seen:\n  ")
            + seen;
    if (error != null) {
      text +=
          "\nlast error:\n  " + String.valueOf(error.getMessage()).strip().replace("\n", "\n  ");
    }
    return new AssertionError(text, error);
  }
}
