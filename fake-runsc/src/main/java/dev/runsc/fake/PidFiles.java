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
  static void write(Session session, String given, long pid, String context) {
    Path file = session.request().resolve(given);
    try {
      Files.writeString(file, Long.toString(pid));
    } catch (IOException e) {
      throw new RunscError(
          context
              + (session.profile().pidFilesAreRenamed()
                  ? temporary(given, file, e)
                  : SystemErrors.describe("open", file, e).replace(file.toString(), given)));
    }
  }

  /** Writes the pid file of create, which says less of how it is written. */
  static void writeOver(Session session, String given, long pid, String context) {
    Path file = session.request().resolve(given);
    try {
      Files.writeString(file, Long.toString(pid));
    } catch (IOException e) {
      throw new RunscError(
          context + SystemErrors.describe("open", file, e).replace(file.toString(), given));
    }
  }

  /** Newer releases write to a temporary file beside it first. */
  private static String temporary(String given, Path file, IOException error) {
    int slash = given.lastIndexOf('/');
    String directory = slash < 0 ? "." : given.substring(0, slash);
    String temporary = directory + "/pid-tmp-" + (given.hashCode() & Integer.MAX_VALUE);
    return "failed to create temp pid file in dir "
        + directory
        + ": "
        + SystemErrors.describe("open", file, error).replace(file.toString(), temporary);
  }
}
