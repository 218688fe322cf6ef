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

/**
 * The call took longer than its timeout. The command and every process below it were ended; what
 * they wrote until then was kept.
 *
 * <p>The container may be in any state, so ask {@link Runsc#state(String)}. After a {@link
 * Runsc#run(String, java.nio.file.Path)} its sandbox has been ended too, while its record stays
 * until {@link Runsc#delete(String)}.
 *
 * <p>What it tells does not change, so any thread may read it.
 *
 * @since 0.1.0
 */
public final class RunscTimeoutException extends RunscException {

  private static final long serialVersionUID = 1L;

  /** The limit that was passed. */
  private final Duration timeout;

  RunscTimeoutException(String summary, CallFacts facts, Duration timeout) {
    super(ErrorKind.TIMED_OUT, summary, facts, null, List.of(), null);
    this.timeout = timeout;
  }

  /**
   * Returns the limit that was passed.
   *
   * @return the timeout of the call
   */
  public Duration timeout() {
    return timeout;
  }
}
