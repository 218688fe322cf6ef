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

import dev.runsc.testkit.ContainerTarget;
import dev.runsc.testkit.ContainerTargetProvider;
import dev.runsc.testkit.TargetUnavailableException;
import dev.runsc.testkit.internal.Identity;
import dev.runsc.testkit.internal.OptionalLibrary;
import dev.runsc.testkit.internal.RealDiscovery;
import dev.runsc.testkit.internal.RealExecutable;
import dev.runsc.testkit.internal.Release;
import dev.runsc.testkit.internal.UnusableException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.containers.ContainerLaunchException;

/**
 * Starts the containers of tests on {@link dev.runsc.testkit.TargetKind#CONTAINER}. The image is
 * the one that the environment variable {@value #IMAGE_VARIABLE} names; without it, one is made of
 * the {@code runsc} of this host that has the release, or of the newest there is. Thread-safe.
 *
 * <p>Thread-safe.
 *
 * @since 0.1.0
 */
public final class GvisorContainers implements ContainerTargetProvider {

  /** Names the image to run, which has a {@code runsc} and a {@code sh} in its PATH. */
  public static final String IMAGE_VARIABLE = "RUNSC_CONTAINER_IMAGE";

  private final Map<String, String> environment;

  /** One that goes by the variables of this process. */
  public GvisorContainers() {
    this(System.getenv());
  }

  /**
   * One that starts containers of an image, whatever {@value #IMAGE_VARIABLE} says.
   *
   * @param image has a {@code runsc} and a {@code sh} in its PATH
   * @return the provider
   */
  public static GvisorContainers ofImage(String image) {
    return new GvisorContainers(Map.of(IMAGE_VARIABLE, image));
  }

  GvisorContainers(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public ContainerTarget start(Optional<String> release, Optional<String> platform)
      throws TargetUnavailableException {
    try {
      OptionalLibrary.TESTCONTAINERS.require();
      Optional<String> image =
          Optional.ofNullable(environment.get(IMAGE_VARIABLE)).filter(name -> !name.isEmpty());
      return image.isPresent()
          ? Starting.ofImage(image.get(), release, platform)
          : Starting.ofHost(runsc(release), platform);
    } catch (IllegalStateException e) {
      throw new TargetUnavailableException(String.valueOf(e.getMessage()), e);
    }
  }

  private Path runsc(Optional<String> release) throws TargetUnavailableException {
    RealDiscovery discovery = new RealDiscovery(environment);
    List<Identity> known = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    for (RealExecutable found : discovery.find()) {
      try {
        known.add(Identity.of(found.executable()));
      } catch (UnusableException e) {
        reasons.add(e.reason());
      }
    }
    return known.stream()
        .filter(one -> release.isEmpty() || one.release().map(Release::toString).equals(release))
        .max(Comparator.comparing(one -> one.release().orElse(new Release(0, 0))))
        .map(Identity::executable)
        .orElseThrow(() -> missing(discovery, release, reasons));
  }

  private static TargetUnavailableException missing(
      RealDiscovery discovery, Optional<String> release, List<String> reasons) {
    reasons.add(
        0,
        "no runsc"
            + release.map(one -> " " + one).orElse("")
            + " is in PATH"
            + discovery.releasesDirectory().map(d -> " or in " + d + "/RELEASE").orElse("")
            + " to make an image of, and "
            + IMAGE_VARIABLE
            + " names none");
    return new TargetUnavailableException(String.join("; ", reasons), null);
  }

  /** Not even looked at before the library is known to be there. */
  private static final class Starting {
    static ContainerTarget ofImage(
        String image, Optional<String> release, Optional<String> platform)
        throws TargetUnavailableException {
      DockerCheck.require();
      DockerCheck.requireImage(image);
      GvisorContainer started = start(new GvisorContainer(image), platform);
      if (release.isPresent() && !started.release().equals(release)) {
        String version = started.version();
        started.close();
        throw new TargetUnavailableException(
            "the image " + image + " is not " + release.get() + ": its runsc says " + version,
            null);
      }
      return started;
    }

    static ContainerTarget ofHost(Path runsc, Optional<String> platform) {
      return start(GvisorContainer.ofHost(runsc), platform);
    }

    private static GvisorContainer start(GvisorContainer container, Optional<String> platform) {
      platform.ifPresent(container::withPlatform);
      try {
        container.start();
      } catch (ContainerLaunchException | ContainerFetchException e) {
        throw new IllegalStateException(e.getMessage() + ": " + root(e), e);
      }
      return container;
    }

    /** What Docker said, below all that Testcontainers says about it. */
    private static String root(Throwable failure) {
      Throwable cause = failure.getCause();
      return cause == null ? String.valueOf(failure.getMessage()).strip() : root(cause);
    }
  }
}
