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

import dev.runsc.testkit.OciBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;

/** Opens real executables: asks who they are, and whether they can run a container here. */
final class RealTargets {

  /** Tried in this order; every release so far has one of them. */
  private static final List<String> PLATFORMS = List.of("ptrace", "systrap");

  private static final List<String> COMMON = List.of("--network=none", "--ignore-cgroups");
  private static final Path HOST_VERSION = Path.of("/proc/version");
  private static final String PROBE = "read -r version </proc/version; echo \"$version\"";

  private RealTargets() {}

  /**
   * The flags that a target begins every call with; a fake begins with the same ones. Those that
   * the release does not know yet are left out.
   */
  static List<String> flags(Path executable, String platform) throws UnusableException {
    List<String> flags = new ArrayList<>();
    flags.add("--platform=" + platform);
    for (String flag : COMMON) {
      PlainCall.Result asked = PlainCall.run(List.of(executable.toString(), flag, "help"));
      if (asked.exit() == 0) {
        flags.add(flag);
      }
    }
    return flags;
  }

  static String defaultPlatform() {
    return PLATFORMS.get(0);
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
      requirePrivileges();
      Files.createDirectories(directory);
      List<String> flags = probe(identity.executable(), directory);
      return new Target(
          name,
          Target.Kind.REAL,
          identity,
          flags,
          NotingExecutable.write(directory.resolve("runsc"), identity.executable()),
          EnumSet.allOf(Capability.class),
          () -> {});
    } catch (IOException e) {
      throw UnusableException.environment("cannot prepare " + name + ": " + e);
    }
  }

  private static void requirePrivileges() throws IOException, UnusableException {
    if (!Files.isReadable(HOST_VERSION)) {
      throw UnusableException.environment("real gVisor runs on Linux only");
    }
    Object user = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    if (!Integer.valueOf(0).equals(user)) {
      throw UnusableException.environment(
          "creating containers with real gVisor needs root; this is user " + user);
    }
  }

  private static List<String> probe(Path executable, Path directory)
      throws IOException, UnusableException {
    Path bundle = OciBundle.in(directory.resolve("probe")).args("/bin/sh", "-c", PROBE).write();
    // Some releases have one name space of sandboxes for the whole host.
    String id = "probe-" + UUID.randomUUID();
    List<String> reasons = new ArrayList<>();
    for (String platform : PLATFORMS) {
      List<String> flags = flags(executable, platform);
      List<String> command = new ArrayList<>();
      command.add(executable.toString());
      command.add("--root=" + directory.resolve("probe-" + platform));
      command.addAll(flags);
      command.addAll(List.of("run", "--bundle", bundle.toString(), id));
      PlainCall.Result result = PlainCall.run(command);
      if (result.exit() == 0 && result.stderr().isEmpty()) {
        requireSandbox(executable, result.stdout());
        return flags;
      }
      reasons.add("with --platform=" + platform + " it " + result.describe());
    }
    throw UnusableException.environment(
        "a probe container does not run here: " + String.join("; ", reasons));
  }

  /** A fake runs its programs on the host's kernel, and must not pass for the real thing. */
  private static void requireSandbox(Path executable, String version)
      throws IOException, UnusableException {
    if (version.strip().equals(Files.readString(HOST_VERSION).strip())) {
      throw UnusableException.impostor(
          executable + " is not gVisor: its containers run on the host's own kernel");
    }
  }
}
