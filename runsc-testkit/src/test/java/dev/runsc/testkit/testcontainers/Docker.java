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

import static org.assertj.core.api.Assertions.fail;

import dev.runsc.testkit.internal.RealDiscovery;
import dev.runsc.testkit.internal.RealExecutable;
import dev.runsc.testkit.internal.Release;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/** What the tests with a Docker need of this host; without it they are skipped, or fail. */
final class Docker {
  private static final RealDiscovery DISCOVERY = new RealDiscovery(System.getenv());

  private Docker() {}

  static void require() {
    try {
      DockerCheck.require();
      HostImage.busyboxInPath();
    } catch (IllegalStateException e) {
      missing(String.valueOf(e.getMessage()));
    }
  }

  /** The real releases of this host. */
  static List<Path> releases() {
    List<Path> found =
        DISCOVERY.find().stream()
            .filter(one -> one.claimed().isPresent())
            .map(RealExecutable::executable)
            .toList();
    for (Release release : DISCOVERY.required()) {
      if (found.stream().noneMatch(one -> one.toString().contains(release.toString()))) {
        fail("there is no runsc " + release + " (RUNSC_REQUIRE_REAL asks for it)");
      }
    }
    if (found.isEmpty()) {
      missing("there is no runsc on this host to make an image of");
    }
    return found;
  }

  static Path newest() {
    List<Path> all = releases();
    return all.get(all.size() - 1);
  }

  private static void missing(String reason) {
    if (DISCOVERY.dockerRequired()) {
      fail(reason + " (" + RealDiscovery.DOCKER_VARIABLE + " asks for it)");
    }
    throw new TestAbortedException("not run: " + reason);
  }

  static Optional<String> release(Path runsc) {
    return Optional.of(String.valueOf(runsc.getParent().getFileName()));
  }
}
