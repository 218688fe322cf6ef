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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/**
 * A release of the real thing, to hold the fake against. It is looked for where {@code
 * conformance-suite/bin/install-runsc} puts it.
 */
record RealRunsc(String release, Path executable) {
  static final List<String> RELEASES = List.of("20221219.0", "20240729.0");

  static List<RealRunsc> all() {
    return RELEASES.stream()
        .map(release -> new RealRunsc(release, directory().resolve(release).resolve("runsc")))
        .toList();
  }

  private static Path directory() {
    return env("RUNSC_RELEASES")
        .map(Path::of)
        .or(() -> env("XDG_CACHE_HOME").map(cache -> Path.of(cache, "dev.runsc", "releases")))
        .orElseGet(
            () -> Path.of(System.getProperty("user.home"), ".cache", "dev.runsc", "releases"));
  }

  static Optional<String> env(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isEmpty());
  }

  /** Ends the test here unless this release can be run by this user. */
  void require() {
    String message = "not run on real runsc " + release + ": ";
    if (!Files.isExecutable(executable)) {
      message += "there is no " + executable + "; get it with conformance-suite/bin/install-runsc";
    } else if (!isRoot()) {
      message += "it needs root";
    } else {
      return;
    }
    if (env("RUNSC_REQUIRE_REAL").filter(list -> asks(list, release)).isPresent()) {
      throw new AssertionError(message + " (RUNSC_REQUIRE_REAL asks for it)");
    }
    throw new TestAbortedException(message);
  }

  static boolean asks(String list, String name) {
    return Arrays.asList(list.split("[, ]+")).contains(name);
  }

  static boolean isRoot() {
    try {
      return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An executable that calls it with the global flags that work in a virtual machine. */
  Path wrapper(Path directory) {
    Path file = directory.resolve("real-" + release);
    try {
      Executable.make(
          file,
          "#!/bin/sh\nexec "
              + FakeHome.shellQuote(executable.toString())
              + " --platform=ptrace --network=none --ignore-cgroups \"$@\"\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }
}
