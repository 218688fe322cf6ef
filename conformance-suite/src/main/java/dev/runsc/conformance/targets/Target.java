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

  Target(
      String name,
      Kind kind,
      Identity identity,
      String place,
      List<String> flags,
      Path notingExecutable,
      Set<Capability> capabilities,
      Runnable end) {
    this(
        name,
        kind,
        identity,
        place,
        flags,
        notingExecutable,
        capabilities,
        Map.of(),
        Optional.empty(),
        end);
  }

  private Target(
      String name,
      Kind kind,
      Identity identity,
      String place,
      List<String> flags,
      Path notingExecutable,
      Set<Capability> capabilities,
      Map<String, String> environment,
      Optional<Duration> patience,
      Runnable end) {
    this.name = name;
    this.kind = kind;
    this.identity = identity;
    this.place = place;
    this.flags = List.copyOf(flags);
    this.notingExecutable = notingExecutable;
    this.capabilities = EnumSet.copyOf(capabilities);
    this.environment = Map.copyOf(environment);
    this.patience = patience;
    this.end = end;
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
    return new Target(
        name,
        kind,
        identity,
        place,
        all,
        notingExecutable,
        capabilities,
        environment,
        patience,
        end);
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
    return new Target(
        name,
        kind,
        identity,
        place,
        flags,
        notingExecutable,
        capabilities,
        variables,
        Optional.of(limit),
        () -> {});
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
   * An executable that becomes {@link #executable()} after it has noted its arguments; see {@link
   * NotingExecutable}.
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
