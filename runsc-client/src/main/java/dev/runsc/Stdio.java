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

/** What a command's three streams are connected to; capturing is by a pipe of ours. */
record Stdio(Source stdin, Sink stdout, Sink stderr) {

  /** For commands that leave no process behind. */
  static Stdio captured(int stdoutLimit, int stderrLimit) {
    return new Stdio(new NoInput(), new Capture(stdoutLimit), new Capture(stderrLimit));
  }

  /**
   * For commands whose streams become those of a container. Options see to it that pipes reach only
   * commands that end with their program (trap B12).
   */
  static Stdio of(Io io) {
    if (io instanceof FilesIo files) {
      return new Stdio(
          new FromFile(files.stdin()), new ToFile(files.stdout()), new ToFile(files.stderr()));
    }
    if (io instanceof IoCapture capture) {
      return capture.stdio();
    }
    if (io instanceof IoPipes pipes) {
      return pipes.stdio();
    }
    if (io instanceof InheritIo) {
      return new Stdio(new Inherited(), new Inherited(), new Inherited());
    }
    return new Stdio(new NoInput(), new Dropped(), new Dropped());
  }

  /** The same outputs, with a file to read, if there is one. */
  Stdio reading(java.nio.file.@org.jspecify.annotations.Nullable Path file) {
    return file == null ? this : new Stdio(new FromFile(file), stdout, stderr);
  }

  /** Whether somebody may be waiting for each word. */
  boolean isInteractive() {
    return stdin instanceof FromUs;
  }

  /** Where standard input comes from. */
  sealed interface Source permits NoInput, FromFile, FromUs, Inherited {}

  /** Where an output goes. */
  sealed interface Sink permits Capture, Into, Dropped, ToFile, Inherited {}

  record NoInput() implements Source {}

  record FromFile(java.nio.file.Path path) implements Source {}

  record FromUs(PipeInput input) implements Source {}

  record Inherited() implements Source, Sink {}

  record Capture(int limit) implements Sink {}

  record Into(ByteSink target) implements Sink {}

  record Dropped() implements Sink {}

  record ToFile(java.nio.file.Path path) implements Sink {}
}
