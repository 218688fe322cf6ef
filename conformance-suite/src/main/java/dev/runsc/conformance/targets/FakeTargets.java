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

import dev.runsc.fake.FakeOptions;
import dev.runsc.fake.FakeRunsc;
import dev.runsc.fake.Workload;
import dev.runsc.testkit.internal.Identity;
import dev.runsc.testkit.internal.Release;
import dev.runsc.testkit.internal.UnusableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Opens fakes, which run the bundles' own programs so that the same bundle does the same. */
public final class FakeTargets {

  private FakeTargets() {}

  /**
   * The options of a fake that imitates a release.
   *
   * @param release the release
   * @param ociVersion the version of the OCI specification that the imitated build says it was
   *     built with, in which builds of one release differ; empty for the fake's default
   */
  public static FakeOptions options(Release release, Optional<String> ociVersion) {
    FakeOptions.Builder options =
        FakeOptions.builder().release(release.toString()).workload(Workload.HOST);
    ociVersion.ifPresent(options::ociVersion);
    return options.build();
  }

  /**
   * Opens a fake.
   *
   * @param name its name in tables
   * @param options how it behaves
   * @param directory a new directory for it
   * @throws UnusableException if it cannot be started, or is not the release it should be
   */
  public static Target open(String name, FakeOptions options, Path directory)
      throws UnusableException {
    SharedServer shared = server(name);
    FakeRunsc fake = start(name, options, directory, shared);
    boolean opened = false;
    try {
      Identity launcher = Identity.of(fake.executable());
      launcher.requireRelease(Release.parse(options.release()));
      FakeProgram program = FakeProgram.find();
      Identity identity =
          new Identity(
              launcher.executable(),
              launcher.version(),
              launcher.ociVersion(),
              launcher.release(),
              program.sha256());
      Target target =
          new Target(
              name,
              Target.Kind.FAKE,
              identity,
              program.name(),
              RealTargets.flags(fake.executable(), RealTargets.defaultPlatform()),
              NotingExecutable.write(directory.resolve("runsc")),
              capabilities(options.workload()),
              () -> close(fake, shared));
      opened = true;
      return target;
    } catch (IOException e) {
      throw UnusableException.environment("cannot prepare " + name + ": " + e);
    } finally {
      if (!opened) {
        close(fake, shared);
      }
    }
  }

  private static SharedServer server(String name) throws UnusableException {
    try {
      return SharedServer.take();
    } catch (UncheckedIOException e) {
      throw UnusableException.environment("cannot start " + name + ": " + e.getMessage());
    }
  }

  private static FakeRunsc start(
      String name, FakeOptions options, Path directory, SharedServer shared)
      throws UnusableException {
    boolean started = false;
    try {
      Files.createDirectories(directory);
      FakeRunsc fake = FakeRunsc.start(directory.resolve("fake"), options, shared.server());
      started = true;
      return fake;
    } catch (IOException | UncheckedIOException e) {
      throw UnusableException.environment("cannot start " + name + ": " + e.getMessage());
    } finally {
      if (!started) {
        shared.close();
      }
    }
  }

  private static void close(FakeRunsc fake, SharedServer shared) {
    try (shared) {
      fake.close();
    }
  }

  private static Set<Capability> capabilities(Workload workload) {
    Set<Capability> capabilities =
        EnumSet.of(
            Capability.HOST_PIDS,
            Capability.DEBUG_LOGS,
            Capability.FILES,
            Capability.HOOKS,
            Capability.TABLE_WIDTHS,
            Capability.RACES);
    if (workload == Workload.HOST) {
      capabilities.add(Capability.RUNS_PROGRAMS);
    }
    return capabilities;
  }
}
