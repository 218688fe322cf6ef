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
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What runsc prints, well and badly. */
class RunscOutputTest {

  private static final String HEAD =
      "{\"ociVersion\":\"1.2.0\",\"id\":\"c\",\"status\":\"stopped\",";

  @TempDir private Path directory;

  @Test
  void b17_stateOfRunningContainer_isRead() {
    Runsc runsc =
        Stub.printing(
                directory,
                "{\n"
                    + "  \"ociVersion\": \"1.2.0\",\n"
                    + "  \"id\": \"c\",\n"
                    + "  \"status\": \"running\",\n"
                    + "  \"pid\": 4711,\n"
                    + "  \"bundle\": \"/b\",\n"
                    + "  \"annotations\": {\"z\": \"\\u003c1\\u003e\", \"a\": \"é\"},\n"
                    + "  \"owner\": \"me\", \"more\": [1, {\"x\": true, \"n\": null}], \"no\":"
                    + " null\n"
                    + "}")
            .client();

    Container container = runsc.state("c");

    assertThat(container)
        .isEqualTo(
            new Container(
                "1.2.0",
                "c",
                ContainerStatus.RUNNING,
                OptionalInt.of(4711),
                Path.of("/b"),
                Map.of("z", "<1>", "a", "é"),
                Map.of("owner", "me", "more", List.of(1, Map.of("x", true)))));
    assertThat(container.annotations().keySet()).containsExactly("z", "a");
  }

  @Test
  void stats_haveEveryValueAndWhatIsUnknown() {
    String json =
        """
        {"type": "stats", "id": "c", "data": {
          "cpu": {"usage": {"total": 1, "kernel": 2, "user": 3, "percpu": [4, 5], "guest": 6},
                  "throttling": {"periods": 7}},
          "memory": {"cache": 8, "usage": {"usage": 9, "limit": 10, "max": 11, "failcnt": 12},
                     "swap": {"usage": 13}, "kernel": {"limit": 14}, "kernelTCP": {"max": 15},
                     "raw": {"rss": 16}, "pages": 17},
          "pids": {"current": 18, "limit": 19, "peak": 20},
          "network_interfaces": [
            {"Name": "eth0", "RxBytes": 21, "RxPackets": 22, "RxErrors": 23, "RxDropped": 24,
             "TxBytes": 25, "TxPackets": 26, "TxErrors": 27, "TxDropped": 28, "Mtu": 29}],
          "hugetlb": {}}}
        """;

    Stats stats = Stub.printing(directory, json).client().stats("c");

    assertThat(stats)
        .isEqualTo(
            new Stats(
                new Stats.Cpu(of(1), of(2), of(3), List.of(4L, 5L)),
                new Stats.Memory(
                    of(8),
                    new Stats.MemoryEntry(of(9), of(10), of(11), of(12)),
                    new Stats.MemoryEntry(of(13), none(), none(), none()),
                    new Stats.MemoryEntry(none(), of(14), none(), none()),
                    new Stats.MemoryEntry(none(), none(), of(15), none()),
                    Map.of("rss", 16L)),
                new Stats.Pids(of(18), of(19)),
                List.of(
                    new Stats.NetworkInterface(
                        "eth0", of(21), of(22), of(23), of(24), of(25), of(26), of(27), of(28))),
                Map.of(
                    "cpu",
                    Map.of("usage", Map.of("guest", 6), "throttling", Map.of("periods", 7)),
                    "memory",
                    Map.of("pages", 17),
                    "pids",
                    Map.of("peak", 20),
                    "network_interfaces",
                    Map.of("eth0", Map.of("Mtu", 29)),
                    "hugetlb",
                    Map.of())));
  }

  private static OptionalLong of(long value) {
    return OptionalLong.of(value);
  }

  private static OptionalLong none() {
    return OptionalLong.empty();
  }

