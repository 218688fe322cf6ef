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

package dev.runsc.conformance;

import dev.runsc.conformance.HostProcesses.HostProcess;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ends what a scenario has left: calls under way, containers, files. Processes that are left after
 * that are killed and told of, because nobody else will.
 */
final class Cleanup {

  private static final Duration PROCESSES_END = Duration.ofSeconds(10);

  private Cleanup() {}

  /** Cleans up; returns what was wrong, in words, empty if nothing was. */
  static List<String> after(Subject subject) {
    List<String> problems = new ArrayList<>();
    attempt(problems, subject::runAtEnd);
    attempt(problems, () -> deleteContainers(subject, problems));
    attempt(problems, () -> endProcesses(subject, problems));
    attempt(problems, () -> subject.target().remove(subject.directory()));
    return problems;
  }

  private static void attempt(List<String> problems, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | AssertionError e) {
      problems.add("cleaning up failed: " + e);
    }
  }

  private static void deleteContainers(Subject subject, List<String> problems) {
    if (!Files.isDirectory(subject.root())) {
      return;
    }
    @Nullable Answer last = null;
    // A container whose id is a prefix of another's can be deleted only after that one.
    for (int round = 0; round < 2; round++) {
      List<String> ids =
          RawCall.unrecorded(subject, "list", "--quiet")
              .stdout()
              .lines()
              .sorted(Comparator.comparingInt(String::length).reversed())
              .toList();
      if (ids.isEmpty()) {
        return;
      }
      for (String id : ids) {
        last = RawCall.unrecorded(subject, "delete", "--force", "--", id);
      }
    }
    String left = RawCall.unrecorded(subject, "list", "--quiet").stdout();
    if (!left.isEmpty()) {
      problems.add("containers are left: " + left.strip().replace('\n', ' ') + "; last: " + last);
    }
  }

  private static void endProcesses(Subject subject, List<String> problems) {
    boolean gone =
        Waiting.holds(() -> HostProcesses.mentioning(subject.directory()).isEmpty(), PROCESSES_END);
    if (gone) {
      return;
    }
    List<HostProcess> left = HostProcesses.mentioning(subject.directory());
    left.forEach(HostProcess::kill);
    left.forEach(process -> problems.add("a process is left: " + process));
    Waiting.holds(() -> HostProcesses.mentioning(subject.directory()).isEmpty(), PROCESSES_END);
  }

  /** Cleans up in a hurry, when the run is being ended. */
  static void abandon(Subject subject) {
    subject.abandon();
    try {
      subject.runAtEnd();
      deleteContainers(subject, new ArrayList<>());
      HostProcesses.mentioning(subject.directory()).forEach(HostProcess::kill);
    } catch (RuntimeException | AssertionError e) {
      // The processes are what matters now; their end was tried first.
      HostProcesses.mentioning(subject.directory()).forEach(HostProcess::kill);
    }
    try {
      subject.target().remove(subject.directory());
    } catch (UncheckedIOException | IllegalStateException e) {
      // A process that is still ending may write a last file.
    }
  }
}
