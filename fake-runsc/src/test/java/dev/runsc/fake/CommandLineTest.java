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

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The first lines and exit codes are as seen from the real releases. */
class CommandLineTest {
  private static CommandLine parse(String release, String words) {
    return CommandLine.parse(Profile.of(release), List.of(words.split(" ", -1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-nosuch list|2|flag provided but not defined: -nosuch",
        "-debug=maybe list|2|invalid boolean value \"maybe\" for -debug: parse error",
        "-log-fd=abc list|2|invalid value \"abc\" for flag -log-fd: parse error",
        "--network=foo list|2|invalid value \"foo\" for flag -network: invalid network type \"foo\"",
        "-overlay2=nosuch list|2|invalid value \"nosuch\" for flag -overlay2: expected format is --overlay2={mount}:{medium}, got \"nosuch\"",
        "-root|2|flag needs an argument: -root",
        "---root=x list|2|bad flag syntax: ---root=x",
        "--=x list|2|bad flag syntax: --=x",
        "nosuch|128|Usage: runsc <flags> <subcommand> <subcommand args>",
        "--debug true list|128|Usage: runsc <flags> <subcommand> <subcommand args>",
        "- list|128|Usage: runsc <flags> <subcommand> <subcommand args>",
        "list -q|128|flag provided but not defined: -q",
        "list --version|128|flag provided but not defined: -version",
        "create -b x y|128|flag provided but not defined: -b",
        "wait --pid=x a|128|invalid value \"x\" for flag -pid: parse error",
        "kill a b c|128|kill <container id> [signal]  -all",
        "list a|128|list [flags]  -format string",
        "create a b|128|create [flags] <container id>"
      })
  void refusedLine_hasTheReleasesWordsAndCode(String words, int exit, String firstLine) {
    for (String release : List.of("20221219.0", "20240729.0")) {
      CommandLine line = parse(release, words);
      Outcome refusal = line.refusal().or(() -> line.wrongCount(Profile.of(release))).orElseThrow();

      assertThat(refusal.exit()).isEqualTo(exit);
      assertThat(refusal.stdout()).isEmpty();
      assertThat(refusal.stderr().lines().findFirst()).hasValue(firstLine);
    }
  }

  @Test
  void flagOfALaterRelease_isUnknownBeforeIt() {
    assertThat(parse("20221219.0", "wait --checkpoint=1 a").refusal()).isPresent();
    assertThat(parse("20240729.0", "wait --checkpoint=1 a").refusal()).isEmpty();
    assertThat(parse("20221219.0", "--metric-server=x list").refusal()).isPresent();
    assertThat(parse("20240729.0", "--metric-server=x list").refusal()).isEmpty();
  }

  @Test
  void flagsEndAtTheFirstOperand() {
    Call call = parse("20240729.0", "-root /r --debug delete --force a --force b").call();

    assertThat(call.globalFlag("root")).hasValue("/r");
    assertThat(call.globalFlag("debug")).hasValue("true");
    assertThat(call.flag("force")).hasValue("true");
    assertThat(call.positionals()).containsExactly("a", "--force", "b");
  }

  @Test
  void refusedFlag_isAmongThePositionals_withAllThatFollows() {
    assertThat(parse("20240729.0", "create --pid-file=p --nosuch=1 c1").call())
        .isEqualTo(
            new Call(
                Map.of(), "create", Map.of("pid-file", List.of("p")), List.of("--nosuch=1", "c1")));
    assertThat(parse("20240729.0", "--root=/r --nosuch list").call())
        .isEqualTo(
            new Call(Map.of("root", List.of("/r")), "", Map.of(), List.of("--nosuch", "list")));
  }

  @Test
  void repeatedFlag_keepsAllValuesAndTheLastCounts() {
    Call call = parse("20240729.0", "--root=/a --root=/b list").call();

    assertThat(call.globalFlags().get("root")).containsExactly("/a", "/b");
    assertThat(call.globalFlag("root")).hasValue("/b");
  }
}
