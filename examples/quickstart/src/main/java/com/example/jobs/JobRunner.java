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

import dev.runsc.DeleteOptions;
import dev.runsc.ExitStatus;
import dev.runsc.Io;
import dev.runsc.RunOptions;
import dev.runsc.Runsc;
import dev.runsc.RunscException;
import dev.runsc.RunscTimeoutException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Runs untrusted shell scripts, each in a sandbox of its own. Thread-safe. */
public final class JobRunner {

  /** The host's programs, read-only; the script comes in on standard input. */
  private static final String CONFIG =
      """
      {
        "ociVersion": "1.0.0",
        "process": {
          "args": ["/bin/sh"],
          "env": ["PATH=/usr/local/bin:/usr/bin:/bin"],
          "cwd": "/",
          "user": {"uid": 65534, "gid": 65534}
        },
        "root": {"path": "/", "readonly": true},
        "mounts": [{"destination": "/proc", "type": "proc", "source": "proc"}]
      }
      """;

  private final Runsc runsc;
  private final Path workspace;
  private final Duration limit;

  /**
   * Makes a runner. Its jobs have no network.
   *
   * @param runsc runs the sandboxes
   * @param workspace a directory for what is needed while a job runs
   * @param limit how long a job may take
   */
  public JobRunner(Runsc runsc, Path workspace, Duration limit) {
    this.runsc = runsc.toBuilder().config("network", "none").build();
    this.workspace = workspace;
    this.limit = limit;
  }

  // tag::run[]
  /**
   * Runs a script to its end, or to the end of its time.
   *
   * @param id the job's id, which no other running job has
   * @param script a shell script
   * @return what became of it
   * @throws IOException if the workspace cannot be used
   */
  public JobResult run(String id, String script) throws IOException {
    Path bundle = Files.createTempDirectory(workspace, "job-");
    try {
      Files.writeString(bundle.resolve("config.json"), CONFIG);
      Path input = Files.writeString(bundle.resolve("script"), script);
      Path output = Files.createFile(bundle.resolve("output"));
      return runIn(bundle, id, Io.files(input, output, output), output);
    } finally {
      deleteTree(bundle);
    }
  }

  private JobResult runIn(Path bundle, String id, Io io, Path output) throws IOException {
    try {
      ExitStatus status = runsc.run(id, bundle, RunOptions.builder().io(io).timeout(limit).build());
      return new JobResult.Finished(status.code(), Files.readString(output));
    } catch (RunscTimeoutException e) {
      return new JobResult.TimedOut(Files.readString(output));
    } catch (RunscException e) {
      return new JobResult.SandboxFailed(e.runscMessage().orElse(e.getMessage()));
    } finally {
      // Whatever is left of the container: nothing after a normal end, a dead one after a timeout.
      runsc.delete(id, DeleteOptions.builder().force(true).build());
    }
  }

  // end::run[]

  private static void deleteTree(Path directory) throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> files = Files.walk(directory)) {
      deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : deepestFirst) {
      Files.delete(file);
    }
  }
}
