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

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * Logs every command and how it ended, at level {@link Level#DEBUG}, and leaves the rest to another
 * monitor. Arguments are logged, environments are not.
 *
 * <pre>{@code
 * Runsc runsc = Runsc.builder().monitor(new LogMonitor(System.getLogger("runsc"))).build();
 * }</pre>
 *
 * <p>Thread-safe.
 *
 * @since 0.1.0
 */
public final class LogMonitor implements ProcessMonitor {

  private final Logger logger;
  private final ProcessMonitor next;

  /**
   * Logs, and starts processes plainly.
   *
   * @param logger where to log
   */
  public LogMonitor(Logger logger) {
    this(logger, ProcessMonitor.plain());
  }

  /**
   * Logs, and leaves starting to another monitor.
   *
   * @param logger where to log
   * @param next the monitor that starts processes
   */
  public LogMonitor(Logger logger, ProcessMonitor next) {
    this.logger = Objects.requireNonNull(logger, "logger");
    this.next = Objects.requireNonNull(next, "next");
  }

  @Override
  public Process start(ProcessBuilder builder) throws IOException {
    logger.log(Level.DEBUG, () -> "executing: " + ErrorText.commandLine(builder.command()));
    return next.start(builder);
  }

  @Override
  public void ended(List<String> command, OptionalInt exitCode, Duration elapsed) {
    next.ended(command, exitCode, elapsed);
    logger.log(
        Level.DEBUG,
        () ->
            (exitCode.isPresent() ? "exit code " + exitCode.getAsInt() : "ended by the client")
                + " after "
                + elapsed.toMillis()
                + " ms: "
                + ErrorText.commandLine(command));
  }
}
