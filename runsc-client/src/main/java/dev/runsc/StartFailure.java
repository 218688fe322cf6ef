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
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says in plain words why a process could not be started, and what to do. */
final class StartFailure {

  /** The number of an error as JDK 17, and as JDK 25 words it. */
  private static final Pattern BUSY = Pattern.compile("error(=26,|: 26\\b)");

  private static final Pattern TOO_LONG = Pattern.compile("error(=7,|: 7\\b)");

  private StartFailure() {}

  static boolean isBusy(IOException e) {
    return BUSY.matcher(message(e)).find();
  }

  static String explain(ProcessCall call, IOException e) {
    String streams = streamProblem(call.stdio());
    if (streams != null) {
      return streams;
    }
    String program = call.argv().get(0);
    if (call.launcher() > 0) {
      return "the program "
          + program
          + " of util-linux, which pdeathSignal and setpgid need, cannot be started: "
          + message(e);
    }
    return explain(program, e);
  }

  private static String explain(String command, IOException e) {
    if (command.indexOf('/') < 0) {
      return "there is no executable \""
          + command
          + "\" in the directories of PATH ("
          + Objects.requireNonNullElse(System.getenv("PATH"), "not set")
          + "); install it there or give Runsc.builder().command(...) a path";
    }
    return "the command " + command + " " + fileProblem(command, e);
  }

  /**
   * What keeps the command itself from being started, if another program is to start it, whose
   * failure would look like one of the command.
   */
  static @Nullable String behindLauncher(ProcessCall call) {
    String command = call.command();
    String path = call.environment().getOrDefault("PATH", "");
    boolean found =
        command.indexOf('/') >= 0
            ? isProgram(Path.of(command))
            : Stream.of(path.split(":"))
                .anyMatch(directory -> isProgram(Path.of(directory, command)));
    return found ? null : explain(command, new IOException("it cannot be executed"));
  }

  private static boolean isProgram(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }

  private static String fileProblem(String command, IOException e) {
    Path file;
    try {
      file = Path.of(command);
    } catch (InvalidPathException invalid) {
      return "is no path: " + invalid.getMessage();
    }
    if (!Files.exists(file)) {
      return "does not exist";
    }
    if (Files.isDirectory(file)) {
      return "is a directory; give Runsc.builder().command(...) the executable in it";
    }
    if (!Files.isExecutable(file)) {
      return "is not executable; chmod +x it";
    }
    String message = message(e);
    if (TOO_LONG.matcher(message).find()) {
      return "was given more arguments than the system allows";
    }
    if (BUSY.matcher(message).find()) {
      return "is still being written by some process";
    }
    return "could not be executed (is the interpreter it names there?): " + message;
  }

  private static @Nullable String streamProblem(Stdio stdio) {
    if (stdio.stdin() instanceof Stdio.FromFile file && !Files.isReadable(file.path())) {
      return "the file for standard input cannot be read: " + file.path();
    }
    String stdout = sinkProblem("output", stdio.stdout());
    return stdout != null ? stdout : sinkProblem("error", stdio.stderr());
  }

  private static @Nullable String sinkProblem(String name, Stdio.Sink sink) {
    if (!(sink instanceof Stdio.ToFile file)) {
      return null;
    }
    Path path = file.path();
    Path parent = path.getParent();
    if (Files.isDirectory(path)) {
      return "the file for standard " + name + " is a directory: " + path;
    }
    if (parent != null && !Files.isDirectory(parent)) {
      return "the file for standard " + name + " is in no existing directory: " + path;
    }
    return Files.exists(path) && !Files.isWritable(path)
        ? "the file for standard " + name + " cannot be written: " + path
        : null;
  }

  private static String message(IOException e) {
    return Objects.requireNonNullElse(e.getMessage(), e.toString());
  }
}
