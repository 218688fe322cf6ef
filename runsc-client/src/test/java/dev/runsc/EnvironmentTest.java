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

package dev.runsc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentTest {

  @TempDir private Path directory;

  @Test
  void b32_onlyListedVariables_pass() {
    Map<String, String> own =
        Map.of(
            "PATH", "/bin",
            "LC_ALL", "C",
            "XDG_RUNTIME_DIR", "/run/user/0",
            "NOTIFY_SOCKET", "/run/notify",
            "LISTEN_FDS", "1",
            "AWS_SECRET_ACCESS_KEY", "x",
            "MINE", "1");

    Map<String, String> result =
        Environment.of(own, Set.of("MINE", "UNSET"), Map.of("A", "client"), Map.of());

    assertThat(result)
        .containsOnly(
            Map.entry("PATH", "/bin"),
            Map.entry("LC_ALL", "C"),
            Map.entry("XDG_RUNTIME_DIR", "/run/user/0"),
            Map.entry("MINE", "1"),
            Map.entry("A", "client"));
  }

  @Test
  void callWinsOverClientWinsOverProcess() {
    Map<String, String> result =
        Environment.of(
            Map.of("PATH", "own", "HOME", "own", "TZ", "own"),
            Set.of(),
            Map.of("PATH", "client", "HOME", "client"),
            Map.of("PATH", "call"));

    assertThat(result)
        .containsOnly(
            Map.entry("PATH", "call"), Map.entry("HOME", "client"), Map.entry("TZ", "own"));
  }

  @Test
  void command_getsTheVariables() throws Exception {
    Stub stub = Stub.in(directory, "env >\"$DIR/env\"");
    Runsc runsc = stub.builder().environment("FROM_CLIENT", "a b").build();

    runsc.delete("c", DeleteOptions.builder().environment("FROM_CALL", "1").build());

    assertThat(Files.readAllLines(stub.file("env")))
        .contains("FROM_CLIENT=a b", "FROM_CALL=1", "PATH=" + System.getenv("PATH"))
        .noneMatch(line -> line.startsWith("JAVA_") || line.startsWith("MAVEN_"));
  }
}
