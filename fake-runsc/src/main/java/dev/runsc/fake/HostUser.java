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
import java.util.stream.Collectors;

/** The user that a host program runs as: the one it asks for if this process may, else our own. */
final class HostUser {
  private HostUser() {}

  /** The options that make setpriv switch the user, or empty text to stay who we are. */
  static String switchTo(ProcessSpec process) {
    long own = own();
    if (own != 0 || (process.uid() == 0 && process.gid() == 0 && process.groups().isEmpty())) {
      return "";
    }
    String groups =
        process.groups().isEmpty()
            ? "--clear-groups"
            : "--groups="
                + process.groups().stream().map(String::valueOf).collect(Collectors.joining(","));
    return "--reuid=" + process.uid() + " --regid=" + process.gid() + " " + groups;
  }

  private static long own() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith("Uid:")) {
          return Long.parseLong(line.split("\\s+", -1)[1]);
        }
      }
    } catch (IOException e) {
      // No /proc: not Linux, where setpriv is not to be had either.
      return -1;
    }
    return -1;
  }

  /** The home directory that the host's passwd file gives a user, as runsc looks it up. */
  static String home(long uid) {
    try {
      for (String line : Files.readAllLines(Path.of("/etc/passwd"))) {
        String[] fields = line.split(":", -1);
        if (fields.length > 5 && fields[2].equals(Long.toString(uid))) {
          return fields[5];
        }
      }
    } catch (IOException e) {
      return "/";
    }
    return "/";
  }
}
