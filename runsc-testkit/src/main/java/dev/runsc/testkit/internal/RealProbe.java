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

package dev.runsc.testkit.internal;

import dev.runsc.testkit.OciBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Finds out whether a real executable can run a container here, and with which platform. */
public final class RealProbe {

  /** Tried in this order; every release so far has one of them. */
  public static final List<String> PLATFORMS = List.of("ptrace", "systrap");

  private static final List<String> COMMON = List.of("--network=none", "--ignore-cgroups");
  private static final Path HOST_VERSION = Path.of("/proc/version");
  private static final String PROBE = "read -r version </proc/version; echo \"$version\"";

  private RealProbe() {}

  /**
   * The global flags that every call begins with. Those that the release does not know yet are left
   * out.
   *
   * @param executable the runsc, real or fake
   * @param platform the platform to use
   * @throws UnusableException if it cannot be asked
   */
  public static List<String> flags(Path executable, String platform) throws UnusableException {
    List<String> flags = new ArrayList<>();
    flags.add("--platform=" + platform);
    for (String flag : COMMON) {
      PlainCall.Result asked = PlainCall.run(List.of(executable.toString(), flag, "help"));
      if (asked.exit() == 0) {
        flags.add(flag);
      }
    }
    return List.copyOf(flags);
  }

  /**
   * Checks that sandboxes can be made by this user on this system at all.
   *
   * @throws UnusableException if they cannot
   */
  public static void requirePrivileges() throws UnusableException {
    if (!Files.isReadable(HOST_VERSION)) {
      throw UnusableException.environment("real gVisor runs on Linux only");
    }
    Object user;
    try {
      user = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    } catch (IOException e) {
      throw UnusableException.environment("cannot tell which user this is: " + e);
    }
    if (!Integer.valueOf(0).equals(user)) {
      throw UnusableException.environment(
          "creating containers with real gVisor needs root; this is user " + user);
    }
  }

  /**
   * Runs a container with each platform until one works.
   *
   * @param executable the runsc
   * @param platforms what to try, in this order
   * @param directory for what the probe needs
   * @return the platform that works
   * @throws UnusableException if none does, or the executable is no sandbox at all
   */
  public static String platform(Path executable, List<String> platforms, Path directory)
      throws IOException, UnusableException {
    Path bundle = OciBundle.in(directory.resolve("probe")).args("/bin/sh", "-c", PROBE).write();
    // Some releases have one name space of sandboxes for the whole host.
    String id = "probe-" + UUID.randomUUID();
    List<String> reasons = new ArrayList<>();
    for (String platform : platforms) {
      List<String> command = new ArrayList<>();
      command.add(executable.toString());
      command.add("--root=" + directory.resolve("probe-" + platform));
      command.addAll(flags(executable, platform));
      command.addAll(List.of("run", "--bundle", bundle.toString(), id));
      PlainCall.Result result = PlainCall.run(command);
      if (result.exit() == 0 && result.stderr().isEmpty()) {
        requireSandbox(executable, result.stdout());
        return platform;
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
