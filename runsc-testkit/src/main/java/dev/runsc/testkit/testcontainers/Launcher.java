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

package dev.runsc.testkit.testcontainers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The two scripts by which calls get into the container and their answers out of it, see {@code
 * launcher.sh}.
 */
final class Launcher {
  private static final String EXECUTABLE = "runsc";
  private static final String AGENT = "agent";

  private Launcher() {}

  /** The executable of this side. */
  static Path executable(Path directory) {
    return directory.resolve(EXECUTABLE);
  }

  /** Where both sides meet. */
  static Path agent(Path directory) {
    return directory.resolve(AGENT);
  }

  static boolean isPart(Path directory, Path path) {
    return path.equals(executable(directory)) || path.equals(agent(directory));
  }

  static void write(Path directory, Collection<Path> shared, String command) throws IOException {
    Path agent = Files.createDirectory(agent(directory));
    Files.writeString(agent.resolve("agent"), resource("agent.sh"));
    makeFifo(agent.resolve("requests"));
    String script =
        resource("launcher.sh")
            .replace("@AGENT@", quote(agent.toString()))
            .replace(
                "@SHARED@",
                quote(shared.stream().map(Path::toString).collect(Collectors.joining("\n"))))
            .replace("@COMMAND@", quote(quote(command)));
    Path executable = Files.writeString(executable(directory), script);
    Files.setPosixFilePermissions(executable, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static void makeFifo(Path path) throws IOException {
    Process process =
        new ProcessBuilder("mkfifo", path.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (process.waitFor() != 0) {
        throw new IOException("mkfifo " + path + " failed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while making " + path, e);
    }
  }

  private static String quote(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(Launcher.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
