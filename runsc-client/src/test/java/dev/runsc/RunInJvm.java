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

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A run in a Java process of its own, which may be killed and whose streams are its own. */
final class RunInJvm {

  private RunInJvm() {}

  /**
   * Runs a container and ends with its exit status.
   *
   * @param args the command, the signal for the death of this process, {@code inherit} or {@code
   *     discard}, the id, the bundle, and global flags as {@code name=value}
   */
  public static void main(String[] args) {
    Runsc.Builder builder =
        Runsc.builder().command(Path.of(args[0])).pdeathSignal(Signal.valueOf(args[1]));
    for (String flag : List.of(args).subList(5, args.length)) {
      String[] parts = flag.split("=", 2);
      if (parts[0].equals("root")) {
        builder.root(Path.of(parts[1]));
      } else {
        builder.config(parts[0], parts[1]);
      }
    }
    Io io = args[2].equals("inherit") ? Io.inherit() : Io.discard();
    ExitStatus status =
        builder.build().run(args[3], Path.of(args[4]), RunOptions.builder().io(io).build());
    System.exit(status.code());
  }

  /** Starts it, with what it prints in a file. */
  static Process start(Path output, Path command, List<String> args) throws Exception {
    return builder(command, args).redirectErrorStream(true).redirectOutput(output.toFile()).start();
  }

  /** Starts it with pipes. */
  static Process start(Path command, List<String> args) throws Exception {
    return builder(command, args).start();
  }

  private static ProcessBuilder builder(Path command, List<String> args) throws Exception {
    List<String> roots = new ArrayList<>(ClassPaths.of(ClassPaths.LIBRARIES));
    roots.addAll(ClassPaths.of(List.of(RunInJvm.class.getName(), Runsc.class.getName())));
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // It is killed, and leaves the files of its call to whoever cleans up.
                "-Djava.io.tmpdir="
                    + Files.createTempDirectory(Path.of("target").toAbsolutePath(), "killed-jvm-"),
                "-cp",
                String.join(File.pathSeparator, roots),
                RunInJvm.class.getName(),
                command.toString()));
    words.addAll(args);
    return new ProcessBuilder(words);
  }
}
