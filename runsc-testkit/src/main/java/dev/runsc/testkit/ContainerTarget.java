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

package dev.runsc.testkit;

import dev.runsc.Runsc;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A container in which a real runsc works, for many tests, also at the same time.
 *
 * <p>Thread-safe: tests that run in parallel use it at once.
 *
 * @since 0.1.0
 */
public interface ContainerTarget extends AutoCloseable {

  /**
   * A directory that the container sees at the same path. Tests have their own directories in it,
   * with {@code --root} and bundles.
   *
   * @return an absolute path without links in it
   */
  Path directory();

  /**
   * Begins a client of the runsc inside, with everything set but {@code --root}.
   *
   * @return a new builder for each call
   */
  Runsc.Builder client();

  /**
   * An executable of this host whose calls go to the runsc inside, for code that does not use the
   * client.
   *
   * @return its absolute path
   */
  Path executable();

  /**
   * The global flags beside {@code --root} that calls of {@link #executable()} need.
   *
   * @return such as {@code --platform=ptrace}
   */
  List<String> globalFlags();

  /**
   * The release of the runsc inside.
   *
   * @return such as {@code 20240729.0}; empty for a build that tells none
   */
  Optional<String> release();

  /**
   * Which bytes the runsc inside is.
   *
   * @return the SHA-256 of the executable, in hexadecimal
   * @throws IllegalStateException if it cannot be read
   */
  String sha256();

  /**
   * Removes a file or directory as the user inside, whose files the user of this side may not be
   * allowed to remove.
   *
   * @param path a path that both sides see; nothing happens if it is not there
   * @throws IllegalStateException if it cannot be removed
   */
  void remove(Path path);

  /** Ends the container. It throws if something is left. */
  @Override
  void close();
}
