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

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a program writes in memory, bounded. For one call; see {@link Io#capture(int)}.
 *
 * <pre>{@code
 * IoCapture output = Io.capture(1 << 20);
 * runsc.exec("web", List.of("ps", "aux"), ExecOptions.builder().io(output).build());
 * System.out.print(output.stdout().text());
 * }</pre>
 *
 * <p>Thread-safe. What it has is complete once the call has returned or thrown.
 *
 * @since 0.1.0
 */
public final class IoCapture implements Io {

  private final BoundedBuffer stdout;
  private final BoundedBuffer stderr;
  private final @Nullable Path stdin;
  private final AtomicBoolean used = new AtomicBoolean();

  IoCapture(int limit, @Nullable Path stdin) {
    this.stdout = new BoundedBuffer(limit);
    this.stderr = new BoundedBuffer(limit);
    this.stdin = stdin;
  }

  /**
   * Returns what the program wrote to its standard output.
   *
   * @return what was kept of it until now
   */
  public Captured stdout() {
    return stdout.captured();
  }

  /**
   * Returns what the program wrote to its standard error, where runsc's own messages go too.
   *
   * @return what was kept of it until now
   */
  public Captured stderr() {
    return stderr.captured();
  }

  /** The streams, for the one call that may use them. */
  Stdio stdio() {
    if (used.getAndSet(true)) {
      throw new IllegalStateException(
          "this capture has been used by another call: make one for each call with Io.capture");
    }
    return new Stdio(
        stdin == null ? new Stdio.NoInput() : new Stdio.FromFile(stdin),
        new Stdio.Into(stdout),
        new Stdio.Into(stderr));
  }
}
