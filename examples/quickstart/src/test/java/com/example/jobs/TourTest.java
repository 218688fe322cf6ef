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

package com.example.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.runsc.ContainerPid;
import dev.runsc.ContainerStatus;
import dev.runsc.ErrorKind;
import dev.runsc.Event;
import dev.runsc.EventStream;
import dev.runsc.ExecOptions;
import dev.runsc.ExitStatus;
import dev.runsc.Io;
import dev.runsc.IoCapture;
import dev.runsc.OciProcess;
import dev.runsc.PidFile;
import dev.runsc.Runsc;
import dev.runsc.RunscException;
import dev.runsc.WaitOptions;
import dev.runsc.WaitTarget;
import dev.runsc.fake.FakeRunsc;
import dev.runsc.fake.Workload;
import dev.runsc.testkit.Bundles;
import dev.runsc.testkit.RunscExtension;
import dev.runsc.testkit.RunscSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the documents show of the client and of the fake alone. */
@ExtendWith(RunscExtension.class)
class TourTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, UTF_8);

  private String printed() {
    return printed.toString(UTF_8);
  }

  @Test
  @RunscSettings(script = "{\"workloads\": [{\"exit\": 7}]}")
  void program_isRun(FakeRunsc fake, Bundles bundles, @TempDir Path state) {
    Path executable = fake.executable();
    Path bundle = bundles.bundle().write();
    // tag::run[]
    Runsc runsc =
        Runsc.builder()
            .command(executable) // without it, the runsc in PATH
            .root(state)
            .config("platform", "systrap")
            .config("network", "none")
            .build();
    ExitStatus status = runsc.run("job-1", bundle);
    out.println(status.code());
    // end::run[]

    assertThat(printed()).isEqualTo("7\n");
  }

  @Test
  @RunscSettings(workload = Workload.HOST)
  void outputOfAProgram_isCaptured(Runsc runsc, Bundles bundles) {
    runsc.create("web", bundles.bundle().args("sleep", "1000").write());
    runsc.start("web");
    // tag::exec[]
    IoCapture output = Io.capture(1 << 20);
    ExitStatus status =
        runsc.exec("web", List.of("echo", "hello"), ExecOptions.builder().io(output).build());
    if (status.success()) {
      out.print(output.stdout().text());
    }
    // end::exec[]

    assertThat(printed()).isEqualTo("hello\n");
  }

  @Test
  @RunscSettings(workload = Workload.HOST)
  void programInTheBackground_isWaitedFor(Runsc runsc, Bundles bundles, @TempDir Path directory)
      throws IOException {
    runsc.create("web", bundles.bundle().args("sleep", "1000").write());
    runsc.start("web");
    // tag::detached[]
    Path pidFile = directory.resolve("pid");
    OciProcess process = OciProcess.of("/", "/bin/sh", "-c", "exit 3");
    runsc.exec("web", process, ExecOptions.builder().detach(true).internalPidFile(pidFile).build());
    ContainerPid pid = new ContainerPid(PidFile.read(pidFile));
    ExitStatus status =
        runsc.waitFor("web", WaitOptions.builder().target(WaitTarget.process(pid)).build());
    out.println(status.code());
    // end::detached[]

    assertThat(printed()).isEqualTo("3\n");
  }

  @Test
  @RunscSettings(script = "{\"workloads\": [{\"id\": \"web\", \"after\": \"500ms\", \"exit\": 0}]}")
  void events_endWithTheirContainer(Runsc runsc, Bundles bundles) {
    runsc.create("web", bundles.bundle().write());
    runsc.start("web");
    // tag::events[]
    try (EventStream events = runsc.events("web", Duration.ofSeconds(1))) {
      for (Event event : events) {
        event.stats().ifPresent(stats -> stats.memory().usage().usage().ifPresent(out::println));
      }
    }
    // end::events[]

    assertThat(printed()).matches("([0-9]+\n)*");
    assertThat(runsc.state("web").status()).isEqualTo(ContainerStatus.STOPPED);
  }

  @Test
  void missingContainer_isDeleted(Runsc runsc) {
    // tag::failures[]
    try {
      runsc.delete("web");
    } catch (RunscException e) {
      if (e.kind() != ErrorKind.NOT_FOUND) {
        throw e;
      }
    }
    // end::failures[]

    assertThatExceptionOfType(RunscException.class).isThrownBy(() -> runsc.delete("web"));
  }

  @Test
  void fakeAlone_answersAndRecords(@TempDir Path directory) throws Exception {
    // tag::fake[]
    try (FakeRunsc fake = FakeRunsc.start(directory)) {
      runMyCode(fake.executable());
      fake.invocations().forEach(call -> out.println(String.join(" ", call.argv())));
    }
    // end::fake[]

    assertThat(printed()).isEqualTo("--root=/tmp/none list\n");
  }

  private static void runMyCode(Path runsc) throws Exception {
    Process process = new ProcessBuilder(runsc.toString(), "--root=/tmp/none", "list").start();
    process.getInputStream().readAllBytes();
    assertThat(process.waitFor()).isZero();
  }
}
