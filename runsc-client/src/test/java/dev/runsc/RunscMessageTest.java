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

import org.junit.jupiter.api.Test;

class RunscMessageTest {

  @Test
  void messageAlone_isTheMessage() {
    assertThat(RunscMessage.in("loading container: file does not exist\n"))
        .hasValue("loading container: file does not exist");
  }

  @Test
  void nothing_isNoMessage() {
    assertThat(RunscMessage.in("\n")).isEmpty();
  }

  @Test
  void b33_warningAboutFlag_isNotTheMessage() {
    String stderr =
        "\u001b[1mWARNING\u001b[0m: --vfs2 is deprecated. Expect it to be removed by 2027-01.\n"
            + "--vfs2 usage: DEPRECATED: this flag has no effect.\n\nsandbox is not running\n";

    assertThat(RunscMessage.in(stderr)).hasValue("sandbox is not running");
  }

  @Test
  void logLines_areNotTheMessage() {
    String stderr =
        "W1123 12:45:09.123456    4711 util.go:99] FATAL ERROR: unknown platform: nosuch\n"
            + "unknown platform: nosuch\n";

    assertThat(RunscMessage.in(stderr)).hasValue("unknown platform: nosuch");
  }

  @Test
  void fatalErrorInLogLineOnly_isTheMessage() {
    String stderr = "W1123 12:45:09.123456    4711 util.go:99] FATAL ERROR: no log\n";

    assertThat(RunscMessage.in(stderr)).hasValue("no log");
  }

  @Test
  void usageText_isCutToWhatIsWrong() {
    assertThat(RunscMessage.in("flag provided but not defined: -x\nkill <id>\n  -all\n"))
        .hasValue("flag provided but not defined: -x");
    assertThat(
            RunscMessage.in("kill <id>\n  -all\nfailed to parse flags for \"kill\": flag needs\n"))
        .hasValue("failed to parse flags for \"kill\": flag needs");
  }

  @Test
  void panic_isCutToItsFirstLine() {
    assertThat(RunscMessage.in("panic: index out of range\n\ngoroutine 1 [running]:\n"))
        .hasValue("panic: index out of range");
  }

  @Test
  void helpRequested_isNoFlagError() {
    assertThat(RunscMessage.flagError("x\nfailed to parse flags for \"x\": flag: help requested\n"))
        .isEmpty();
    assertThat(RunscMessage.flagError("create [flags] <container id> - create\n")).isEmpty();
    assertThat(RunscMessage.flagError("bad flag syntax: ---x\n")).hasValue("bad flag syntax: ---x");
  }
}
