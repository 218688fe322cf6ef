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

package dev.runsc.conformance;

import org.assertj.core.api.AbstractAssert;

/** Asserts what a call did. Every failure shows the whole call. */
public class AnswerAssert extends AbstractAssert<AnswerAssert, Answer> {

  /** The exit status of every failure that is runsc's own, but wrong global flags. */
  public static final int RUNTIME_FAILURE = 128;

  /** Makes an assertion. */
  public AnswerAssert(Answer actual) {
    super(actual, AnswerAssert.class);
  }

  /** Begins an assertion. */
  public static AnswerAssert assertThat(Answer actual) {
    return new AnswerAssert(actual);
  }

  /** It ended with 0 and printed nothing. */
  public AnswerAssert succeededSilently() {
    return exitsWith(0).hasStdout("").hasStderr("");
  }

  /** It ended with 0 and printed this, and nothing on standard error. */
  public AnswerAssert succeededWith(String stdout) {
    return exitsWith(0).hasStdout(stdout).hasStderr("");
  }

  /**
   * It failed as runsc does: 128, this one message, and nothing on standard output. The message is
   * the oldest form, of which {@link Wordings} knows what the release makes.
   */
  public AnswerAssert failedWith(String message) {
    isNotNull();
    return exitsWith(RUNTIME_FAILURE)
        .hasStdout("")
        .hasStderr(actual.wordings().apply(message) + "\n");
  }

  /** It ended with a status. */
  public AnswerAssert exitsWith(int exit) {
    isNotNull();
    if (actual.exit() != exit) {
      fail("exit status", Integer.toString(exit), Integer.toString(actual.exit()));
    }
    return this;
  }

  /** Standard output is this, to the byte. */
  public AnswerAssert hasStdout(String stdout) {
    isNotNull();
    if (!actual.stdout().equals(stdout)) {
      fail("standard output", Words.quoted(stdout), Words.quoted(actual.stdout()));
    }
    return this;
  }

  /** Standard error is this, to the byte. */
  public AnswerAssert hasStderr(String stderr) {
    isNotNull();
    if (!actual.stderr().equals(stderr)) {
      fail("standard error", Words.quoted(stderr), Words.quoted(actual.stderr()));
    }
    return this;
  }

  /** Standard error begins with this line. */
  public AnswerAssert hasFirstStderrLine(String line) {
    isNotNull();
    if (!actual.stderr().equals(line) && !actual.stderr().startsWith(line + "\n")) {
      fail("first line of standard error", Words.quoted(line), Words.quoted(actual.stderr()));
    }
    return this;
  }

  /** Standard error has this somewhere. */
  public AnswerAssert hasStderrContaining(String text) {
    isNotNull();
    if (!actual.stderr().contains(text)) {
      fail("standard error with", Words.quoted(text), Words.quoted(actual.stderr()));
    }
    return this;
  }

  private void fail(String what, String expected, String is) {
    throw failureWithActualExpected(
        is, expected, "%nExpecting %s%n  %s%nbut it was%n  %s%nof%n%s", what, expected, is, actual);
  }
}
