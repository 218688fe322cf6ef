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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at the processes of this host through {@code /proc}; where there is none, through Java. */
final class HostProcesses {

  private static final Path PROC = Path.of("/proc");
  private static final boolean HAS_PROC = Files.exists(Path.of("/proc/self/stat"));

  private HostProcesses() {}

  /**
   * A process.
   *
   * @param pid its pid
   * @param command its command line
   */
  record HostProcess(long pid, String command) {
    void kill() {
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Override
    public String toString() {
      return pid + " (" + command.strip() + ")";
    }
  }

  /**
   * Finds the processes whose command line or environment mention a directory, but this one. The
   * dead mention nothing.
   */
  static List<HostProcess> mentioning(Path directory) {
    String text = directory.toString();
    List<HostProcess> found = new ArrayList<>();
    if (!HAS_PROC) {
      ProcessHandle.allProcesses()
          .filter(
              handle -> handle.info().commandLine().filter(line -> line.contains(text)).isPresent())
          .forEach(
              handle ->
                  found.add(
                      new HostProcess(handle.pid(), handle.info().commandLine().orElse("?"))));
      return found;
    }
    long own = ProcessHandle.current().pid();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path entry : entries) {
        long pid = Long.parseLong(entry.getFileName().toString());
        String command = read(entry.resolve("cmdline")).orElse("");
        if (pid != own
            && (command.contains(text)
                || read(entry.resolve("environ")).filter(all -> all.contains(text)).isPresent())) {
          found.add(new HostProcess(pid, command.replace('\0', ' ')));
        }
      }
    } catch (IOException e) {
      throw new EnvironmentException("cannot list " + PROC, e);
    }
    return found;
  }

  /** Whether there is a process, be it dead and not reaped. */
  static boolean exists(long pid) {
    return HAS_PROC
        ? Files.exists(PROC.resolve(Long.toString(pid)))
        : ProcessHandle.of(pid).isPresent();
  }

  /** A number that changes whenever a process or one below it does anything. */
  static long activity(ProcessHandle process) {
    try (Stream<ProcessHandle> all = Stream.concat(Stream.of(process), process.descendants())) {
      return all.mapToLong(HostProcesses::ownActivity).sum();
    }
  }

  private static long ownActivity(ProcessHandle process) {
    if (!HAS_PROC) {
      return process.info().totalCpuDuration().map(time -> time.toNanos()).orElse(0L);
    }
    long activity = 0;
    Path tasks = PROC.resolve(Long.toString(process.pid())).resolve("task");
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(tasks)) {
      for (Path entry : entries) {
        activity +=
            read(entry.resolve("status")).orElse("").lines().mapToLong(HostProcesses::count).sum();
      }
    } catch (IOException e) {
      // It has ended since.
      return System.nanoTime();
    }
    return activity;
  }

  private static long count(String line) {
    if (line.startsWith("voluntary_ctxt_switches:")
        || line.startsWith("nonvoluntary_ctxt_switches:")) {
      return Long.parseLong(line.substring(line.indexOf(':') + 1).strip());
    }
    // A thread that runs, or waits for the processor, is not idle.
    return line.startsWith("State:\tR") || line.startsWith("State:\tD") ? System.nanoTime() : 0;
  }

  private static Optional<String> read(Path file) {
    try {
      return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    } catch (IOException e) {
      // The process has ended, or is another user's.
      return Optional.empty();
    }
  }
}
