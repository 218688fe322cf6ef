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

import dev.runsc.testkit.internal.Identity;
import dev.runsc.testkit.internal.RealProbe;
import dev.runsc.testkit.internal.UnusableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;

/** Opens real executables: asks who they are, and whether they can run a container here. */
final class RealTargets {

  private RealTargets() {}

  /** The flags that a target begins every call with; a fake begins with the same ones. */
  static List<String> flags(Path executable, String platform) throws UnusableException {
    return RealProbe.flags(executable, platform);
  }

  static String defaultPlatform() {
    return RealProbe.PLATFORMS.get(0);
  }

  /**
   * Opens one.
   *
   * @param identity what it says it is
   * @param name its name in tables
   * @param directory a new directory for what it needs
   * @throws UnusableException if no container runs here
   */
  static Target open(Identity identity, String name, Path directory) throws UnusableException {
    try {
      RealProbe.requirePrivileges();
      Files.createDirectories(directory);
      String platform = RealProbe.platform(identity.executable(), RealProbe.PLATFORMS, directory);
      List<String> flags = RealProbe.flags(identity.executable(), platform);
      return new Target(
          name,
          Target.Kind.REAL,
          identity,
          identity.executable().toString(),
          flags,
          NotingExecutable.write(directory.resolve("runsc")),
          EnumSet.allOf(Capability.class),
          () -> {});
    } catch (IOException e) {
      throw UnusableException.environment("cannot prepare " + name + ": " + e);
    }
  }
}
