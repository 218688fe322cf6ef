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

import dev.runsc.testkit.internal.RealDiscovery;
import dev.runsc.testkit.internal.RealExecutable;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A few sequences on every real release found, always the same ones. */
class FuzzIT {

  @Test
  void fewSequences_areAnsweredAlike() {
    List<RealExecutable> found =
        new RealDiscovery(System.getenv())
            .find().stream().filter(one -> one.claimed().isPresent()).toList();
    boolean root = System.getProperty("user.name").equals("root");
    boolean demanded = !System.getenv().getOrDefault("RUNSC_REQUIRE_REAL", "").isEmpty();
    assertThat(!demanded || (root && !found.isEmpty())).as("real gVisor is required").isTrue();
    assumeTrue(
        root && !found.isEmpty(),
        "no sequence was played on real gVisor: it takes root, and a release that"
            + " conformance-suite/bin/install-runsc unpacks");
    StringWriter out = new StringWriter();

    int exit =
        Main.run(
            new String[] {"fuzz", "--seed", "7", "--sequences", "4", "--length", "8"},
            new Surroundings(System.getenv(), false, ""),
            new PrintWriter(out, true),
            new PrintWriter(System.err, true));

    assertThat(exit).as(out.toString()).isZero();
    assertThat(out.toString().lines().filter(line -> line.startsWith("NO DIFFERENCE in 4 ")))
        .hasSize(found.size());
  }
}
