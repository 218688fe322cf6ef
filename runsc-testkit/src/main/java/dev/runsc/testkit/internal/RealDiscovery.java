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

package dev.runsc.testkit.internal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds real runsc executables: PATH's, then those that lie as {@code RELEASE/runsc} under {@code
 * $RUNSC_RELEASES}, or else under {@code dev.runsc/releases} in the user's cache directory.
 */
public final class RealDiscovery {

  /** Names the directory of releases. */
  public static final String RELEASES_VARIABLE = "RUNSC_RELEASES";

  /** Names the releases that must be there, with commas between them. */
  public static final String REQUIRED_VARIABLE = "RUNSC_REQUIRE_REAL";

  /** With {@code true} in it, a Docker has to be there, and gVisor has to work in it. */
  public static final String DOCKER_VARIABLE = "RUNSC_REQUIRE_DOCKER";

  private static final String NAME = "runsc";

  private final Map<String, String> environment;

  /**
   * Makes a discovery.
   *
   * @param environment the variables to go by
   */
  public RealDiscovery(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** Returns what there is: PATH's first, then the releases in their order. */
  public List<RealExecutable> find() {
    List<RealExecutable> found = new ArrayList<>();
    onPath().ifPresent(path -> found.add(new RealExecutable(path, Optional.empty())));
    found.addAll(inReleases());
    return found;
  }

  /** The directory of releases; empty if neither variable nor home directory say where. */
  public Optional<Path> releasesDirectory() {
    return variable(RELEASES_VARIABLE)
        .map(Path::of)
        .or(() -> variable("XDG_CACHE_HOME").map(dir -> Path.of(dir, "dev.runsc", "releases")))
        .or(() -> variable("HOME").map(dir -> Path.of(dir, ".cache", "dev.runsc", "releases")));
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }

  private Optional<Path> onPath() {
    for (String directory : environment.getOrDefault("PATH", "").split(":", -1)) {
      Path candidate = Path.of(directory.isEmpty() ? "." : directory, NAME).toAbsolutePath();
      if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
        return Optional.of(candidate.normalize());
      }
    }
    return Optional.empty();
  }

  private List<RealExecutable> inReleases() {
    List<RealExecutable> found = new ArrayList<>();
    Optional<Path> directory = releasesDirectory().filter(Files::isDirectory);
    if (directory.isEmpty()) {
      return found;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory.get())) {
      for (Path entry : entries) {
        Path executable = entry.resolve(NAME);
        release(entry)
            .filter(release -> Files.exists(executable))
            .ifPresent(
                release ->
                    found.add(
                        new RealExecutable(executable.toAbsolutePath(), Optional.of(release))));
      }
    } catch (IOException e) {
      throw new IllegalStateException("cannot list " + directory.get(), e);
    }
    found.sort((a, b) -> a.claimed().orElseThrow().compareTo(b.claimed().orElseThrow()));
    return found;
  }

  private static Optional<Release> release(Path directory) {
    try {
      return Optional.of(Release.parse(String.valueOf(directory.getFileName())));
    } catch (IllegalArgumentException e) {
      // Something else lies there, such as a release that is just being unpacked.
      return Optional.empty();
    }
  }

  /** Whether containers must work, by {@code RUNSC_REQUIRE_DOCKER}. */
  public boolean dockerRequired() {
    return "true".equals(environment.get(DOCKER_VARIABLE));
  }

  /** The releases that must be there, by {@code RUNSC_REQUIRE_REAL}. */
  public Set<Release> required() {
    Set<Release> required = new LinkedHashSet<>();
    for (String one : environment.getOrDefault(REQUIRED_VARIABLE, "").split(",", -1)) {
      if (!one.isBlank()) {
        required.add(Release.parse(one.strip()));
      }
    }
    return required;
  }
}
