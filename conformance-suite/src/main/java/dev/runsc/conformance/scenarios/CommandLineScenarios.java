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

package dev.runsc.conformance.scenarios;

import static dev.runsc.conformance.AnswerAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runsc.conformance.Answer;
import dev.runsc.conformance.Scenario;
import dev.runsc.conformance.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** The command line and the log. */
final class CommandLineScenarios {

  private static final String GO_FLAGS = "Go package flag";
  private static final String SUBCOMMANDS = "github.com/google/subcommands";

  /** Of these eight, every release has the same usage line. */
  private static final String[] COMMANDS = {
    "list", "state", "create", "start", "run", "kill", "delete", "wait"
  };

  @Scenario(
      id = "cli.version",
      title = "--version prints the version and the specification's, whatever follows",
      reference = "gVisor runsc/cli/main.go; Q13")
  void version_printsTwoLines(Subject runsc) {
    Answer version = runsc.calling("--version").withoutFixtureFlags().answer();

    assertThat(version).exitsWith(0).hasStderr("");
    assertThat(version.stdout()).matches("runsc version \\S+\nspec: [0-9]\\S+\n");
    assertThat(runsc.calling("-version", "nosuch").withoutFixtureFlags().answer())
        .succeededWith(version.stdout());
  }

  @Scenario(
      id = "cli.no-command",
      title = "without a command, and with an unknown one, the commands are listed: 128",
      reference = SUBCOMMANDS + "; Q10")
  void unknownCommand_listsCommands(Subject runsc) {
    for (Answer answer :
        new Answer[] {
          runsc.calling().withoutFixtureFlags().answer(),
          runsc.call(),
          runsc.call("nosuch"),
          runsc.call("nosuch", "--force", "c1")
        }) {
      assertThat(answer)
          .exitsWith(128)
          .hasStdout("")
          .hasFirstStderrLine("Usage: runsc <flags> <subcommand> <subcommand args>");
    }
  }

  @Scenario(
      id = "cli.unknown-global-flag",
      title = "an unknown global flag, or one without its value, is refused with 2",
      reference = GO_FLAGS + "; Q10")
  void unknownGlobalFlag_isRefusedWith2(Subject runsc) {
    assertThat(runsc.calling("list").withGlobalFlags("--nosuch").answer())
        .exitsWith(2)
        .hasStdout("")
        .hasFirstStderrLine("flag provided but not defined: -nosuch");
    assertThat(runsc.calling("--root").withoutFixtureFlags().answer())
        .exitsWith(2)
        .hasFirstStderrLine("flag needs an argument: -root");
    assertThat(runsc.calling("---root=x", "list").withoutFixtureFlags().answer())
        .exitsWith(2)
        .hasFirstStderrLine("bad flag syntax: ---root=x");
  }

  @Scenario(
      id = "cli.bad-global-value",
      title = "a global flag with a bad value is refused with 2",
      reference = GO_FLAGS)
  void badGlobalValue_isRefusedWith2(Subject runsc) {
    assertThat(runsc.calling("list").withGlobalFlags("--debug=maybe").answer())
        .exitsWith(2)
        .hasStdout("")
        .hasFirstStderrLine("invalid boolean value \"maybe\" for -debug: parse error");
    assertThat(runsc.calling("list").withGlobalFlags("--log-fd=abc").answer())
        .exitsWith(2)
        .hasFirstStderrLine("invalid value \"abc\" for flag -log-fd: parse error");
    assertThat(runsc.calling("list").withGlobalFlags("--network=nosuch").answer())
        .exitsWith(2)
        .hasFirstStderrLine(
            "invalid value \"nosuch\" for flag -network: invalid network type \"nosuch\"");
  }

  @Scenario(
      id = "cli.unknown-command-flag",
      title = "an unknown flag of a command is refused with 128 and the command's usage",
      reference = SUBCOMMANDS + "; Q10")
  void unknownCommandFlag_isRefusedWithUsage(Subject runsc) {
    for (String command : COMMANDS) {
      Answer answer = runsc.call(command, "--nosuch", "c1");
      assertThat(answer)
          .exitsWith(128)
          .hasStdout("")
          .hasFirstStderrLine("flag provided but not defined: -nosuch");
      assertThat(answer.stderr().lines().skip(1).findFirst().orElse("")).startsWith(command + " ");
    }
  }

