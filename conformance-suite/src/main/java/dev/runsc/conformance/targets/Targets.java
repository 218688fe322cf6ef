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
import dev.runsc.testkit.internal.Identity;
import dev.runsc.testkit.internal.PlainCall;
import dev.runsc.testkit.internal.RealDiscovery;
import dev.runsc.testkit.internal.RealExecutable;
import dev.runsc.testkit.internal.Release;
import dev.runsc.testkit.internal.UnusableException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The targets of one run: those that are ready, and those that scenarios cannot run on. Not
 * thread-safe.
 */
public final class Targets implements AutoCloseable {

  /** Why a target is not run on. */
  public enum Problem {
    /** It is not what it claims to be: a finding. */
    IMPOSTOR,
    /** It was asked for and cannot run here: the environment failed. */
    ENVIRONMENT,
    /** It was found, not asked for, and cannot run here. */
    NOT_RUN
  }

  /**
   * A target that is not run on.
   *
   * @param name its name in tables
   * @param problem what kind of reason
   * @param reason the reason
   */
  public record Refused(String name, Problem problem, String reason) {}

  private final Path directory;
  private final Set<Release> required;
  private final Consumer<String> progress;
  private final List<Target> ready = new ArrayList<>();
  private final List<Refused> refused = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  private Targets(Path directory, Set<Release> required, Consumer<String> progress) {
    this.directory = directory;
    this.required = Set.copyOf(required);
    this.progress = progress;
  }

  /**
   * Opens what was asked for.
   *
   * @param specs the targets
   * @param required the releases of which there must be a real one
   * @param directory where they may put what they need
   * @param progress is told what is being done
   */
  public static Targets open(
      List<TargetSpec> specs, Set<Release> required, Path directory, Consumer<String> progress) {
    Targets targets = new Targets(directory, required, progress);
    targets.openAll(specs, true);
    targets.checkRequired();
    return targets;
  }

  /**
   * Opens every fake there is and every real executable that is found.
   *
   * @param environment the variables to go by
   * @param required the releases of which there must be a real one
   * @param directory where they may put what they need
   * @param progress is told what is being done
   */
  public static Targets openAll(
      Map<String, String> environment,
      Set<Release> required,
      Path directory,
      Consumer<String> progress) {
    Targets targets = new Targets(directory, required, progress);
    List<TargetSpec> specs = new ArrayList<>();
    for (String release : FakeOptions.comparedReleases()) {
      specs.add(new TargetSpec.Fake(Optional.of(Release.parse(release))));
    }
    for (RealExecutable found : new RealDiscovery(environment).find()) {
      specs.add(new TargetSpec.Real(found.executable(), found.claimed()));
    }
    targets.openAll(specs, false);
    targets.checkRequired();
    return targets;
  }

  /** Takes a target that is open already; it is closed with the others. */
  public static Targets of(Path directory, List<Target> opened) {
    Targets targets = new Targets(directory, Set.of(), message -> {});
    targets.ready.addAll(opened);
    return targets;
  }

  private void openAll(List<TargetSpec> specs, boolean askedFor) {
    // The real ones first: a fake imitates the very build that it will be compared with.
    for (TargetSpec spec : specs) {
      if (spec instanceof TargetSpec.Real real) {
        attempt(spec, askedFor, () -> openReal(real, askedFor));
      }
    }
    for (TargetSpec spec : specs) {
      if (spec instanceof TargetSpec.Replay replay) {
        attempt(spec, askedFor, () -> openReplay(replay));
      }
    }
    List<Target> real = List.copyOf(ready);
    ready.clear();
    for (TargetSpec spec : specs) {
      if (spec instanceof TargetSpec.Fake fake) {
        attempt(spec, askedFor, () -> openFake(fake, real));
      }
    }
    ready.addAll(real);
    for (TargetSpec spec : specs) {
      if (spec instanceof TargetSpec.Container container && names.add(container.toString())) {
        attempt(spec, askedFor, () -> openContainer(container));
      }
      if (spec instanceof TargetSpec.Own own && names.add(own.toString())) {
        attempt(spec, askedFor, () -> ready.add(OwnTargets.open(own, next())));
      }
    }
  }

  private interface Opening {
    void open() throws UnusableException;
  }

  private void attempt(TargetSpec spec, boolean askedFor, Opening opening) {
    try {
      opening.open();
    } catch (UnusableException e) {
      refuse(name(spec), e, askedFor);
    }
  }

  private void openFake(TargetSpec.Fake spec, List<Target> real) throws UnusableException {
    Release release = spec.release().orElseGet(() -> Release.parse(FakeOptions.DEFAULT_RELEASE));
    String name = "fake:" + release;
    if (names.add(name)) {
      Optional<String> ociVersion =
          real.stream()
              .filter(target -> target.release().filter(release::equals).isPresent())
              .map(target -> target.identity().ociVersion())
              .findFirst();
      ready.add(FakeTargets.open(name, FakeTargets.options(release, ociVersion), next()));
    }
  }

