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

package dev.runsc.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The files behind the standard streams of a call, and of the container that the call made.
 *
 * @param stdin read from
 * @param stdout written to
 * @param stderr written to
 * @param patience how long to wait for something to be written
 */
public record Streams(Path stdin, Path stdout, Path stderr, Duration patience) {

  /** What has been written to standard output up to now. */
  public String stdoutText() {
    return read(stdout);
  }

  /** What has been written to standard error up to now. */
  public String stderrText() {
    return read(stderr);
  }

  /**
   * Waits until standard output holds a text, such as the word by which a program says that it is
   * ready.
   */
  public void awaitStdout(String text) {
    Waiting.until(
        () -> stdoutText().contains(text),
        () ->
            "standard output never held \""
                + text
                + "\"\n  stdout: "
                + stdoutText()
                + "\n  stderr: "
                + stderrText(),
        patience);
  }

  /** Waits until all of standard output fits a pattern. */
  public void awaitMatch(String pattern) {
    Waiting.until(
        () -> stdoutText().matches(pattern),
        () -> "standard output never fitted " + pattern + "\n  stdout: " + stdoutText(),
        patience);
  }

  /** Waits until standard error holds a text. */
  public void awaitStderr(String text) {
    Waiting.until(
        () -> stderrText().contains(text),
        () -> "standard error never held \"" + text + "\"\n  stderr: " + stderrText(),
        patience);
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
