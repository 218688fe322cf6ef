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

import dev.runsc.conformance.spi.ProvidedTarget;
import dev.runsc.conformance.spi.TargetProvider;
import dev.runsc.testkit.internal.Identity;
import dev.runsc.testkit.internal.UnusableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;

/** Opens the targets that users bring. */
final class OwnTargets {

  private OwnTargets() {}

  static Optional<TargetProvider> find(String scheme) {
    return ServiceLoader.load(TargetProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.scheme().equals(scheme))
        .findFirst();
  }

  /**
   * Opens one.
   *
   * @throws UnusableException if it cannot be had, or is not a runsc
   */
  static Target open(TargetSpec.Own spec, Path directory) throws UnusableException {
    TargetProvider provider = find(spec.scheme()).orElseThrow();
    ProvidedTarget provided;
    try {
      Files.createDirectories(directory);
      Path own = Files.createDirectory(directory.resolve("own"));
      provided = provider.open(spec.argument(), own);
    } catch (IOException e) {
      throw UnusableException.environment("cannot open " + spec + ": " + e.getMessage());
    }
    boolean opened = false;
    try {
      Identity identity = Identity.of(provided.executable());
      Target target =
          new Target(
              spec.toString(),
              Target.Kind.OWN,
              identity,
              identity.executable().toString(),
              provided.flags(),
              NotingExecutable.write(directory.resolve("runsc")),
              capabilities(provided),
              provided::close);
      opened = true;
      return target;
    } catch (IOException e) {
      throw UnusableException.environment("cannot prepare " + spec + ": " + e);
    } finally {
      if (!opened) {
        provided.close();
      }
    }
  }

  private static Set<Capability> capabilities(ProvidedTarget provided) throws UnusableException {
    Set<Capability> capabilities = EnumSet.allOf(Capability.class);
    for (String name : provided.lacks()) {
      try {
        capabilities.remove(Capability.valueOf(name));
      } catch (IllegalArgumentException e) {
        throw UnusableException.environment(
            "its provider names a capability that there is not: "
                + name
                + "; there are "
                + List.of(Capability.values()));
      }
    }
    return capabilities;
  }
}
