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

import dev.runsc.fake.FakeRunsc;
import dev.runsc.fake.Invocation;
import dev.runsc.testkit.internal.Directories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What a failed test leaves behind. */
final class Evidence {
  private static final String LOG = "invocations.jsonl";
  private static final int DEEPEST = 4;
  private static final long LARGEST = 1 << 20;
  private static final int MOST = 100;

  private final Path directory;
  private final Orphans orphans;
  private final boolean kept;
  private final @Nullable World world;
  private final String calls;

  /**
   * @param directory the directory of the test
   * @param orphans knows the processes that work there
   * @param kept whether it stays
   * @param world what the test ran on; null if it did not ask for that
   */
  Evidence(Path directory, Orphans orphans, boolean kept, @Nullable World world) {
    this.directory = directory;
    this.orphans = orphans;
    this.kept = kept;
    this.world = world;
    this.calls = world == null ? "" : world.fake().map(Evidence::calls).orElse("");
  }

  private static String calls(FakeRunsc fake) {
    List<Invocation> log;
    try {
      log =
          fake.invocations().stream().sorted(Comparator.comparingLong(Invocation::index)).toList();
    } catch (RuntimeException e) {
      return "\nIts calls of runsc cannot be told: " + e;
    }
    return "\nIts calls of runsc:\n" + new InvocationLog(log, Set.of()).table().stripTrailing();
  }

  Throwable asThrowable() {
    return new KeptEvidence(text());
  }

  private String text() {
    String text = kept ? "The directory of this test is kept: " + directory : "";
    if (world != null && world.fake().isEmpty()) {
      text += "\nIt ran on " + world.target().name() + ", " + world.target().executable();
    }
    return (text + calls).strip();
  }

  /** Publishes the path, and the calls as files; an old launcher has no place for files. */
  void publish(ExtensionContext context) {
    if (kept) {
      context.publishReportEntry(RunscExtension.DIRECTORY_ENTRY, directory.toString());
    }
    if (world == null) {
      return;
    }
    context.publishDirectory("runsc", this::write);
  }

  private void write(Path target) throws IOException {
    // An earlier run may have left its own there.
    Directories.empty(target);
    if (!calls.isEmpty()) {
      Files.writeString(target.resolve("calls.txt"), calls.strip() + "\n");
    }
    copy(directory.resolve("fake").resolve(LOG), target.resolve(LOG));
    Optional<String> script =
        Optional.ofNullable(world)
            .flatMap(World::fake)
            .map(fake -> fake.options().script().json())
            .filter(text -> !text.equals("{}"));
    if (script.isPresent()) {
      Files.writeString(target.resolve("script.json"), script.get());
    }
    Files.writeString(target.resolve("processes.txt"), orphans.table());
    for (Path file : statesAndLogs()) {
      String name = directory.relativize(file).toString().replace('/', '_').replace(':', '_');
      copy(file, target.resolve(name));
    }
  }

  private static void copy(Path file, Path target) throws IOException {
    if (Files.isRegularFile(file)) {
      Files.copy(file, target);
    }
  }

  /** What runsc keeps of its containers, and whatever was logged in the directory. */
  private List<Path> statesAndLogs() throws IOException {
    try (Stream<Path> files =
        Files.find(
            directory,
            DEEPEST,
            (file, attributes) ->
                attributes.isRegularFile()
                    && attributes.size() <= LARGEST
                    && (file.toString().endsWith(".state") || file.toString().endsWith(".log")))) {
      return files.sorted().limit(MOST).toList();
    } catch (UncheckedIOException e) {
      // Somebody is still at work there, or has forbidden to look.
      return List.of();
    }
  }

  /** Not a failure: a note on one, which JUnit prints with it. */
  private static final class KeptEvidence extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeptEvidence(String message) {
      super(message, null, false, false);
    }
  }
}