  @Scenario(
      id = "cli.bad-command-value",
      title = "a command's flag with a bad value, or none, is refused with 128",
      reference = SUBCOMMANDS)
  void badCommandValue_isRefusedWith128(Subject runsc) {
    assertThat(runsc.call("kill", "--pid=abc", "c1"))
        .exitsWith(128)
        .hasStdout("")
        .hasFirstStderrLine("invalid value \"abc\" for flag -pid: parse error");
    assertThat(runsc.call("delete", "--force=maybe", "c1"))
        .exitsWith(128)
        .hasFirstStderrLine("invalid boolean value \"maybe\" for -force: parse error");
    assertThat(runsc.call("create", "--bundle"))
        .exitsWith(128)
        .hasFirstStderrLine("flag needs an argument: -bundle");
  }

  @Scenario(
      id = "cli.operands",
      title = "too few or too many operands print the command's usage: 128",
      reference = SUBCOMMANDS,
      until = "20260309.0")
  void wrongNumberOfOperands_printsUsage(Subject runsc) {
    for (String command : COMMANDS) {
      if (!command.equals("list")) {
        assertUsage(runsc.call(command), command);
      }
    }
    assertUsage(runsc.call("list", "c1"), "list");
    assertUsage(runsc.call("state", "a", "b"), "state");
    assertUsage(runsc.call("create", "a", "b"), "create");
    assertUsage(runsc.call("start", "a", "b"), "start");
    assertUsage(runsc.call("kill", "a", "TERM", "c"), "kill");
    assertUsage(runsc.call("wait", "a", "b"), "wait");
  }

  @Scenario(
      id = "cli.command-help",
      title = "-h prints a command's usage on standard error: 128",
      reference = SUBCOMMANDS,
      until = "20251201.0")
  void commandHelp_printsUsage(Subject runsc) {
    for (String command : COMMANDS) {
      assertUsage(runsc.call(command, "-h"), command);
    }
  }

  private static void assertUsage(Answer answer, String command) {
    assertThat(answer).exitsWith(128).hasStdout("");
    assertThat(answer.stderr()).startsWith(command + " ");
  }

  @Scenario(
      id = "cli.flag-forms",
      title = "one dash or two, a value after a blank or an equals sign, the last one counts",
      reference = GO_FLAGS)
  void flagForms_areEqual(Subject runsc) {
    List<List<String>> forms =
        List.of(
            List.of("--format=json"),
            List.of("--format", "json"),
            List.of("-format=json"),
            List.of("-format", "json"),
            List.of("--format=yaml", "--format=json"),
            List.of("--format=json", "--"));
    for (List<String> form : forms) {
      List<String> args = new ArrayList<>(form);
      args.add(0, "list");
      assertThat(runsc.call(args.toArray())).succeededWith("null\n");
    }
    assertThat(runsc.call("list", "--quiet=false", "--quiet=true")).succeededWith("");
    assertThat(runsc.call("list", "--quiet", "--", "more")).exitsWith(128);
  }

  @Scenario(
      id = "log.error-record",
      title = "--log gets one JSON object for each error, appended without a newline",
      reference = "gVisor runsc/cmd/util/util.go; B29")
  void error_isOneRecordInLog(Subject runsc) throws IOException {
    Path log = runsc.directory().resolve("log");
    String record =
        "\\{\"msg\":\""
            + runsc.wording("loading container: file does not exist")
            + "\",\"level\":\"error\",\"time\":\"[0-9T:.+Z-]+\"\\}";

    runsc.calling("state", "absent").withGlobalFlags("--log=" + log).answer();
    assertThat(log).exists();
    String first = Files.readString(log);
    runsc.calling("state", "absent").withGlobalFlags("--log=" + log, "--log-format=text").answer();

    runsc.note("the log", Files.readString(log));
    assertThat(first).matches(record);
    assertThat(Files.readString(log)).startsWith(first).matches(record + record);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log)))
        .isEqualTo("rw-r--r--");
  }

  @Scenario(
      id = "log.success-and-usage",
      title = "--log is made by a call that succeeds, and says nothing of that or of wrong usage",
      reference = "gVisor runsc/cli/main.go",
      until = "20260309.0")
  void successAndWrongUsage_logNothing(Subject runsc) {
    Path log = runsc.directory().resolve("log");

    assertThat(runsc.calling("list", "--quiet").withGlobalFlags("--log=" + log).answer())
        .succeededWith("");
    assertThat(runsc.calling("state").withGlobalFlags("--log=" + log).answer()).exitsWith(128);

    assertThat(log).exists().isEmptyFile();
  }
}
