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

package dev.runsc.fake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that hold a process id: digits and nothing else, mode 644, over what was there. */
final class PidFiles {
  private PidFiles() {}

  /**
   * Writes a pid file.
   *
   * @param context what stands before a failure
   */
  static void write(Request request, String given, long pid, String context) {
    Path file = request.resolve(given);
    try {
      Files.writeString(file, Long.toString(pid));
    } catch (IOException e) {
      throw new RunscError(
          context + SystemErrors.describe("open", file, e).replace(file.toString(), given));
    }
  }
}
