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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Ends a process and all below it: politely first, then by force, all within a second. */
final class ProcessTree {

  private static final Duration POLITE = Duration.ofMillis(200);
  private static final Duration FORCED = Duration.ofMillis(500);
  private static final Duration POLL = Duration.ofMillis(4);

  private final ProcessHandle root;

  /** Kept because the children of an ended process are no longer found below it. */
  private final Set<ProcessHandle> seen = new LinkedHashSet<>();

  ProcessTree(ProcessHandle root) {
    this.root = root;
  }

  /**
   * Ends a process and all below it.
   *
   * @return those that are still alive, which is none unless the kernel holds on to them
   */
  static List<ProcessHandle> end(Process process) {
    ProcessHandle handle;
    try {
      handle = process.toHandle();
    } catch (UnsupportedOperationException notOfThisSystem) {
      // A monitor may run processes elsewhere.
      process.destroyForcibly();
      return List.of();
    }
    return new ProcessTree(handle).end();
  }

  /**
   * Ends them all. An interrupt meanwhile does not cut this short; it stays set.
   *
   * @return those that are still alive, which is none unless the kernel holds on to them
   */
  List<ProcessHandle> end() {
    boolean interrupted = Thread.interrupted();
    try {
      look();
      seen.forEach(ProcessHandle::destroy);
      awaitAll(POLITE);
      look();
      seen.forEach(ProcessHandle::destroyForcibly);
      awaitAll(FORCED);
      return seen.stream().filter(ProcessTree::runs).toList();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void look() {
    seen.add(root);
    for (ProcessHandle known : List.copyOf(seen)) {
      known.descendants().forEach(seen::add);
    }
  }

  private void awaitAll(Duration limit) {
    long start = System.nanoTime();
    while (seen.stream().anyMatch(ProcessTree::runs)
        && System.nanoTime() - start < limit.toNanos()) {
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  /** A process that has ended but was not reaped by its parent counts as alive for the JDK. */
  private static boolean runs(ProcessHandle process) {
    return process.isAlive() && !isZombie(process.pid());
  }

  private static boolean isZombie(long pid) {
    try {
      Path file = Path.of("/proc", Long.toString(pid), "stat");
      String stat = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      return stat.startsWith(") Z", stat.lastIndexOf(')'));
    } catch (IOException gone) {
      return false;
    }
  }
}
