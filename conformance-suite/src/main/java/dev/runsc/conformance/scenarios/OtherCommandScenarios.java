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

import dev.runsc.ErrorKind;
import dev.runsc.Resources;
import dev.runsc.conformance.Answer;
import dev.runsc.conformance.Level;
import dev.runsc.conformance.Scenario;
import dev.runsc.conformance.Subject;
import dev.runsc.conformance.targets.Capability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Help, {@code spec}, and commands that not every release has. */
final class OtherCommandScenarios {

  private static final String SUBCOMMANDS = "github.com/google/subcommands";
  private static final String SPEC = "gVisor runsc/cmd/spec.go";

  @Scenario(
      id = "help.command",
      title = "help of a command is its usage on standard output",
      reference = SUBCOMMANDS,
      until = "20260309.0")
  void helpOfCommand_isItsUsage(Subject runsc) {
    for (String command :
        List.of("kill", "exec", "pause", "resume", "ps", "events", "checkpoint", "restore")) {
      Answer help = runsc.call("help", command);
      assertThat(help).exitsWith(0).hasStderr("");
      assertThat(help.stdout()).as(help.toString()).isNotEmpty();
    }
  }

  @Scenario(
      id = "help.unknown",
      title = "help of a command that does not exist is refused with 128",
      reference = SUBCOMMANDS)
  void helpOfUnknownCommand_isRefused(Subject runsc) {
    assertThat(runsc.call("help", "nosuch"))
        .exitsWith(128)
        .hasStdout("")
        .hasFirstStderrLine("Subcommand nosuch not understood");
  }

  @Scenario(
      id = "flags.all",
      title = "flags prints the global flags on standard error, those of a command on the other",
      level = Level.QUIRK,
      reference = SUBCOMMANDS)
  void flags_areOnStandardError(Subject runsc) {
    // What describes a flag may name its type; names alone are compared.
    Answer global = runsc.calling("flags").unrecorded().answer();
    assertThat(global).exitsWith(0).hasStdout("").hasStderrContaining("  -root string\n");
    runsc.note(
        "global flags",
        global
            .stderr()
            .lines()
            .filter(line -> line.startsWith("  -"))
            .map(line -> line.strip().split("\\s", 2)[0] + "\n")
            .collect(Collectors.joining()));
    Answer local = runsc.call("flags", "kill");
    assertThat(local).exitsWith(0).hasStderr("");
    assertThat(local.stdout()).contains("  -all\n");
    assertThat(runsc.call("flags", "nosuch")).exitsWith(128).hasStdout("");
  }

  @Scenario(
      id = "spec.writes-config",
      title = "spec writes a bundle that can be run, with the operands as its program",
      reference = SPEC,
      needs = Capability.FILES)
  void spec_writesConfig(Subject runsc) throws IOException {
    Path bundle = Files.createDirectory(runsc.directory().resolve("spec"));

    assertThat(runsc.call("spec", "--bundle", bundle, "--", "echo", "hi")).succeededSilently();

    JsonNode config = new JsonMapper().readTree(Files.readString(bundle.resolve("config.json")));
    assertThat(config.get("process").get("args").toString()).isEqualTo("[\"echo\",\"hi\"]");
    assertThat(config.get("root").toString()).isEqualTo("{\"path\":\"rootfs\",\"readonly\":true}");
    runsc.note("config.json", Files.readString(bundle.resolve("config.json")));
  }

  @Scenario(
      id = "spec.exists",
      title = "spec does not write over a config.json, nor into a directory that is missing",
      reference = SPEC)
  void specOverConfig_isRefused(Subject runsc) {
    Path bundle = runsc.bundle();
    assertThat(runsc.call("spec", "--bundle", bundle))
        .exitsWith(128)
        .hasStdout("")
        .hasStderrContaining("already exists");
    assertThat(runsc.call("spec", "--bundle", runsc.directory().resolve("missing")))
        .exitsWith(128)
        .hasStdout("");
  }

