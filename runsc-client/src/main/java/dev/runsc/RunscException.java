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

package dev.runsc;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A call of runsc that did not do what was asked.
 *
 * <p>The facts are fields, so nobody needs to read the message: {@link #kind()} says what went
 * wrong as far as runsc's words tell, {@link #runscMessage()} has the words. The sub-types say how
 * far the call got.
 *
 * <pre>{@code
 * try {
 *   runsc.delete("web");
 * } catch (RunscException e) {
 *   if (e.kind() != ErrorKind.NOT_FOUND) {
 *     throw e;
 *   }
 * }
 * }</pre>
 *
 * <p>What it tells does not change, so any thread may read it.
 *
 * @since 0.1.0
 */
public abstract sealed class RunscException extends RuntimeException
    permits RunscStartException,
        RunscExitException,
        RunscTimeoutException,
        RunscInterruptedException,
        RunscOutputException {

  private static final long serialVersionUID = 1L;
  private static final int NONE = Integer.MIN_VALUE;

  /** What kind of failure. */
  private final ErrorKind kind;

  /** The command line. */
  private final String[] argv;

  /** The exit code, or {@link #NONE}. */
  private final int exitCode;

  /** What was kept of standard output. */
  private final String stdout;

  /** The size of all of it. */
  private final long stdoutSize;

  /** What was kept of standard error. */
  private final String stderr;

  /** The size of all of it. */
  private final long stderrSize;

  /** How long the call took. */
  private final Duration elapsed;

  /** What runsc said, or null. */
  private final @Nullable String runscMessage;

  RunscException(
      ErrorKind kind,
      String summary,
      CallFacts facts,
      @Nullable String runscMessage,
      List<String> causes,
      @Nullable Throwable cause) {
    super(ErrorText.of(summary, facts, runscMessage, causes), cause);
    this.kind = kind;
    this.argv = facts.argv().toArray(new String[0]);
    this.exitCode = facts.exitCode().orElse(NONE);
    this.stdout = facts.stdout().text();
    this.stdoutSize = facts.stdout().size();
    this.stderr = facts.stderr().text();
    this.stderrSize = facts.stderr().size();
    this.elapsed = facts.elapsed();
    this.runscMessage = runscMessage;
  }

  /**
   * Returns what kind of failure this is.
   *
   * @return the kind; {@link ErrorKind#OTHER} if runsc's words are not known
   */
  public final ErrorKind kind() {
    return kind;
  }

  /**
   * Returns the command line.
   *
   * @return the command and its arguments
   */
  public final List<String> argv() {
    return List.of(argv);
  }

  /**
   * Returns the exit code of the command: 128 for most failures of runsc, 2 for wrong global flags
   * and crashes, 128 + n if signal n ended it.
   *
   * @return the code, or empty if the command did not start or did not end
   */
  public final OptionalInt exitCode() {
    return exitCode == NONE ? OptionalInt.empty() : OptionalInt.of(exitCode);
  }

  /**
   * Returns what the command wrote to its standard output, cut in the middle if it was long.
   *
   * @return the text; empty if nothing was written, or if the stream led elsewhere ({@link Io})
   */
  public final String stdout() {
    return stdout;
  }

  /**
   * Returns how much the command wrote to its standard output.
   *
   * @return the number of bytes, also of what was cut
   */
  public final long stdoutSize() {
    return stdoutSize;
  }

  /**
   * Returns what the command wrote to its standard error, cut in the middle if it was long.
   *
   * @return the text; what was appended to the file if the stream led to one; empty if nothing was
   *     written, or if the stream led elsewhere ({@link Io})
   */
  public final String stderr() {
    return stderr;
  }

  /**
   * Returns how much the command wrote to its standard error.
   *
   * @return the number of bytes, also of what was cut
   */
  public final long stderrSize() {
    return stderrSize;
  }

  /**
   * Returns how long the call took.
   *
   * @return the time from the start of the command to its end, or to this failure
   */
  public final Duration elapsed() {
    return elapsed;
  }

  /**
   * Returns what runsc itself said, without warnings and usage texts around it. It is found also
   * where standard error belongs to the container.
   *
   * @return the message, or empty if it said nothing
   */
  public final Optional<String> runscMessage() {
    return Optional.ofNullable(runscMessage);
  }
}
