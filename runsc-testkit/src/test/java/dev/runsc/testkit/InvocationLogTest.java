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

package dev.runsc.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runsc.fake.Invocation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class InvocationLogTest {
  private static String table(List<Invocation> invocations) {
    return new InvocationLog(invocations, Set.of()).table();
  }

  @Test
  void wordsThatCouldBeMistaken_areQuoted() {
    Invocation exec =
        Invocations.invocation(
            7, 0, "exec", Map.of(), "c1", "sh", "-c", "echo \"a\\b\"\n\t\r\u0007", "", "é…");

    assertThat(table(List.of(exec)))
        .isEqualTo(
            "  #7 exec c1 sh -c \"echo \\\"a\\\\b\\\"\\n\\t\\r\\u0007\" \"\" \"é…\"   exit 0\n");
  }

  @Test
  void longWord_isCutInTheMiddle() {
    Invocation exec =
        Invocations.invocation(1, 0, "exec", Map.of(), "c1", "x".repeat(5000) + "end");

    assertThat(table(List.of(exec)))
        .isEqualTo(
            "  #1 exec c1 \""
                + "x".repeat(100)
                + "…(5003 characters)…"
                + "x".repeat(47)
                + "end\"   exit 0\n");
  }

  @Test
  void longLog_keepsItsBeginningItsEndAndTheMarkedCall() {
    List<Invocation> log =
        LongStream.rangeClosed(1, 200)
            .mapToObj(index -> Invocations.invocation(index, 0, "state", Map.of(), "c" + index))
            .toList();

    String table = new InvocationLog(log, Set.of()).table(log.get(99), new Mark.Positional(0));

    assertThat(table.lines())
        .hasSize(20 + 1 + 2 + 1 + 40)
        .contains("  #20 state c20     exit 0", "  … 79 more", "  #100 state c100   exit 0")
        .contains("             ^^^^", "  … 60 more", "  #161 state c161   exit 0");
  }
}