  private void openReplay(TargetSpec.Replay spec) throws UnusableException {
    RecordedRun run = RecordedRun.read(spec.file());
    String name = "replay:" + run.target().release().map(Release::toString).orElse("");
    if (run.target().release().isEmpty() || names.contains(name)) {
      name = spec.toString();
    }
    if (names.add(name)) {
      ready.add(ReplayTargets.open(spec.file(), run, name, next()));
    }
  }

  private void openContainer(TargetSpec.Container spec) throws UnusableException {
    progress.accept("starting " + spec);
    ready.add(ContainerTargets.open(spec.image(), spec.toString(), next()));
  }

  private void openReal(TargetSpec.Real spec, boolean askedFor) throws UnusableException {
    Identity identity = Identity.of(spec.executable());
    if (spec.claimed().isPresent()) {
      identity.requireRelease(spec.claimed().get());
    }
    String release = identity.release().map(Release::toString).orElse(spec.executable().toString());
    String name = "real:" + release;
    if (names.contains(name)) {
      if (!askedFor) {
        return;
      }
      name = "real:" + spec.executable();
    }
    if (!names.add(name)) {
      return;
    }
    progress.accept("probing " + name + " (" + spec.executable() + ")");
    try {
      ready.add(RealTargets.open(identity, name, next()));
    } catch (UnusableException e) {
      boolean wanted = askedFor || identity.release().filter(required::contains).isPresent();
      refuse(name, e, wanted);
    }
  }

  private void refuse(String name, UnusableException e, boolean wanted) {
    Problem problem =
        e.impostor() ? Problem.IMPOSTOR : wanted ? Problem.ENVIRONMENT : Problem.NOT_RUN;
    refused.add(new Refused(name, problem, e.reason()));
  }

  private void checkRequired() {
    for (Release release : required) {
      String name = "real:" + release;
      boolean known =
          ready.stream().anyMatch(target -> isReal(target, release))
              || refused.stream().anyMatch(one -> one.name().equals(name));
      if (!known) {
        refused.add(
            new Refused(
                name,
                Problem.ENVIRONMENT,
                "it is required, and there is none: unpack Debian's releases with"
                    + " conformance-suite/bin/install-runsc, or put it at $"
                    + RealDiscovery.RELEASES_VARIABLE
                    + "/"
                    + release
                    + "/runsc"));
      }
    }
  }

  private static boolean isReal(Target target, Release release) {
    return target.kind() == Target.Kind.REAL
        && target.release().filter(release::equals).isPresent();
  }

  private static String name(TargetSpec spec) {
    return spec instanceof TargetSpec.Real real
        ? real.claimed().map(release -> "real:" + release).orElse(real.toString())
        : spec.toString();
  }

  private Path next() {
    return directory.resolve("t" + names.size());
  }

  /**
   * Adds global flags to every call on every target. A target that does not know one is refused:
   * every scenario would fail on it, and say nothing about it.
   */
  public Targets withFlags(List<String> flags) {
    for (Target target : List.copyOf(ready)) {
      ready.remove(target);
      try {
        if (target.knownSurface().isPresent() && !flags.isEmpty()) {
          throw UnusableException.environment(
              "it was recorded with its flags, and takes no other: record it with "
                  + String.join(" ", flags));
        }
        for (String flag : flags) {
          PlainCall.Result asked =
              PlainCall.run(List.of(target.executable().toString(), flag, "help"));
          if (asked.exit() != 0) {
            throw UnusableException.environment(
                "it does not take the flag " + flag + ": it " + asked.describe());
          }
        }
        ready.add(target.withFlags(flags));
      } catch (UnusableException e) {
        target.close();
        refuse(target.name(), e, true);
      }
    }
    return this;
  }

  /**
   * Puts a recorder in front of the only target that scenarios run on.
   *
   * @return the recorder; empty if no target is ready
   */
  public Optional<Recorder> record() {
    if (ready.isEmpty()) {
      return Optional.empty();
    }
    Target target = ready.remove(0);
    Recorder recorder = new Recorder(target, directory.resolve("recorder"));
    ready.add(0, target.staged(recorder));
    return Optional.of(recorder);
  }

  /** Those that scenarios run on, the fakes first. */
  public List<Target> ready() {
    return List.copyOf(ready);
  }

  /** Those that scenarios do not run on. */
  public List<Refused> refused() {
    return List.copyOf(refused);
  }

  /** Closes all. */
  @Override
  public void close() {
    ready.forEach(Target::close);
  }
}
