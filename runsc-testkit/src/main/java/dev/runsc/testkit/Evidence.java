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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What a failed test leaves behind. */
final class Evidence {
  private static final String LOG = "invocations.jsonl";

  private final Path directory;
  private final @Nullable FakeRunsc fake;
  private final String calls;

  Evidence(Path directory, @Nullable FakeRunsc fake) {
    this.directory = directory;
    this.fake = fake;
    this.calls = fake == null ? "" : calls(fake);
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
    return new KeptEvidence("The directory of this test is kept: " + directory + calls);
  }

  /** Publishes the path, and the calls as files; an old launcher has no place for files. */
  void publish(ExtensionContext context) {
    context.publishReportEntry(RunscExtension.DIRECTORY_ENTRY, directory.toString());
    if (fake == null) {
      return;
    }
    context.publishDirectory("runsc", this::write);
  }

  private void write(Path target) throws IOException {
    Files.writeString(target.resolve("calls.txt"), calls.strip() + "\n");
    Path log = directory.resolve("fake").resolve(LOG);
    if (Files.exists(log)) {
      Files.copy(log, target.resolve(LOG));
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
