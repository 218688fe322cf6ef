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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** One call of a transcript as it is going to be made: where, with which streams, until when. */
final class TranscriptCall {
  /** Stands for the exit code of a call that was seen not to end. */
  static final int NO_END = -99;

  private static final long LIMIT_SECONDS = 60;
  private static final long ENDLESS_MILLIS = 1500;

  /** How long a call takes to come to where it blocks, and more. */
  static final long BLOCKED_MILLIS = 700;

  private final Path directory;
  private final List<String> command;
  private final Map<String, String> environment = new HashMap<>();
  private Path cwd;
  private File stdin = new File("/dev/null");
  private boolean endless;
  private AtomicReference<Shell.Started> keep = new AtomicReference<>();
  private Consumer<Process> meanwhile = process -> {};

  TranscriptCall(Path directory, Path executable, List<String> argv) {
    this.directory = directory;
    this.cwd = directory;
    this.command = new ArrayList<>(List.of(executable.toString()));
    this.command.addAll(argv);
  }

  TranscriptCall with(Map<String, String> variables) {
    environment.putAll(variables);
    return this;
  }

  TranscriptCall in(Path other) {
    cwd = other;
    return this;
  }

  TranscriptCall stdin(String text) {
    try {
      Path file = Files.createTempFile(directory, "stdin", "");
      Files.writeString(file, text);
      stdin = file.toFile();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets a shell make the call, as {@code "$@"} in its script. */
  TranscriptCall through(String script) {
    command.addAll(0, List.of("/bin/sh", "-c", script, "sh"));
    return this;
  }

  /** The same with something in its words that does not depend on time. */
  TranscriptCall replacing(String part, String other) {
    command.replaceAll(word -> word.replace(part, other));
    return this;
  }

  /** The call is seen not to end, and ended. */
  TranscriptCall withoutEnd() {
    endless = true;
    return this;
  }

  /** Does something once the call blocks. */
  TranscriptCall meanwhile(Runnable action) {
    meanwhile =
        process -> {
          Waiting.pause(BLOCKED_MILLIS);
          action.run();
        };
    return this;
  }

  /** Keeps hold of the call: what it left behind may go on to write. */
  TranscriptCall keeping(AtomicReference<Shell.Started> kept) {
    keep = kept;
    return this;
  }

  Shell.Started start() {
    try {
      Path stdout = Files.createTempFile(directory, "stdout", "");
      Path stderr = Files.createTempFile(directory, "stderr", "");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(cwd.toFile())
              .redirectInput(stdin)
              .redirectOutput(stdout.toFile())
              .redirectError(stderr.toFile());
      builder.environment().putAll(environment);
      return new Shell.Started(builder.start(), stdout, stderr);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Shell.Result run() {
    Shell.Started started = start();
    keep.set(started);
    Process process = started.process();
    meanwhile.accept(process);
    try {
      long millis = endless ? ENDLESS_MILLIS : TimeUnit.SECONDS.toMillis(LIMIT_SECONDS);
      boolean ended = process.waitFor(millis, TimeUnit.MILLISECONDS);
      if (!ended) {
        process.destroyForcibly();
      }
      return new Shell.Result(
          ended ? process.exitValue() : NO_END, text(started.stdout()), text(started.stderr()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Bytes that are no UTF-8 are shown as in the transcripts. */
  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
