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
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.runsc.conformance.gate.LastGood;
import dev.runsc.testkit.internal.RealDiscovery;
import dev.runsc.testkit.internal.RealExecutable;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The gate and the diff on the two real releases that Debian packages. */
class RealReleasesIT {

  private static final String OLD = "20221219.0";
  private static final String NEW = "20240729.0";
  private static final List<String> SCENARIOS =
      List.of("list.*", "state.*", "delete.missing*", "create.duplicate-id*");

  @TempDir private Path directory;

  @BeforeAll
  static void requireReleases() {
    List<String> found =
        new RealDiscovery(System.getenv())
            .find().stream()
                .map(RealExecutable::claimed)
                .flatMap(claimed -> claimed.stream().map(Object::toString))
                .toList();
    boolean root = System.getProperty("user.name").equals("root");
    boolean both = found.containsAll(List.of(OLD, NEW));
    boolean demanded = System.getenv().getOrDefault("RUNSC_REQUIRE_REAL", "").contains(NEW);
    assertThat(!demanded || (both && root)).as("real gVisor is required").isTrue();
    assumeTrue(
        both && root,
        "gate and diff were not run on real gVisor: it takes root, and both releases that"
            + " conformance-suite/bin/install-runsc unpacks");
  }

  private String conformance(int exit, String... args) {
    StringWriter out = new StringWriter();
    PrintWriter err = new PrintWriter(System.err, true);
    List<String> all = new ArrayList<>(List.of(args));
    SCENARIOS.forEach(one -> all.addAll(List.of("--scenario", one)));
    all.addAll(List.of("--classify", "0"));
    // What the build demands of its own runs is not asked of one on one release.
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.remove("RUNSC_REQUIRE_REAL");
    int code =
        Main.run(
            all.toArray(String[]::new),
            new Surroundings(environment, false, ""),
            new PrintWriter(out, true),
            err);
    assertThat(code).as(out.toString()).isEqualTo(exit);
    return out.toString();
  }

  /**
   * What no two runs share is left out, and what a real release says in the descriptions of flags,
   * which a fake has not: their words, and the types and defaults that stand in them.
   */
  private static JsonNode comparable(String json) {
    ObjectNode diff = (ObjectNode) new JsonMapper().readTree(json);
    diff.remove(List.of("before", "after", "timings"));
    ObjectNode surface = (ObjectNode) diff.get("surface");
    surface.remove("reworded");
    for (String list : List.of("flagsLost", "flagsGained")) {
      surface.get(list).forEach(flag -> ((ObjectNode) flag).remove(List.of("type", "default")));
    }
    return diff;
  }

  @Test
  void diffOfTheReals_isTheDiffOfTheFakes() {
    String real = conformance(1, "diff", "real:" + OLD, "real:" + NEW, "--json");
    String fake = conformance(1, "diff", "fake:" + OLD, "fake:" + NEW, "--json");

    assertThat(comparable(real)).isEqualTo(comparable(fake));
    assertThat(comparable(real).at("/surface/commandsGained").size()).isPositive();
  }

  @Test
  void gate_stopsTheNewerReleaseOnceAScenarioIsBroken() throws Exception {
    Path inUse = directory.resolve("in-use");
    conformance(0, "run", "--target", "real:" + OLD, "--report", inUse.toString());
    Path broken = directory.resolve("runsc");
    Path real =
        new RealDiscovery(System.getenv())
            .releasesDirectory()
            .orElseThrow()
            .resolve(NEW)
            .resolve("runsc");
    Files.writeString(
        broken,
        """
        #!/bin/sh
        case " $* " in *" list --format=json "*) echo '[]'; exit 0 ;; esac
        exec '%s' "$@"
        """
            .formatted(real));
    Files.setPosixFilePermissions(broken, PosixFilePermissions.fromString("rwx------"));

    String stopped =
        conformance(
            1,
            "gate",
            "--baseline",
            inUse.toString(),
            "--candidate",
            broken.toString(),
            "--report",
            directory.resolve("broken").toString());
    assertThat(stopped).contains("STOPPED: 20221219.0 -> 20240729.0").contains("stop: list.empty");
    assertThat(inUse.resolve("last-good.json")).doesNotExist();

    String passed =
        conformance(
            0,
            "gate",
            "--baseline",
            inUse.toString(),
            "--candidate",
            real.toString(),
            "--report",
            directory.resolve("sound").toString());
    assertThat(passed).contains("PASSES: 20221219.0 -> 20240729.0");
    assertThat(LastGood.parse(Files.readString(inUse.resolve("last-good.json"))).executable())
        .isEqualTo(real.toString());
  }
}
