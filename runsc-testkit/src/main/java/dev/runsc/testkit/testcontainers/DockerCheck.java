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

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerClientException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.utility.DockerImageName;

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

  /** Gets an image that is not here: once, since Testcontainers would try for minutes. */
  static void requireImage(String image) {
    DockerClient docker = DockerClientFactory.instance().client();
    try {
      docker.inspectImageCmd(image).exec();
    } catch (NotFoundException e) {
      pull(docker, DockerImageName.parse(image));
    }
  }

  private static void pull(DockerClient docker, DockerImageName image) {
    try {
      docker
          .pullImageCmd(image.getUnversionedPart())
          .withTag(image.getVersionPart())
          .start()
          .awaitCompletion();
    } catch (DockerException | DockerClientException e) {
      throw new IllegalStateException(
          "there is no image "
              + image
              + " here, and it cannot be pulled (build it, load it, or name another): "
              + String.valueOf(e.getMessage()).strip(),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while pulling " + image, e);
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
