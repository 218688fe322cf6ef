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

package dev.runsc.conformance.surface;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SurfaceTest {

  private static final Surface SURFACE =
      new Surface(
          """
          Usage: runsc <flags> <subcommand> <subcommand args>

          Subcommands:
          \tlist             list containers
          \tport-forward     port forward to a secure container

          Subcommands for debug:
          \tstate            shows information about a statefile

          Additional help topics (Use "runsc help <topic>" to see help on the topic):
          \tplatforms        Print a list of available platforms.
          """,
          """
            -debug
              \tenable debug logging.
            -dcache int
              \tSet the global size. If negative, per-mount caches are used. (default -1)
            -overlay2 value
              \twrap mounts, one of:
              \tnone, all (default root:self)
            -x\tone letter
          """
              .replace("  -", "  -"),
          Map.of("list", "list [flags]  -format string\n    \toutput (default \"text\")\n"));

  @Test
  void commands_areThoseOfAllLists() {
    assertThat(UsageParser.commands(SURFACE.help()))
        .containsExactly("list", "port-forward", "state");
  }

  @Test
  void flags_haveTypeDefaultAndDescription() {
    assertThat(SURFACE.globalFlags().values())
        .containsExactly(
            new Flag(
                "dcache",
                "int",
                "-1",
                "Set the global size. If negative, per-mount caches are used."),
            new Flag("debug", "bool", "", "enable debug logging."),
            new Flag("overlay2", "value", "root:self", "wrap mounts, one of:\nnone, all"),
            new Flag("x", "bool", "", "one letter"));
  }

  @Test
  void flagBehindAUsageLineWithoutNewline_isFound() {
    assertThat(SURFACE.flags("list").values())
        .containsExactly(new Flag("format", "string", "\"text\"", "output"));
  }

  @Test
  void defaultThatIsNotPrinted_isTheZeroOfTheType() {
    assertThat(new Flag("a", "bool", "", "").shownDefault()).isEqualTo("false");
    assertThat(new Flag("a", "int", "", "").shownDefault()).isEqualTo("0");
    assertThat(new Flag("a", "duration", "", "").shownDefault()).isEqualTo("0s");
    assertThat(new Flag("a", "string", "", "").shownDefault()).isEqualTo("\"\"");
  }
}
