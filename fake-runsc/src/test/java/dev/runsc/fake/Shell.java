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

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Calls an executable as another program would, with its streams in files. */
final class Shell {
  private static final long LIMIT_SECONDS = 120;

  private final Path directory;
  private final List<String> command;
  private final Map<String, String> environment;
  private final Path cwd;

  private Shell(Path directory, List<String> command, Map<String, String> environment, Path cwd) {
    this.directory = directory;
    this.command = command;
    this.environment = environment;
    this.cwd = cwd;
  }

  /** How a call ended. */
  record Result(int exit, String stdout, String stderr) {}

  static Shell of(Path directory, Path executable, String... globalFlags) {
    List<String> command = new ArrayList<>(List.of(executable.toString()));
    command.addAll(List.of(globalFlags));
    return new Shell(directory, command, Map.of(), directory);
  }

  Shell with(Map<String, String> variables) {
    return new Shell(directory, command, variables, cwd);
  }

  Shell in(Path other) {
    return new Shell(directory, command, environment, other);
  }

  Result call(String... arguments) {
    Started started = start(arguments);
    return started.end();
  }

  /** A call that goes on. */
  record Started(Process process, Path stdout, Path stderr) {
    Result end() {
      try {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new AssertionError(process.info().commandLine() + " does not end");
        }
        return new Result(process.exitValue(), text(stdout), text(stderr));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
    }

    static String text(Path file) {
      try {
        return Files.readString(file, StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  Started start(String... arguments) {
    try {
      Path stdout = Files.createTempFile(directory, "stdout", "");
      Path stderr = Files.createTempFile(directory, "stderr", "");
      List<String> all = new ArrayList<>(command);
      all.addAll(List.of(arguments));
      ProcessBuilder builder =
          new ProcessBuilder(all)
              .directory(cwd.toFile())
              .redirectInput(new File("/dev/null"))
              .redirectOutput(stdout.toFile())
              .redirectError(stderr.toFile());
      builder.environment().putAll(environment);
      return new Started(builder.start(), stdout, stderr);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
