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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.opentest4j.TestAbortedException;

/**
 * One release of the real thing, installed or not.
 *
 * <p>Releases are looked for in {@code $RUNSC_RELEASES}, else {@code
 * $XDG_CACHE_HOME/dev.runsc/releases}, else {@code ~/.cache/dev.runsc/releases}, as {@code
 * RELEASE/runsc}. {@code RUNSC_REQUIRE_REAL=20221219.0,...} makes a missing one a failure.
 */
record RealRunsc(String release, Path executable) {

  private static final List<String> INSTALLABLE = List.of("20221219.0", "20240729.0");

  /** What has been said, once for all tests. */
  private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

  /** Every release that is there, should be there, or could be had. */
  static List<RealRunsc> all() {
    Path directory = directory();
    Set<String> names = new TreeSet<>(INSTALLABLE);
    names.addAll(required());
    String[] found = directory.toFile().list();
    if (found != null) {
      names.addAll(Arrays.asList(found));
    }
    List<RealRunsc> releases = new ArrayList<>();
    for (String name : names) {
      releases.add(new RealRunsc(name, directory.resolve(name).resolve("runsc")));
    }
    return releases;
  }

  private static Path directory() {
    return env("RUNSC_RELEASES")
        .map(Path::of)
        .or(() -> env("XDG_CACHE_HOME").map(cache -> Path.of(cache, "dev.runsc", "releases")))
        .orElseGet(
            () -> Path.of(System.getProperty("user.home"), ".cache", "dev.runsc", "releases"));
  }

  private static Optional<String> env(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isEmpty());
  }

  private static List<String> required() {
    return env("RUNSC_REQUIRE_REAL").map(list -> List.of(list.split("[, ]+"))).orElse(List.of());
  }

  /** Ends the test here unless this release can be run by this user. */
  Sandboxes open(Path directory) {
    if (!Files.isExecutable(executable)) {
      throw notRun(
          "there is no " + executable + "; get it with conformance-suite/bin/install-runsc");
    }
    if (uid() != 0) {
      throw notRun("making sandboxes needs root, and this is user " + uid());
    }
    return new Sandboxes(this, directory);
  }

  private static int uid() {
    try {
      return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private RuntimeException notRun(String reason) {
    String message = "not run on real runsc " + release + ": " + reason;
    if (required().contains(release)) {
      throw new AssertionError(message + " (RUNSC_REQUIRE_REAL asks for it)");
    }
    if (SAID.add(message)) {
      // The build's own summary counts skipped tests without saying why.
      System.out.println("[WARNING] " + message);
    }
    return new TestAbortedException(message);
  }

  @Override
  public String toString() {
    return "real:" + release;
  }
}
