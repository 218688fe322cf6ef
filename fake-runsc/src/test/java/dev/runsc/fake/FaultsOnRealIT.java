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

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One file of faults, in front of a fake and of the real releases: callers see the same. */
class FaultsOnRealIT {
  private static final String FAULTS =
      """
      {"seed": 7, "faults": [
        {"on": {"command": "start"}, "fault": {"type": "exit", "code": 128, "stderr": "no\\n"}, "times": 1},
        {"on": {"command": "list"}, "fault": {"type": "cut-output", "bytes": 10}, "times": 1},
        {"on": {"command": "ps"}, "fault": {"type": "broken-json"}},
        {"on": {"command": "state"}, "fault": {"type": "noise", "stderr": "WARNING: x\\n"}, "times": 1},
        {"on": {"command": "create"}, "fault": {"type": "pid-file", "state": "empty"}},
        {"on": {"command": "pause"}, "fault": {"type": "killed", "signal": "TERM"}}
      ]}
      """;

  @TempDir Path directory;

  static Stream<RealRunsc> releases() {
    return RealRunsc.all().stream();
  }

  @ParameterizedTest
  @MethodSource("releases")
  void faults_lookTheSame_inFrontOfFakeAndReal(RealRunsc real) throws Exception {
    real.require();
    Script script = Script.parse(FAULTS);
    FakeOptions.Builder options = FakeOptions.builder().release(real.release()).script(script);
    String id = "edges-faults-" + ProcessHandle.current().pid();

    String onFake = life("fake", options.build(), id);
    String onReal = life("real", options.passThrough(real.executable()).build(), id);

    assertThat(onReal).isEqualTo(onFake);
    assertThat(onFake).contains("start 128 [] [no\n]", "list 0 [ID        ] []", "WARNING: x");
  }

  private String life(String name, FakeOptions options, String id) throws Exception {
    Path home = Files.createDirectories(directory.resolve(name));
    Path bundle = Bundle.of(home.resolve("bundle"), "/bin/sleep", "1000");
    StringBuilder seen = new StringBuilder();
    try (FakeRunsc fake = FakeRunsc.start(home.resolve("fake"), options)) {
      Shell runsc =
          Shell.of(
              home,
              fake.executable(),
              "--root=" + home.resolve("root"),
              "--platform=ptrace",
              "--network=none",
              "--ignore-cgroups");
      String pid = home.resolve("pid").toString();
      see(seen, runsc, "create", "--bundle", bundle.toString(), "--pid-file", pid, id);
      seen.append("pid file ").append(Files.size(Path.of(pid))).append('\n');
      see(seen, runsc, "state", id);
      see(seen, runsc, "start", id);
      see(seen, runsc, "start", id);
      see(seen, runsc, "ps", "--format=json", id);
      see(seen, runsc, "list");
      see(seen, runsc, "pause", id);
      see(seen, runsc, "delete", "--force", id);
    }
    return seen.toString()
        .replace(home.toString(), "HOME")
        .replaceAll("\"pid\": [0-9]+", "\"pid\": PID");
  }

  private static void see(StringBuilder seen, Shell runsc, String... words) {
    Shell.Result result = runsc.call(words);
    seen.append(words[0])
        .append(' ')
        .append(result.exit())
        .append(" [")
        .append(result.stdout())
        .append("] [")
        .append(result.stderr())
        .append("]\n");
  }
}
