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

package dev.runsc.conformance.targets;

import dev.runsc.conformance.result.TargetInfo;
import dev.runsc.testkit.internal.Identity;
import dev.runsc.testkit.internal.UnusableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/** Opens recordings. */
final class ReplayTargets {

  /** What is more than arguments, outputs and pid files, and so cannot be recorded. */
  private static final Set<Capability> NOT_RECORDED =
      EnumSet.of(
          Capability.HOST_PIDS,
          Capability.CONSOLES,
          Capability.DEBUG_LOGS,
          Capability.FILES,
          Capability.HOOKS,
          Capability.PASSED_DESCRIPTORS,
          Capability.RACES,
          Capability.TABLE_WIDTHS);

  private ReplayTargets() {}

  /**
   * Opens one.
   *
   * @param file the file
   * @param run what is in it
   * @param name its name in tables
   * @param directory a new directory for what it needs
   * @throws UnusableException if that cannot be prepared
   */
  static Target open(Path file, RecordedRun run, String name, Path directory)
      throws UnusableException {
    TargetInfo recorded = run.target();
    try {
      Files.createDirectories(directory);
      Target target =
          new Target(
              name,
              Target.Kind.REPLAY,
              new Identity(
                  file,
                  recorded.version(),
                  recorded.ociVersion(),
                  recorded.release(),
                  recorded.sha256()),
              file + ", recorded on " + run.recordedAt() + " with " + recorded.executable(),
              recorded.flags(),
              NotingExecutable.write(directory.resolve("runsc")),
              capabilities(recorded),
              () -> {});
      return target.staged(new Player(run, directory));
    } catch (IOException e) {
      throw UnusableException.environment("cannot prepare " + name + ": " + e);
    }
  }

  private static Set<Capability> capabilities(TargetInfo recorded) {
    Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
    for (Capability one : Capability.values()) {
      if (recorded.capabilities().contains(one.name()) && !NOT_RECORDED.contains(one)) {
        capabilities.add(one);
      }
    }
    return capabilities;
  }
}
