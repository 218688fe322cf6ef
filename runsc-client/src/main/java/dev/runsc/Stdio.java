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

  /** For commands whose streams become those of a container: never a pipe (trap B12). */
  static Stdio of(Io io) {
    if (io instanceof FilesIo files) {
      return new Stdio(
          new FromFile(files.stdin()), new ToFile(files.stdout()), new ToFile(files.stderr()));
    }
    if (io instanceof InheritIo) {
      return new Stdio(new Inherited(), new Inherited(), new Inherited());
    }
    return new Stdio(new NoInput(), new Dropped(), new Dropped());
  }

  /** Where standard input comes from. */
  sealed interface Source permits NoInput, FromFile, Inherited {}

  /** Where an output goes. */
  sealed interface Sink permits Capture, Dropped, ToFile, Inherited {}

  record NoInput() implements Source {}

  record FromFile(java.nio.file.Path path) implements Source {}

  record Inherited() implements Source, Sink {}

  record Capture(int limit) implements Sink {}

  record Dropped() implements Sink {}

  record ToFile(java.nio.file.Path path) implements Sink {}
}
