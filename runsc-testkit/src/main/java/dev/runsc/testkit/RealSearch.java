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

package dev.runsc.testkit;

import dev.runsc.testkit.internal.Directories;
import dev.runsc.testkit.internal.Identity;
import dev.runsc.testkit.internal.RealDiscovery;
import dev.runsc.testkit.internal.RealExecutable;
import dev.runsc.testkit.internal.RealProbe;
import dev.runsc.testkit.internal.Release;
import dev.runsc.testkit.internal.UnusableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Finds the real executables of this host for all tests of a run, and asks each only once whether
 * it works. It lies in the root store.
 */
final class RealSearch {
  /** Configuration parameters of JUnit, which go over the variables of the same meaning. */
  static final String RELEASES_PARAMETER = "runsc.releases";

  static final String REQUIRED_PARAMETER = "runsc.require-real";
  private static final String KEY = "real";

  private final RealDiscovery discovery;
  private final List<Release> required;
  private final Map<Wanted, Result> results = new HashMap<>();
  private final Map<Path, Known> known = new HashMap<>();

  /** What was learnt of an executable, or why nothing can be. */
  private record Known(Optional<Identity> identity, Optional<UnusableException> failure) {}

  /**
   * What a test asks for.
   *
   * @param release exactly this one
   * @param min this one or a newer one
   * @param platform this one; empty for any that works
   */
  record Wanted(Optional<Release> release, Optional<Release> min, Optional<String> platform) {
    @Override
    public String toString() {
      StringBuilder text = new StringBuilder("runsc");
      release.ifPresent(one -> text.append(' ').append(one));
      min.ifPresent(one -> text.append(' ').append(one).append(" or later"));
      platform.ifPresent(one -> text.append(" with --platform=").append(one));
      return text.toString();
    }
  }

  sealed interface Result {}

  /** An executable that works. */
  record Found(Path executable, Optional<Release> release, String platform) implements Result {
    @Override
    public String toString() {
      return executable + " with --platform=" + platform;
    }
  }

  /**
   * There is none.
   *
   * @param reason why, and what to do about it
   * @param required whether it has to be there, or is not what it claims to be
   */
  record Missing(String reason, boolean required) implements Result {}

  /** There is no container to run on. */
  static Missing missingContainer(String reason) {
    boolean required = new RealDiscovery(System.getenv()).dockerRequired();
    return new Missing(
        required ? reason + " (" + RealDiscovery.DOCKER_VARIABLE + " asks for it)" : reason,
        required);
  }

  private RealSearch(Map<String, String> environment) {
    this.discovery = new RealDiscovery(environment);
    try {
      this.required = List.copyOf(discovery.required());
    } catch (IllegalArgumentException e) {
      throw new ExtensionConfigurationException("RUNSC_REQUIRE_REAL: " + e.getMessage(), e);
    }
  }

  @SuppressWarnings("deprecation") // As in SharedServer.
  static RealSearch of(ExtensionContext context) {
    return Objects.requireNonNull(
        context
            .getRoot()
            .getStore(RunscExtension.NAMESPACE)
            .getOrComputeIfAbsent(
                KEY, key -> new RealSearch(environment(context)), RealSearch.class));
  }

  private static Map<String, String> environment(ExtensionContext context) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    context
        .getConfigurationParameter(RELEASES_PARAMETER)
        .ifPresent(
            directory -> {
              environment.put(RealDiscovery.RELEASES_VARIABLE, directory);
              environment.remove("PATH");
            });
    context
        .getConfigurationParameter(REQUIRED_PARAMETER)
        .ifPresent(releases -> environment.put(RealDiscovery.REQUIRED_VARIABLE, releases));
    return environment;
  }

  /** The releases to run a test on: those that are there and those that have to be. */
  synchronized List<Release> releases() {
    TreeSet<Release> releases = new TreeSet<>(required);
    for (RealExecutable found : discovery.find()) {
      found
          .claimed()
          .or(() -> identify(found).identity().flatMap(Identity::release))
          .ifPresent(releases::add);
    }
    return List.copyOf(releases);
  }

  synchronized Result find(Wanted wanted) {
    Result result = results.get(wanted);
    if (result == null) {
      result = search(wanted);
      results.put(wanted, result);
    }
    return result;
  }

  private Result search(Wanted wanted) {
    boolean mandatory =
        wanted.release().map(required::contains).orElseGet(() -> !required.isEmpty());
    List<String> reasons = new ArrayList<>();
    List<Identity> candidates = new ArrayList<>();
    boolean impostor = false;
    for (RealExecutable found : discovery.find()) {
      Known one = identify(found);
      one.identity().filter(identity -> matches(identity, wanted)).ifPresent(candidates::add);
      if (one.failure().isPresent()) {
        impostor |= one.failure().get().impostor();
        reasons.add(one.failure().get().reason());
      }
    }
    candidates.sort(
        Comparator.comparing((Identity identity) -> identity.release().orElse(new Release(0, 0)))
            .reversed());
    for (Identity candidate : candidates) {
      try {
        return probe(candidate, wanted);
      } catch (UnusableException e) {
        impostor |= e.impostor();
        reasons.add(e.reason());
      }
    }
    if (candidates.isEmpty()) {
      reasons.add(
          0,
          "none is in PATH"
              + discovery.releasesDirectory().map(d -> " or in " + d + "/RELEASE").orElse(""));
    }
    return new Missing(
        "there is no real "
            + wanted
            + " to run on: "
            + String.join("; ", reasons)
            + (mandatory ? " (RUNSC_REQUIRE_REAL asks for it)" : ""),
        mandatory || impostor);
  }

  private static boolean matches(Identity identity, Wanted wanted) {
    Optional<Release> release = identity.release();
    return (wanted.release().isEmpty() || wanted.release().equals(release))
        && (wanted.min().isEmpty()
            || release.filter(one -> one.compareTo(wanted.min().get()) >= 0).isPresent());
  }

  private Known identify(RealExecutable found) {
    return known.computeIfAbsent(found.executable(), path -> ask(found));
  }

  private static Known ask(RealExecutable found) {
    try {
      Identity identity = Identity.of(found.executable());
      if (found.claimed().isPresent()) {
        identity.requireRelease(found.claimed().get());
      }
      return new Known(Optional.of(identity), Optional.empty());
    } catch (UnusableException e) {
      return new Known(Optional.empty(), Optional.of(e));
    }
  }

  private static Found probe(Identity candidate, Wanted wanted) throws UnusableException {
    RealProbe.requirePrivileges();
    List<String> platforms = wanted.platform().map(List::of).orElse(RealProbe.PLATFORMS);
    try {
      Path directory = Files.createTempDirectory("runsc-probe-");
      try {
        return new Found(
            candidate.executable(),
            candidate.release(),
            RealProbe.platform(candidate.executable(), platforms, directory));
      } finally {
        Directories.delete(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot try out " + candidate.executable() + ": " + e, e);
    }
  }
}
