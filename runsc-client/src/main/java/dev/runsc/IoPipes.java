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

import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Streams that connect this process with a program in a container. For one call; see {@link
 * Io#pipes()}.
 *
 * <p>The call blocks the thread that makes it, so the streams are for other threads. They may be
 * used before the call begins. Whoever does not read holds the program up once some hundred
 * kilobytes are waiting, so read both outputs, or close those that are not wanted; reading comes to
 * its end when the call ends, and what was written until then can still be read afterwards. The
 * program's input ends when {@link #stdin()} is closed.
 *
 * <pre>{@code
 * IoPipes pipes = Io.pipes();
 * pipes.stderr().close();
 * Future<ExitStatus> end = executor.submit(() ->
 *     runsc.exec("web", List.of("sort"), ExecOptions.builder().io(pipes).build()));
 * try (Writer input = new OutputStreamWriter(pipes.stdin(), UTF_8)) {
 *   input.write("b\na\n");
 * }
 * String sorted = new String(pipes.stdout().readAllBytes(), UTF_8);
 * }</pre>
 *
 * @since 0.1.0
 */
public final class IoPipes implements Io {

  private final PipeInput stdin = new PipeInput();
  private final PipeOutput stdout = new PipeOutput();
  private final PipeOutput stderr = new PipeOutput();
  private final AtomicBoolean used = new AtomicBoolean();

  IoPipes() {}

  /**
   * Returns the program's standard input. What is written goes to the program at once. Writing
   * waits until the program has been started, and fails once nobody can read it.
   *
   * @return the stream to write to; closing it ends the program's input
   */
  public OutputStream stdin() {
    return stdin;
  }

  /**
   * Returns the program's standard output.
   *
   * @return the stream to read from; closing it lets the program know, by a signal, when it writes
   */
  public InputStream stdout() {
    return stdout;
  }

  /**
   * Returns the program's standard error, where runsc's own messages go too.
   *
   * @return the stream to read from; closing it lets the program know, by a signal, when it writes
   */
  public InputStream stderr() {
    return stderr;
  }

  /** The streams, for the one call that may use them. */
  Stdio stdio() {
    if (used.getAndSet(true)) {
      throw new IllegalStateException(
          "these pipes have been used by another call: make some for each call with Io.pipes");
    }
    return new Stdio(
        new Stdio.FromUs(stdin), new Stdio.Into(stdout.sink()), new Stdio.Into(stderr.sink()));
  }

  /** Says that the call is over, however it ended. */
  void end() {
    stdin.end();
    stdout.end();
    stderr.end();
  }
}
