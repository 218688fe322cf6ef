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
              NotingExecutable.write(directory.resolve("runsc"), identity.executable()),
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
