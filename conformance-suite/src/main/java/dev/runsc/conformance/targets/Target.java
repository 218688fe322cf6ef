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

import dev.runsc.conformance.result.Outcome;
import dev.runsc.conformance.result.TargetInfo;
import dev.runsc.conformance.surface.Surface;
import dev.runsc.testkit.internal.Identity;
import dev.runsc.testkit.internal.Release;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * An executable that scenarios run on, ready to be called. Thread-safe.
 *
 * <p>Everything in which targets differ is here; a scenario does not ask.
 */
public final class Target implements AutoCloseable {

  /** What kind of thing it is. */
  public enum Kind {
    /** The fake, imitating a release. */
    FAKE,
    /** A real runsc. */
    REAL,
    /** A real runsc in a container image. */
    CONTAINER,
    /** What a real runsc answered when a cassette was recorded. */
    REPLAY,
    /** What a provider of the user's brought. */
    OWN
  }

  private final String name;
  private final Kind kind;
  private final Identity identity;
  private final List<String> flags;
  private final Path notingExecutable;
  private final Set<Capability> capabilities;
  private final Map<String, String> environment;
  private final Optional<Duration> patience;
  private final Runnable end;
  private final String place;
  private final Optional<Stage> stage;
  private final Optional<Stage.Act> act;
  private final Consumer<Path> removing;

  Target(
      String name,
      Kind kind,
      Identity identity,
      String place,
      List<String> flags,
      Path notingExecutable,
      Set<Capability> capabilities,
      Runnable end) {
    this.name = name;
    this.kind = kind;
    this.identity = identity;
    this.place = place;
    this.flags = List.copyOf(flags);
    this.notingExecutable = notingExecutable;
    this.capabilities = EnumSet.copyOf(capabilities);
    this.environment = Map.of();
    this.patience = Optional.empty();
    this.end = end;
    this.stage = Optional.empty();
    this.act = Optional.empty();
    this.removing = Directories::delete;
  }

  private Target(Changes changes) {
    Target other = changes.other;
    this.name = changes.name;
    this.kind = other.kind;
    this.identity = changes.identity;
    this.place = other.place;
    this.flags = List.copyOf(changes.flags);
    this.notingExecutable = other.notingExecutable;
    this.capabilities = EnumSet.copyOf(other.capabilities);
    this.environment = Map.copyOf(changes.environment);
    this.patience = changes.patience;
    this.end = changes.end;
    this.stage = changes.stage;
    this.act = changes.act;
    this.removing = changes.removing;
  }

  /** In what a target is different from another one. */
  private static final class Changes {
    private final Target other;
    private String name;
    private Identity identity;
    private List<String> flags;
    private Map<String, String> environment;
    private Optional<Duration> patience;
    private Runnable end;
    private Optional<Stage> stage;
    private Optional<Stage.Act> act;
    private Consumer<Path> removing;

    Changes(Target other) {
      this.other = other;
      this.name = other.name;
      this.identity = other.identity;
      this.flags = other.flags;
      this.environment = other.environment;
      this.patience = other.patience;
      this.end = other.end;
      this.stage = other.stage;
      this.act = other.act;
      this.removing = other.removing;
    }
  }

  /**
   * What reports say about it.
   *
   * @param surface its commands and flags, if they were asked
   */
  public TargetInfo info(Surface surface) {
    return new TargetInfo(
        name,
        kind.name().toLowerCase(Locale.ROOT),
        identity.release(),
        identity.version(),
        identity.ociVersion(),
        place,
        identity.sha256(),
        flags,
        capabilities.stream().map(Capability::name).toList(),
        surface);
  }

  /** The same with more global flags on every call, each in place of one of the same name. */
  Target withFlags(List<String> more) {
    List<String> all = new ArrayList<>(flags);
    for (String flag : more) {
      all.removeIf(one -> flagName(one).equals(flagName(flag)));
      all.add(flag);
    }
    Changes changes = new Changes(this);
    changes.flags = all;
    return new Target(changes);
  }

