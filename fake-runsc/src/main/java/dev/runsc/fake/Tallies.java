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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How often the entries of a script were met, in all and by each container. */
final class Tallies {
  private final Path directory;

  Tallies(Path directory) {
    this.directory = directory;
  }

  /**
   * Counts a call.
   *
   * @param container counted for itself; null: all together
   * @return how many there were before
   */
  long next(String list, int entry, @Nullable String container) {
    long all = of(list).next(entry);
    return container == null ? all : of(list + "-" + entry + "-" + hash(container)).next(0);
  }

  /** How many calls an entry has met. */
  long met(String list, int entry) {
    return of(list).get(entry);
  }

  private Counters of(String name) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot count in " + directory, e);
    }
    return new Counters(directory.resolve(name));
  }

  private static String hash(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
  }

  void clear() {
    FakeHome.removeTree(directory);
  }
}
