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

package dev.runsc.testkit.testcontainers;

import java.util.Optional;
import org.testcontainers.DockerClientFactory;

/** Says plainly what is missing before, or when, Testcontainers says it at length. */
final class DockerCheck {
  private DockerCheck() {}

  /** Refuses to go on where there can be no container. */
  static void require() {
    String system = System.getProperty("os.name");
    if (!"Linux".equals(system)) {
      throw new IllegalStateException(
          "gVisor in a container shares files with a Docker on the same Linux host; this is "
              + system);
    }
    String host = System.getenv().getOrDefault("DOCKER_HOST", "unix:///var/run/docker.sock");
    if (!host.startsWith("unix:")) {
      throw new IllegalStateException(
          "gVisor in a container shares files with a Docker on the same host, and DOCKER_HOST is "
              + host
              + ": name a Unix socket");
    }
    boolean available;
    try {
      available = DockerClientFactory.instance().isDockerAvailable();
    } catch (RuntimeException e) {
      throw explain(e);
    }
    if (!available) {
      throw new IllegalStateException(
          "gVisor in a container needs Docker, and none answers at "
              + host
              + ": start it, or name another with DOCKER_HOST, and see that this user may use it");
    }
  }

  /** The same failure, or one that says what to do about it. */
  static RuntimeException explain(RuntimeException failure) {
    if (mentions(failure, "ryuk")
        && !"true".equals(System.getenv("TESTCONTAINERS_RYUK_DISABLED"))) {
      return new IllegalStateException(
          "Testcontainers cannot start its reaper; without a registry to pull its image from, set"
              + " TESTCONTAINERS_RYUK_DISABLED=true in the environment",
          failure);
    }
    return failure;
  }

  private static boolean mentions(Throwable failure, String word) {
    for (Optional<Throwable> one = Optional.of(failure);
        one.isPresent();
        one = Optional.ofNullable(one.get().getCause())) {
      if (String.valueOf(one.get().getMessage()).contains(word)) {
        return true;
      }
    }
    return false;
  }
}