  /** The same, whose files are another user's, and removed otherwise. */
  Target removingWith(Consumer<Path> remover) {
    Changes changes = new Changes(this);
    changes.removing = remover;
    return new Target(changes);
  }

  /** Removes a directory with what the target has written to it. */
  public void remove(Path directory) {
    removing.accept(directory);
  }

  /** The same with something between it and the scenarios, which is closed before it. */
  Target staged(Stage before) {
    Changes changes = new Changes(this);
    changes.stage = Optional.of(before);
    changes.end =
        () -> {
          try {
            before.close();
          } finally {
            end.run();
          }
        };
    return new Target(changes);
  }

  /** What stands between it and the scenarios. */
  Optional<Stage> stage() {
    return stage;
  }

  /** Why a scenario cannot be run on it, whatever it can do; empty if it can. */
  public Optional<String> missing(String scenario) {
    return stage.flatMap(one -> one.missing(scenario));
  }

  /** Its commands and flags, if it cannot be asked for them. */
  public Optional<Surface> knownSurface() {
    return stage.flatMap(Stage::surface);
  }

  /**
   * The target as one run of one scenario sees it.
   *
   * @param scenario its id
   * @param directory holds all its files
   * @param idPrefix begins the ids of all its containers
   */
  public Target enter(String scenario, Path directory, String idPrefix) {
    if (stage.isEmpty()) {
      return this;
    }
    Stage.Act begun = stage.get().begin(scenario, directory, idPrefix);
    Changes changes = new Changes(this);
    changes.act = Optional.of(begun);
    changes.identity =
        new Identity(
            begun.executable(),
            identity.version(),
            identity.ociVersion(),
            identity.release(),
            identity.sha256());
    return new Target(changes);
  }

  /** The body of the scenario that has entered has ended; tells what was wrong with its calls. */
  public List<String> bodyEnded() {
    return act.map(Stage.Act::bodyEnded).orElse(List.of());
  }

  /** The scenario that has entered is over, and what it left is gone. */
  public void leave(Outcome outcome) {
    act.ifPresent(one -> one.close(outcome));
  }

  private static String flagName(String flag) {
    return flag.contains("=") ? flag.substring(0, flag.indexOf('=')) : flag;
  }

  /**
   * The same target in disguise: every call that a scenario makes, but none for cleaning up after
   * it, has more variables in its environment, by which a scripted fake can tell.
   *
   * @param name the name in tables
   * @param variables the variables
   * @param limit how long at most anything is waited for
   */
  public Target disguised(String name, Map<String, String> variables, Duration limit) {
    Changes changes = new Changes(this);
    changes.name = name;
    changes.environment = variables;
    changes.patience = Optional.of(limit);
    changes.end = () -> {};
    return new Target(changes);
  }

  /** The name in tables: {@code fake:20240729.0}, {@code real:20240729.0}. */
  public String name() {
    return name;
  }

  /** Which kind it is; for reports and for pairing, never for a scenario. */
  public Kind kind() {
    return kind;
  }

  /** What the executable says it is. */
  public Identity identity() {
    return identity;
  }

  /** The release, if the executable names one. */
  public Optional<Release> release() {
    return identity.release();
  }

  /** The executable. */
  public Path executable() {
    return identity.executable();
  }

  /**
   * An executable that becomes {@link #executable()}, which it is told, after it has noted its
   * arguments; see {@link NotingExecutable}.
   */
  public Path notingExecutable() {
    return notingExecutable;
  }

  /** The global flags that every call on this target begins with, such as its platform. */
  public List<String> flags() {
    return flags;
  }

  /** What it can do. */
  public Set<Capability> capabilities() {
    return Set.copyOf(capabilities);
  }

  /** What the scenarios' own calls have in their environment beside the usual. */
  public Map<String, String> environment() {
    return environment;
  }

  /** How long a scenario waits at most for anything; empty for its own limits. */
  public Optional<Duration> patience() {
    return patience;
  }

  /** Ends what was started for this target. */
  @Override
  public void close() {
    end.run();
  }

  @Override
  public String toString() {
    return name;
  }
}
