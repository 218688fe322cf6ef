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

import static dev.runsc.testkit.RunscAssertions.assertThat;
import static dev.runsc.testkit.RunscAssertions.invocation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runsc.Runsc;
import dev.runsc.fake.FakeRunsc;
import dev.runsc.fake.Workload;
import dev.runsc.testkit.RunscExtension;
import dev.runsc.testkit.RunscSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

// tag::setup[]
@ExtendWith(RunscExtension.class)
class JobRunnerTest {
  @TempDir Path workspace;

  private JobRunner jobs;

  @BeforeEach
  void makeRunner(Runsc runsc) {
    jobs = new JobRunner(runsc, workspace, Duration.ofSeconds(30));
  }

  // end::setup[]

  @AfterEach
  void workspaceIsLeftEmpty() {
    assertThat(workspace).isEmptyDirectory();
  }

  // tag::workload[]
  @Test
  @RunscSettings(
      script =
          """
          {"workloads": [{"id": "job-1", "stdout": "42\\n", "exit": 7}]}
          """)
  void exitCodeAndOutput_areReported() throws IOException {
    JobResult result = jobs.run("job-1", "echo $((6 * 7)); exit 7");

    assertThat(result).isEqualTo(new JobResult.Finished(7, "42\n"));
  }

  // end::workload[]

  // tag::timeout[]
  @Test
  void scriptThatTakesTooLong_isEnded(Runsc runsc) throws IOException {
    jobs = new JobRunner(runsc, workspace, Duration.ofMillis(300));

    JobResult result = jobs.run("job-1", "sleep 1000");

    assertThat(result).isEqualTo(new JobResult.TimedOut(""));
    assertThat(runsc.list()).isEmpty();
  }

  // end::timeout[]

  // tag::scripted[]
  @Test
  @RunscSettings(scriptResource = "sandbox-fails-once.json")
  void sandboxThatDoesNotComeUp_isNoExitCodeOfTheJob() throws IOException {
    JobResult first = jobs.run("job-1", "echo hello");
    JobResult second = jobs.run("job-1", "echo hello");

    assertThat(first)
        .isEqualTo(
            new JobResult.SandboxFailed(
                "running container: creating container: cannot create sandbox: cannot read client"
                    + " sync file: waiting for sandbox to start: EOF"));
    assertThat(second).isEqualTo(new JobResult.Finished(0, "hello\n"));
  }

  // end::scripted[]

  // tag::flags[]
  @Test
  @RunscSettings(script = "{\"workloads\": [{\"exit\": 0}]}")
  void noJob_hasANetwork(FakeRunsc fake) throws IOException {
    jobs.run("job-1", "true");

    assertThat(fake).invoked("run").withId("job-1").withGlobalFlag("network", "none").once();
  }

  @Test
  @RunscSettings(script = "{\"workloads\": [{\"exit\": 0}]}")
  void whatIsLeftOfAJob_isDeletedByForce(FakeRunsc fake) throws IOException {
    jobs.run("job-1", "true");

    assertThat(fake)
        .invokedExactly("run", "delete")
        .neverInvoked(invocation("delete").withoutFlag("force"));
  }

  // end::flags[]

  // tag::host[]
  @Test
  @RunscSettings(workload = Workload.HOST)
  void realScript_isRun() throws IOException {
    JobResult result = jobs.run("job-1", "echo $((6 * 7)); exit 7");

    assertThat(result).isEqualTo(new JobResult.Finished(7, "42\n"));
  }
  // end::host[]
}
