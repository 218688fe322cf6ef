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
import org.jspecify.annotations.Nullable;

/**
 * The command ended with a failure of its own.
 *
 * <p>What it tells does not change, so any thread may read it.
 *
 * @since 0.1.0
 */
public final class RunscExitException extends RunscException {

  private static final long serialVersionUID = 1L;

  /** What else was logged, oldest first. */
  private final String[] logged;

  RunscExitException(
      ErrorKind kind,
      String summary,
      CallFacts facts,
      @Nullable String runscMessage,
      List<String> logged) {
    super(kind, summary, facts, runscMessage, ErrorText.causes(logged, runscMessage), null);
    this.logged = logged.toArray(new String[0]);
  }

  /**
   * Returns the errors that were logged during the call by runsc and by the processes of the
   * sandbox, which often know the reason of what runsc can only call a failure to start.
   *
   * <p>Known only for commands whose standard error belongs to the container: create, start, run,
   * exec and restore. If the client's log is shared with other calls, their errors may be among
   * them.
   *
   * @return the messages, oldest first
   */
  public List<String> loggedErrors() {
    return List.of(logged);
  }
}
