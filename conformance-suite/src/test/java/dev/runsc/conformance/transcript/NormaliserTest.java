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

package dev.runsc.conformance.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class NormaliserTest {

  private final Normaliser normaliser =
      new Normaliser(
          Map.of(
              "/tmp/s1", "$DIR", "/tmp/s1/root", "$ROOT", "/tmp/s1/bundle", "$BUNDLE", "x1-", ""));

  @Test
  void directories_becomePlaceholdersLongestFirst() {
    assertThat(normaliser.apply("open /tmp/s1/root/a and /tmp/s1/bundle and /tmp/s1/log"))
        .isEqualTo("open $ROOT/a and $BUNDLE and $DIR/log");
  }

  @Test
  void idPrefix_isDropped() {
    assertThat(normaliser.apply("container \"x1-c1\"")).isEqualTo("container \"c1\"");
  }

  @Test
  void pidInState_isReplacedUnlessItIsNone() {
    assertThat(normaliser.apply("  \"pid\": 4711,\n")).isEqualTo("  \"pid\": $PID,\n");
    assertThat(normaliser.apply("{\"pid\":4711}")).isEqualTo("{\"pid\":$PID}");
    assertThat(normaliser.apply("  \"pid\": -1,\n")).isEqualTo("  \"pid\": -1,\n");
  }

  @Test
  void pidOfSandboxInMessage_isReplacedButNotOneInContainer() {
    assertThat(normaliser.apply("connecting to control server at PID 4711: connection refused"))
        .isEqualTo("connecting to control server at PID $PID: connection refused");
    assertThat(normaliser.apply("no such process with PID 4242"))
        .isEqualTo("no such process with PID 4242");
  }

  @Test
  void timesAndLogPrefixesAndPointers_areReplaced() {
    assertThat(normaliser.apply("\"time\":\"2026-11-23T19:50:01.123456789Z\""))
        .isEqualTo("\"time\":\"$TIME\"");
    assertThat(normaliser.apply("2026-11-23T19:50:01+02:00")).isEqualTo("$TIME");
    assertThat(normaliser.apply("W1123 19:50:01.123456    4711 util.go:99] FATAL ERROR: no"))
        .isEqualTo("W$TIME $PID util.go:$LINE] FATAL ERROR: no");
    assertThat(normaliser.apply("Root:0xc0001a2b40 Linux:<nil>"))
        .isEqualTo("Root:$POINTER Linux:<nil>");
  }

  @Test
  void everythingElse_staysAsItIs() {
    String text = "exit 7\tstays \u00e9 12345 0x1f 2026-11-23 $ROOT ";

    assertThat(normaliser.apply(text)).isEqualTo(text);
  }

  @Test
  void listTable_isLaidOutAgainAroundPlaceholders() {
    String table =
        """
        ID           PID         STATUS      BUNDLE           CREATED                          OWNER
        x1-a-long1   4711        running     /tmp/s1/bundle   2026-11-23T19:50:01.123456789Z   me
        x1-b         -1          stopped     /tmp/s1/bundle   2026-11-23T19:50:01Z             me
        """;

    assertThat(normaliser.apply(table))
        .isEqualTo(
            """
            ID          PID         STATUS      BUNDLE      CREATED     OWNER
            a-long1     $PID        running     $BUNDLE     $TIME       me
            b           -1          stopped     $BUNDLE     $TIME       me
            """);
  }

  @Test
  void listTableWithWrongPadding_keepsItsBlanks() {
    String table =
        """
        ID          PID         STATUS      BUNDLE            CREATED                OWNER
        x1-b        -1          stopped     /tmp/s1/bundle    2026-11-23T19:50:01Z   me
        """;

    assertThat(normaliser.apply(table)).contains("$BUNDLE    $TIME   me").contains("BUNDLE      ");
  }

  @Test
  void usage_losesSentencesAndKeepsNamesTypesAndDefaults() {
    String usage =
        "create [flags] <container id> - create a secure container\n"
            + "  -bundle string\n"
            + "    \tpath to the root of the bundle directory, defaults to the current directory\n"
            + "  -format string\n"
            + "    \toutput format: 'text' (default) or 'json' (default \"text\")\n"
            + "  -pid int\n"
            + "    \tof several\n"
            + "    \tlines (default -1)\n";

    assertThat(normaliser.apply(usage))
        .isEqualTo(
            "create [flags] <container id>\n"
                + "  -bundle string\n"
                + "    \t\n"
                + "  -format string\n"
                + "    \t(default \"text\")\n"
                + "  -pid int\n"
                + "    \t(default -1)\n");
  }

  @Test
  void usageWithoutNewlineAfterItsFirstLine_keepsThat() {
    assertThat(normaliser.apply("delete [flags] <container ids>  -force\n    \tterminate it\n"))
        .isEqualTo("delete [flags] <container ids>  -force\n    \t\n");
    assertThat(normaliser.apply("state [flags] <container id> - get the state of a container"))
        .isEqualTo("state [flags] <container id>");
  }

  @Test
  void listOfCommands_keepsTheNames() {
    assertThat(
            normaliser.apply(
                "Subcommands:\n\tcreate           create a secure container\n\n"
                    + "Subcommands for debug:\n\tread-control     read a value\n\nUse it\n"))
        .isEqualTo("Subcommands:\n\tcreate\n\nSubcommands for debug:\n\tread-control\n\nUse it\n");
  }

  @Test
  void framesOfACrash_areReplaced() {
    String crash = "panic: no\n\ngoroutine 1 [running]:\nmain.main(0x1)\n\t/main.go:3 +0xf\n";

    assertThat(new Normaliser(Map.of()).apply(crash))
        .isEqualTo("panic: no\n\ngoroutine $NUMBER [running]:\n$FRAMES\n");
  }

  @Test
  void amountsInStatistics_areReplaced() {
    String stats =
        "{\"cpu\":{\"usage\":{\"total\":12}},\"memory\":{\"usage\":{\"limit\":0,\"usage\":7,\"failcnt\":0}}}";

    assertThat(new Normaliser(Map.of()).apply(stats))
        .isEqualTo(
            "{\"cpu\":{\"usage\":{\"total\":$NANOS}},\"memory\":{\"usage\":{\"limit\":0,\"usage\":$BYTES,"
                + "\"failcnt\":0}}}");
  }

  @Test
  void tableOfPs_keepsPidsAndReplacesTimes() {
    String ps =
        "UID       PID       PPID      C         TTY       STIME     TIME      CMD\n"
            + "0         1         0         26        ?         23:01     60ms      sleep\n";

    assertThat(new Normaliser(Map.of()).apply(ps))
        .isEqualTo(
            "UID       PID       PPID      C         TTY       STIME     TIME      CMD\n"
                + "0         1         0         $C        ?         $STIME    $TIME     sleep\n");
  }
}
