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

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds the program of a bundle on the host, or fails as gVisor's loader does. */
final class HostProgram {
  private HostProgram() {}

  /**
   * Finds the program.
   *
   * @param finding what stands before a failure to find it in PATH
   * @param loading what stands before a failure to load it
   * @param missing why a program without a name cannot be found
   */
  static Path find(ProcessSpec process, String finding, String loading, String missing) {
    String program = process.args().get(0);
    if (program.indexOf('/') >= 0) {
      Path path = Path.of(process.cwd()).resolve(program).normalize();
      if (!Files.exists(path)) {
        throw new RunscError(loading + "failed to load " + path + ": no such file or directory");
      }
      if (Files.isDirectory(path) || !Files.isExecutable(path)) {
        throw new RunscError(loading + "failed to load " + path + ": permission denied");
      }
      return path;
    }
    List<String> directories =
        process.variable("PATH").map(path -> List.of(path.split(":", -1))).orElse(List.of());
    for (String directory : directories) {
      Path path = Path.of("/").resolve(directory).resolve(program);
      if (!program.isEmpty() && Files.isRegularFile(path) && Files.isExecutable(path)) {
        return path;
      }
    }
    throw new RunscError(
        finding
            + "error finding executable "
            + GoText.quote(program)
            + " in PATH ["
            + String.join(" ", directories)
            + "]: "
            + (program.isEmpty() ? missing : "no such file or directory"));
  }
}
