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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks whether a process is still there. */
final class EndProbe extends Probe<ProcessHandle> {
  private final ProcessHandle process;

  EndProbe(ProcessHandle process) {
    super("process:\n  " + process.pid(), "to end");
    this.process = process;
  }

  @Override
  void look() {
    if (process.isAlive() && !isZombie()) {
      saw("alive" + process.info().commandLine().map(line -> ": " + line).orElse(""));
    } else {
      found(process);
    }
  }

  /** One that has ended and was not reaped by its parent counts as alive for Java. */
  private boolean isZombie() {
    try {
      String stat =
          new String(
              Files.readAllBytes(Path.of("/proc", Long.toString(process.pid()), "stat")),
              StandardCharsets.ISO_8859_1);
      // The command's name comes before the state, in parentheses, and may contain anything.
      return stat.startsWith(" Z", stat.lastIndexOf(')') + 1);
    } catch (IOException e) {
      // It has gone meanwhile, or this system has no /proc; Java knows then.
      return !process.isAlive();
    }
  }
}
