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

import java.util.List;

/**
 * The calling thread was interrupted. The command, if it was started, and every process below it
 * were ended; what they wrote until then was kept. The thread's interrupt status is set again.
 *
 * <p>The container may be in any state, as after a {@link RunscTimeoutException}.
 *
 * @since 0.1.0
 */
public final class RunscInterruptedException extends RunscException {

  private static final long serialVersionUID = 1L;

  RunscInterruptedException(String summary, CallFacts facts) {
    super(ErrorKind.INTERRUPTED, summary, facts, null, List.of(), null);
  }
}
