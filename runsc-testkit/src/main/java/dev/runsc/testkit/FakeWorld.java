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
import dev.runsc.fake.FakeOptions;
import dev.runsc.fake.FakeRunsc;
import dev.runsc.fake.FakeServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A fake of one test. */
final class FakeWorld implements World {
  private static final String STATE = "_sandbox:";

  private final FakeRunsc fake;
  private final Path root;
  private final Runsc runsc;

  private FakeWorld(FakeRunsc fake, Path root) {
    this.fake = fake;
    this.root = root;
    this.runsc = Runsc.builder().command(fake.executable()).root(root).build();
  }

  static FakeWorld open(Path directory, FakeOptions options, FakeServer server) {
    return new FakeWorld(
        FakeRunsc.start(directory.resolve("fake"), options, server), directory.resolve("root"));
  }

  @Override
  public RunscTarget target() {
    return new RunscTarget(
        TargetKind.FAKE, Optional.of(fake.options().release()), fake.executable(), root, List.of());
  }

  @Override
  public Runsc runsc() {
    return runsc;
  }

  @Override
  public Optional<FakeRunsc> fake() {
    return Optional.of(fake);
  }

  @Override
  public boolean used() {
    // A call that still blocks has left no record yet, but a container.
    return hasLog(fake) || Files.exists(root);
  }

  static boolean hasLog(FakeRunsc fake) {
    return Files.exists(fake.directory().resolve("invocations.jsonl"));
  }

  /** Read from the directory, so that there is no call that the test did not make. */
  @Override
  public List<String> containers() {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(root)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(".state") && name.contains(STATE))
          .map(name -> name.substring(0, name.indexOf(STATE)))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the containers in " + root + ": " + e, e);
    }
  }

  @Override
  public List<String> end() {
    fake.close();
    return List.of();
  }
}
