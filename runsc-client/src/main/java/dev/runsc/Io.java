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

import java.nio.file.Path;

/**
 * Where the standard streams of a container's first process lead.
 *
 * <p>The streams of {@code create} become those of the container, and stay open as long as it
 * lives. They are therefore files or nothing, never pipes of this process: a pipe would keep the
 * call, or whoever reads it, waiting until the container ends. Commands that last as long as their
 * program (run, exec and restore, unless detached) also take {@link #capture(int)} and {@link
 * #pipes()}; the others refuse them.
 *
 * <p>runsc writes its own messages to the same standard error. What it says about a failure is
 * found in {@link RunscException#runscMessage()}, whatever the streams.
 *
 * <p>Immutable, unless the factory method says otherwise; {@link IoCapture} and {@link IoPipes}
 * belong to one call.
 *
 * @since 0.1.0
 */
public sealed interface Io permits DiscardIo, InheritIo, FilesIo, IoCapture, IoPipes {

  /**
   * Reads nothing, drops everything. This is the default.
   *
   * @return streams on {@code /dev/null}
   */
  static Io discard() {
    return DiscardIo.INSTANCE;
  }

  /**
   * Uses the streams of this Java process.
   *
   * @return the streams of this process
   */
  static Io inherit() {
    return InheritIo.INSTANCE;
  }

  /**
   * Uses files. What is written is appended, so standard output and standard error may be the same
   * file.
   *
   * @param stdin read from; must exist
   * @param stdout appended to; made if missing
   * @param stderr appended to; made if missing
   * @return streams on these files; relative paths are resolved now
   */
  static Io files(Path stdin, Path stdout, Path stderr) {
    return new FilesIo(
        Arguments.path("stdin", stdin),
        Arguments.path("stdout", stdout),
        Arguments.path("stderr", stderr));
  }

  /**
   * Keeps what the program writes, up to a limit for each of its outputs. It reads nothing.
   *
   * @param limit the number of bytes to keep of each output: half from its beginning, half from its
   *     end
   * @return streams for one call; afterwards it has what was written
   * @throws IllegalArgumentException if the limit is below two
   */
  static IoCapture capture(int limit) {
    return new IoCapture(limit, null);
  }

  /**
   * Keeps what the program writes, up to a limit for each of its outputs.
   *
   * @param limit the number of bytes to keep of each output: half from its beginning, half from its
   *     end
   * @param stdin the file the program reads; must exist
   * @return streams for one call; afterwards it has what was written
   * @throws IllegalArgumentException if the limit is below two
   */
  static IoCapture capture(int limit, Path stdin) {
    return new IoCapture(limit, Arguments.path("stdin", stdin));
  }

  /**
   * Connects the program to streams of this process, to be used by other threads while the call
   * lasts.
   *
   * @return streams for one call
   */
  static IoPipes pipes() {
    return new IoPipes();
  }
}
