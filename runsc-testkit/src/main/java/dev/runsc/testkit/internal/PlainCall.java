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

package dev.runsc.testkit.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs a command to its end, for what has to be known before any test runs. */
public final class PlainCall {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** What a command did; {@code exit} is -1 if it did not end in time. */
  public record Result(int exit, String stdout, String stderr) {
    /** How it ended and what it said. */
    public String describe() {
      if (exit == -1) {
        return "did not end within " + LIMIT.toSeconds() + " s";
      }
      String said = (stderr.isBlank() ? stdout : stderr).strip();
      return "ended with " + exit + (said.isEmpty() ? ", saying nothing" : ", saying: " + said);
    }
  }

  private PlainCall() {}

  /**
   * Runs a command. Its output goes to files, since a sandbox may keep it open.
   *
   * @throws UnusableException if it cannot be started
   */
  public static Result run(List<String> command) throws UnusableException {
    @Nullable Path directory = null;
    try {
      directory = Files.createTempDirectory("runsc-call-");
      Path out = directory.resolve("out");
      Path err = directory.resolve("err");
      Process process =
          new ProcessBuilder(command)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      int exit = await(process);
      return new Result(exit, read(out), read(err));
    } catch (IOException e) {
      throw UnusableException.environment("cannot run " + command.get(0) + ": " + e.getMessage());
    } finally {
      remove(directory);
    }
  }

  private static void remove(@Nullable Path directory) {
    try {
      if (directory != null) {
        Directories.delete(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + directory + ": " + e, e);
    }
  }

  private static int await(Process process) {
    try {
      if (process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        return process.exitValue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    return -1;
  }

  private static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
