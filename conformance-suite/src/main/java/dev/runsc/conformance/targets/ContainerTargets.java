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

package dev.runsc.conformance.targets;

import dev.runsc.testkit.ContainerTarget;
import dev.runsc.testkit.TargetUnavailableException;
import dev.runsc.testkit.internal.Identity;
import dev.runsc.testkit.internal.UnusableException;
import dev.runsc.testkit.testcontainers.GvisorContainers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Opens the runsc in a container image. The kit runs the container; what it needs for that,
 * Testcontainers, is not touched here.
 */
final class ContainerTargets {

  /** The container has processes of its own, and gets three streams of a call and no more. */
  private static final Set<Capability> LACKS =
      EnumSet.of(Capability.HOST_PIDS, Capability.PASSED_DESCRIPTORS);

  private ContainerTargets() {}

  /**
   * Opens one.
   *
   * @param image the image's name
   * @param name its name in tables
   * @param directory a new directory for what it needs
   * @throws UnusableException if there can be no such container here, or no runsc works in it
   */
  static Target open(String image, String name, Path directory) throws UnusableException {
    ContainerTarget container;
    try {
      container = GvisorContainers.ofImage(image).start(Optional.empty(), Optional.empty());
    } catch (TargetUnavailableException e) {
      throw UnusableException.environment(String.valueOf(e.getMessage()));
    }
    boolean opened = false;
    try {
      Files.createDirectories(directory);
      Identity launcher = Identity.of(container.executable());
      Identity identity =
          new Identity(
              launcher.executable(),
              launcher.version(),
              launcher.ociVersion(),
              launcher.release(),
              container.sha256());
      Target target =
          new Target(
              name,
              Target.Kind.CONTAINER,
              identity,
              image,
              container.globalFlags(),
              NotingExecutable.write(directory.resolve("runsc")),
              EnumSet.complementOf(EnumSet.copyOf(LACKS)),
              container::close);
      opened = true;
      return target.removingWith(container::remove);
    } catch (IOException e) {
      throw UnusableException.environment("cannot prepare " + name + ": " + e);
    } finally {
      if (!opened) {
        container.close();
      }
    }
  }
}
