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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Commands of which only the surface is imitated: a missing container is reported in the words of
 * the release, the rest is refused.
 */
final class OtherModel {
  private static final Path CPU = Path.of("/proc/cpuinfo");
  private static final Set<String> ON_A_CONTAINER =
      Set.of("export-metrics", "port-forward", "usage");
  private static final Set<String> ON_A_SANDBOX = Set.of("read-control", "write-control");

  private final Session session;

  OtherModel(Session session) {
    this.session = session;
  }

  Outcome answer(String command) {
    if (ON_A_CONTAINER.contains(command)) {
      session.load();
    } else if (ON_A_SANDBOX.contains(command)) {
      session.load("loading sandbox");
    } else if (command.equals("debug") && !session.line().operands().isEmpty()) {
      session.load("loading container " + GoText.quote(session.id()));
    }
    return switch (command) {
      case "cpu-features" -> cpuFeatures();
      case "metric-server" -> metricServer();
      case "write-control" -> writeControl();
      default -> throw new FakeRefusal(unmodelled(command));
    };
  }

  private static String unmodelled(String command) {
    return "the command "
        + GoText.quote(command)
        + " is not modelled; script it: {\"replies\": [{\"on\": {\"command\": "
        + GoText.json(command)
        + "}, \"reply\": {\"exit\": 0, \"stdout\": \"…\"}}]}";
  }

  private static Outcome cpuFeatures() {
    try {
      Optional<String> flags =
          Files.readAllLines(CPU).stream()
              .filter(line -> line.startsWith("flags") || line.startsWith("Features"))
              .map(line -> line.substring(line.indexOf(':') + 1).strip().replace(' ', ','))
              .findFirst();
      return Outcome.success(flags.orElseThrow(OtherModel::noCpuInfo) + "\n");
    } catch (IOException e) {
      throw noCpuInfo();
    }
  }

  private static FakeRefusal noCpuInfo() {
    return new FakeRefusal(CPU + " does not tell the features of this processor; script the reply");
  }

  /** Neither of the builds that the profiles are of has it. */
  private Outcome metricServer() {
    if (!session.profile().metricServerIsSidecar()) {
      throw new RunscError("this build does not support the metric-server subcommand");
    }
    String sidecar = "runsc-metric-server";
    Path expected = session.executable().resolveSibling("gvisor-bin").resolve(sidecar);
    throw new RunscError(
        "metric server: sidecar binary "
            + GoText.quote(sidecar)
            + " not found (expected at "
            + GoText.quote(expected.toString())
            + "); install it per https://gvisor.dev/docs/user_guide/install/ instructions");
  }

  /** Without --cgroupfs there is no file that could be written. */
  private Outcome writeControl() {
    if (session.line().global().isTrue("cgroupfs")) {
      throw new FakeRefusal(unmodelled("write-control"));
    }
    String reason =
        session.profile().controlsWithoutCgroupfs()
            ? "no such control file"
            : "controller not active";
    return new Outcome(Outcome.FAILED, "ERROR: " + reason + "\n", "", "model");
  }
}