  @Scenario(
      id = "spec.working-directory",
      title = "spec writes into the working directory, sh as its program",
      reference = SPEC,
      needs = Capability.FILES)
  void specWithoutBundle_writesIntoWorkingDirectory(Subject runsc) throws IOException {
    Path bundle = Files.createDirectory(runsc.directory().resolve("spec"));

    assertThat(runsc.calling("spec").in(bundle).answer()).succeededSilently();

    assertThat(Files.readString(bundle.resolve("config.json"))).contains("\"sh\"");
  }

  @Scenario(
      id = "cli.newer-commands",
      title = "commands that came later are unknown, and the client says so",
      reference = "gVisor runsc/cli/main.go; B23; B24",
      until = "20260202.0")
  void newerCommands_areUnknown(Subject runsc) {
    for (String command : List.of("update", "features", "fscheckpoint", "read", "tar")) {
      assertThat(runsc.call(command, "c1"))
          .exitsWith(128)
          .hasStdout("")
          .hasFirstStderrLine("Usage: runsc <flags> <subcommand> <subcommand args>");
    }
    assertThat(runsc.refused(client -> client.features()).kind()).isEqualTo(ErrorKind.UNSUPPORTED);
    assertThat(
            runsc
                .refused(
                    client -> client.update("c1", Resources.builder().memoryLimit(1 << 30).build()))
                .kind())
        .isEqualTo(ErrorKind.UNSUPPORTED);
  }

  @Scenario(
      id = "cli.metric-server-missing",
      title = "a build without the metric server says so",
      level = Level.OPTIONAL,
      reference = "gVisor runsc/cmd/metricserver; behaviour of Debian's build",
      since = "20231106.0",
      until = "20260721.0",
      needs = Capability.INSPECTION)
  void metricServer_isNotInThisBuild(Subject runsc) {
    assertThat(runsc.call("metric-server"))
        .exitsWith(128)
        .hasStdout("")
        .hasStderrContaining("metric-server");
  }

  @Scenario(
      id = "do.exit-status",
      title = "do runs a program with the host's files, and ends with its exit status",
      level = Level.OPTIONAL,
      reference = "gVisor runsc/cmd/do.go",
      needs = Capability.INSPECTION)
  void do_endsWithTheProgramsStatus(Subject runsc) {
    assertThat(runsc.calling("do", "/bin/sh", "-c", "echo hi; exit 7").unrecorded().answer())
        .exitsWith(7)
        .hasStdout("hi\n");
  }

  @Scenario(
      id = "usage.shape",
      title = "usage tells the memory of a container as an object of eight numbers",
      level = Level.OPTIONAL,
      reference = "gVisor runsc/cmd/usage.go",
      needs = {Capability.RUNS_PROGRAMS, Capability.INSPECTION})
  void usage_isAnObject(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.running(c1);

    Answer usage = runsc.calling("usage", c1).unrecorded().answer();

    assertThat(usage).exitsWith(0).hasStderr("");
    assertThat(new JsonMapper().readTree(usage.stdout()).propertyNames())
        .containsExactlyInAnyOrder(
            "Unknown", "System", "Anonymous", "PageCache", "Mapped", "Tmpfs", "Ramdiskfs", "Total");
  }

  @Scenario(
      id = "metrics.export",
      title = "export-metrics tells the metrics of a sandbox as Prometheus text and a last line",
      level = Level.OPTIONAL,
      reference = "gVisor runsc/cmd/metrics.go",
      since = "20230123.0",
      needs = {Capability.RUNS_PROGRAMS, Capability.INSPECTION})
  void exportMetrics_isPrometheusText(Subject runsc) {
    String c1 = runsc.id("c1");
    runsc.running(c1);

    Answer metrics = runsc.calling("export-metrics", c1).unrecorded().answer();

    assertThat(metrics).exitsWith(0);
    assertThat(metrics.stdout()).contains("runsc_").contains("# HELP");
  }