  @Test
  void b18_pidOfStoppedContainer_isAbsent() {
    Runsc runsc = Stub.printing(directory, HEAD + "\"pid\":-1,\"bundle\":\"/b\"}").client();

    assertThat(runsc.state("c").pid()).isEmpty();
  }

  @Test
  void b18_nullForNoContainers_isAnEmptyList() {
    assertThat(Stub.printing(directory, "null").client().list()).isEmpty();
  }

  @Test
  void b33_warningsOnStandardError_doNotDisturb() {
    Runsc runsc = Stub.in(directory, "echo WARNING: deprecated >&2; echo '[]'").client();

    assertThat(runsc.list()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                                  | it is empty",
        "WARNING: old flag                   | it is not JSON but begins with \"WARNING: old"
            + " flag\"",
        "{\"id\":\"c\",                      | it is cut off after 10 bytes",
        "{} trailing                         | it is not JSON alone",
        "[]                                  | an object was expected, not []",
        "{\"id\":\"c\"}                      | the field \"status\" should be a text, not missing",
        "{\"ociVersion\":\"1\",\"id\":7,\"status\":\"running\",\"bundle\":\"/\"} "
            + "| the field \"id\" should be a text, not 7",
        "{\"ociVersion\":\"1\",\"id\":\"c\",\"status\":\"gone\",\"bundle\":\"/\"} "
            + "| the status \"gone\" is not known",
        "{\"ociVersion\":\"1\",\"id\":\"c\",\"status\":\"running\",\"pid\":\"x\",\"bundle\":\"/\"} "
            + "| the field \"pid\" should be a number",
        "{\"ociVersion\":\"1\",\"id\":\"c\",\"status\":\"running\"} "
            + "| the field \"bundle\" should be a text, not missing",
        "{\"ociVersion\":\"1\",\"id\":\"c\",\"status\":\"running\",\"bundle\":\"/\","
            + "\"annotations\":{\"a\":1}} | the annotation \"a\" should be a text",
      })
  void badOutput_isNamed(String output, String problem) {
    Runsc runsc = Stub.in(directory, "printf '%s' '" + output + "'; echo noise >&2").client();

    assertThatExceptionOfType(RunscOutputException.class)
        .isThrownBy(() -> runsc.state("c"))
        .withMessageStartingWith(
            "state of \"c\": the output of runsc cannot be understood: " + problem)
        .satisfies(
            e -> {
              assertThat(e.kind()).isEqualTo(ErrorKind.BAD_OUTPUT);
              assertThat(e.stdout()).isEqualTo(output);
              assertThat(e.stderr()).isEqualTo("noise\n");
              assertThat(e.exitCode()).hasValue(0);
            });
  }

  @Test
  void listOfSomethingElse_isNamed() {
    assertThatExceptionOfType(RunscOutputException.class)
        .isThrownBy(() -> Stub.printing(directory, "{}").client().list())
        .withMessageContaining("a list was expected, not {}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"id\":\"c\"} | missing",
        "{\"exitStatus\":256} | 256",
        "{\"exitStatus\":\"0\"} | \"0\""
      })
  void badExitStatus_isNamed(String output, String shown) {
    assertThatExceptionOfType(RunscOutputException.class)
        .isThrownBy(() -> Stub.printing(directory, output).client().waitFor("c"))
        .withMessageContaining(
            "the field \"exitStatus\" should be a number from 0 to 255, not " + shown);
  }

  @Test
  void createWithoutPidFileWritten_isNamed() {
    Runsc runsc = Stub.in(directory, ": >\"$DIR/pid\"").client();
    CreateOptions options = CreateOptions.builder().pidFile(directory.resolve("pid")).build();

    assertThatExceptionOfType(RunscOutputException.class)
        .isThrownBy(() -> runsc.create("c", Path.of("/b"), options))
        .withMessageContaining(
            "create of \"c\" succeeded, but the pid file "
                + directory.resolve("pid")
                + " is empty");
  }
}
