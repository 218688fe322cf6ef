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

package dev.runsc.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.runsc.conformance.report.Reports;
import dev.runsc.conformance.result.TargetInfo;
import dev.runsc.testkit.internal.Identity;
import dev.runsc.testkit.internal.RealDiscovery;
import dev.runsc.testkit.internal.RealExecutable;
import dev.runsc.testkit.testcontainers.GvisorContainer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;
import org.testcontainers.DockerClientFactory;

/** Scenarios on real gVisor in a container. */
class ContainerIT {

  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();

  @BeforeEach
  void requireDocker() {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      missing("there is no Docker");
    }
  }

  private static void missing(String reason) {
    if (new RealDiscovery(System.getenv()).dockerRequired()) {
      fail(reason + " (" + RealDiscovery.DOCKER_VARIABLE + " asks for it)");
    }
    throw new TestAbortedException("not run: " + reason);
  }

  private static Path newest() {
    List<Path> found =
        new RealDiscovery(System.getenv())
            .find().stream()
                .filter(one -> one.claimed().isPresent())
                .map(RealExecutable::executable)
                .toList();
    if (found.isEmpty()) {
      missing("there is no runsc on this host to make an image of");
    }
    return found.get(found.size() - 1);
  }

  private int conformance(String target, String... scenarios) {
    List<String> args =
        new ArrayList<>(List.of("run", "--target", target, "--report", directory.toString()));
    for (String one : scenarios) {
      args.addAll(List.of("--scenario", one));
    }
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.remove(RealDiscovery.REQUIRED_VARIABLE);
    return Main.run(
        args.toArray(String[]::new),
        new Surroundings(environment, false, ""),
        new PrintWriter(out, true),
        new PrintWriter(System.err, true));
  }

  @Test
  void image_isRunAndNamedByReleaseAndChecksum() throws Exception {
    Path runsc = newest();
    String image;
    try (GvisorContainer container = GvisorContainer.ofHost(runsc)) {
      image = container.getDockerImageName();
    }

    int exit =
        conformance("container:" + image, "life.commands", "life.client", "exec.*", "hook.*");

    assertThat(exit).as(out.toString()).isZero();
    TargetInfo target = Reports.read(directory).targets().get(0);
    Identity identity = Identity.of(runsc);
    assertThat(target.name()).isEqualTo("container:" + image);
    assertThat(target.kind()).isEqualTo("container");
    assertThat(target.release()).isEqualTo(identity.release());
    assertThat(target.sha256()).isEqualTo(identity.sha256());
    assertThat(target.executable()).isEqualTo(image);
  }

  @Test
  void imageThatIsNotThere_isTheEnvironment() {
    assertThat(conformance("container:localhost/no-such-image:1", "list.empty")).isEqualTo(3);
    assertThat(out.toString())
        .contains("environment: container:localhost/no-such-image:1: ", "no-such-image");
  }
}