  @Scenario(
      id = "kernel.own",
      title = "the program runs on gVisor's kernel, with /dev and /sys unasked",
      reference = "gVisor runsc/container/container_test.go",
      needs = {Capability.RUNS_PROGRAMS, Capability.OWN_KERNEL})
  void program_runsOnGvisorsKernel(Subject runsc) {
    Path bundle = runsc.bundle("uname -s; dmesg | head -1 | grep -c gVisor; test -e /dev/null");

    assertThat(runsc.call("run", "--bundle", bundle, runsc.id("c1")))
        .exitsWith(0)
        .hasStdout("Linux\n1\n");
  }

  @Scenario(
      id = "kernel.process",
      title = "user, group, limits, hostname and capabilities are those of the bundle",
      reference = "OCI runtime-spec 1.0.2, config.md, Process; opencontainers/runtime-tools",
      needs = {Capability.RUNS_PROGRAMS, Capability.OWN_KERNEL})
  void processAttributes_areThoseOfTheBundle(Subject runsc) {
    Path bundle =
        runsc.bundle(
            one ->
                one.args(
                        "/bin/sh",
                        "-c",
                        "id -u; id -g; hostname; ulimit -n; grep CapEff /proc/self/status")
                    .user(12, 34)
                    .hostname("somewhere")
                    .mergePatch(
                        """
                        {"process": {"rlimits": [{"type": "RLIMIT_NOFILE", "hard": 64, "soft": 64}],
                          "capabilities": {"bounding": [], "effective": [], "inheritable": [],
                            "permitted": []}}}
                        """));

    assertThat(runsc.call("run", "--bundle", bundle, runsc.id("c1")))
        .exitsWith(0)
        .hasStdout("12\n34\nsomewhere\n64\nCapEff:\t0000000000000000\n");
  }

  @Scenario(
      id = "kernel.read-only-root",
      title = "a read-only root cannot be written to; a tmpfs in it can",
      reference = "OCI runtime-spec 1.0.2, config.md, Root, Mounts",
      needs = {Capability.RUNS_PROGRAMS, Capability.OWN_KERNEL})
  void readOnlyRoot_cannotBeWritten(Subject runsc) {
    Path bundle =
        runsc.bundle(
            one ->
                one.args("/bin/sh", "-c", "(: >/f) 2>/dev/null; echo $?; : >/mnt/f; echo $?")
                    .mount("tmpfs", "/mnt", "tmpfs"));

    Answer run = runsc.call("run", "--bundle", bundle, runsc.id("c1"));

    assertThat(run).exitsWith(0);
    assertThat(run.stdout()).matches("[12]\n0\n");
  }

  @Scenario(
      id = "rootless.refused",
      title = "create and restore refuse --rootless",
      reference = "gVisor runsc/cmd/create.go, restore.go",
      since = "20220221.0")
  void rootless_isRefusedByCreateAndRestore(Subject runsc) {
    assertThat(
            runsc
                .calling("create", "--bundle", runsc.bundle(), runsc.id("c1"))
                .withGlobalFlags("--rootless")
                .answer())
        .failedWith("Rootless mode not supported with \"create\"");
    assertThat(
            runsc
                .calling(
                    "restore",
                    "--bundle",
                    runsc.bundle(),
                    "--image-path",
                    runsc.directory(),
                    runsc.id("c1"))
                .withGlobalFlags("--rootless")
                .answer())
        .failedWith("Rootless mode not supported with \"restore\"");
  }

  @Scenario(
      id = "rootless.run",
      title = "run works with --rootless",
      level = Level.OPTIONAL,
      reference = "gVisor runsc/cmd/run.go",
      needs = {Capability.RUNS_PROGRAMS, Capability.ROOTLESS})
  void rootlessRun_works(Subject runsc) {
    assertThat(
            runsc
                .calling("run", "--bundle", runsc.bundle("exit 5"), runsc.id("c1"))
                .withGlobalFlags("--rootless")
                .answer())
        .exitsWith(5);
  }
}
