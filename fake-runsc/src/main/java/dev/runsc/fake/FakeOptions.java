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

package dev.runsc.fake;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link FakeRunsc} behaves. Immutable.
 *
 * @since 0.1.0
 */
public final class FakeOptions {
  /** The release imitated unless another one is asked for: the newest profile there is. */
  public static final String DEFAULT_RELEASE = Profile.newest();

  private final String release;
  private final @Nullable String ociVersion;
  private final Workload workload;
  private final boolean strict;
  private final Set<String> environment;
  private final Script script;
  private final @Nullable Path passThrough;
  private final @Nullable Cassette cassette;

  private FakeOptions(Builder builder) {
    this.release = builder.release;
    this.ociVersion = builder.ociVersion;
    this.workload = builder.workload;
    this.strict = builder.strict;
    this.environment = Set.copyOf(builder.environment);
    this.script = builder.script;
    this.passThrough = builder.passThrough;
    this.cassette = builder.cassette;
  }

  /**
   * The defaults: newest release, scripted workload, empty script, not strict, no environment
   * recorded.
   *
   * @return the default options
   */
  public static FakeOptions defaults() {
    return builder().build();
  }

  /**
   * A builder that starts from the defaults.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * A builder that starts from these options.
   *
   * @return a new builder
   */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.ociVersion = ociVersion;
    builder.passThrough = passThrough;
    builder.cassette = cassette;
    return builder
        .release(release)
        .workload(workload)
        .strict(strict)
        .environment(environment.toArray(new String[0]))
        .script(script);
  }

  /**
   * The releases that can be imitated, oldest first.
   *
   * @return release names such as {@code 20240729.0}
   */
  public static List<String> releases() {
    return Profile.releases();
  }

  /**
   * The release to be imitated in place of another one: that one if it can be, else the newest that
   * is older, else the oldest.
   *
   * @param release such as {@code 20240729.0}
   * @return one of {@link #releases()}
   */
  public static String nearestRelease(String release) {
    String nearest = releases().get(0);
    for (String known : releases()) {
      nearest = known.compareTo(release) <= 0 ? known : nearest;
    }
    return nearest;
  }

  /**
   * The releases whose profile is compared, call by call, with a real {@code runsc}; the other
   * profiles are made from gVisor's sources and, for the newest, from what it answered elsewhere.
   *
   * @return release names, oldest first
   */
  public static List<String> comparedReleases() {
    return Profile.compared();
  }

  /**
   * The gVisor release that is imitated.
   *
   * @return a release name such as {@code 20240729.0}
   */
  public String release() {
    return release;
  }

  /**
   * The version of the runtime-spec that {@code state} and {@code --version} tell. It belongs to
   * the build rather than to the release: the same release, built by different hands, tells
   * different ones.
   *
   * @return such as {@code 1.0.2-dev}
   */
  public String ociVersion() {
    return ociVersion == null ? Profile.defaultOciVersion(release) : ociVersion;
  }

  Profile profile() {
    return Profile.of(release, ociVersion());
  }

  /**
   * What runs in the containers.
   *
   * @return the kind of workload
   */
  public Workload workload() {
    return workload;
  }

  /**
   * Whether calls that no scripted reply matches are refused.
   *
   * @return true if only scripted replies answer
   */
  public boolean strict() {
    return strict;
  }

  /**
   * The names of the environment variables whose values are recorded.
   *
   * @return the names; nothing else of the caller's environment is kept
   */
  public Set<String> environment() {
    return environment;
  }

  /**
   * The scripted replies and workloads.
   *
   * @return the script, empty if there is none
   */
  public Script script() {
    return script;
  }

  /**
   * The real {@code runsc} that is called for what no script answers.
   *
   * @return its absolute path, or empty if the model answers
   */
  public Optional<Path> passThrough() {
    return Optional.ofNullable(passThrough);
  }

  /**
   * The cassette that answers what no script does.
   *
   * @return the cassette, or empty if there is none
   */
  public Optional<Cassette> cassette() {
    return Optional.ofNullable(cassette);
  }

  /** Builds {@link FakeOptions}. Not thread-safe. */
  public static final class Builder {
    private String release = DEFAULT_RELEASE;
    private @Nullable String ociVersion;
    private Workload workload = Workload.SCRIPTED;
    private boolean strict;
    private final Set<String> environment = new LinkedHashSet<>();
    private Script script = Script.empty();
    private @Nullable Path passThrough;
    private @Nullable Cassette cassette;

    private Builder() {}

    /**
     * Sets the gVisor release to imitate.
     *
     * @param release one of {@link FakeOptions#releases()}
     * @return this
     * @throws IllegalArgumentException if there is no profile of that release
     */
    public Builder release(String release) {
      Profile.requireKnown(release);
      this.release = release;
      return this;
    }

    /**
     * Sets the runtime-spec version that {@code state} and {@code --version} tell.
     *
     * @param ociVersion such as {@code 1.1.0-rc.1}, which gVisor's own builds of 2023 and 2024
     *     tell; unset, it is that of Debian's build of the release
     * @return this
     */
    public Builder ociVersion(String ociVersion) {
      this.ociVersion = Objects.requireNonNull(ociVersion, "ociVersion");
      return this;
    }

    /**
     * Sets what runs in the containers.
     *
     * @param workload the kind of workload
     * @return this
     */
    public Builder workload(Workload workload) {
      this.workload = Objects.requireNonNull(workload, "workload");
      return this;
    }

    /**
     * Sets whether calls that no scripted reply matches are refused instead of modelled.
     *
     * @param strict true for scripted replies only
     * @return this
     */
    public Builder strict(boolean strict) {
      this.strict = strict;
      return this;
    }

    /**
     * Adds environment variables whose values are recorded with each call. Don't name secrets.
     *
     * @param names the variables' names
     * @return this
     * @throws IllegalArgumentException if a name is none that a shell can hold
     */
    public Builder environment(String... names) {
      for (String name : names) {
        if (!Request.isVariable(name)) {
          throw new IllegalArgumentException(
              "not the name of an environment variable: \""
                  + name
                  + "\" (letters, digits and _, and no digit first)");
        }
        environment.add(name);
      }
      return this;
    }

    /**
     * Sets the script.
     *
     * @param script the scripted replies and workloads
     * @return this
     */
    public Builder script(Script script) {
      this.script = Objects.requireNonNull(script, "script");
      return this;
    }

    /**
     * Reads the script from a file.
     *
     * @param file a script in JSON
     * @return this
     * @throws ScriptException if it can't be read or is none; the message names file and place
     */
    public Builder script(Path file) {
      return script(Script.load(file));
    }

    /**
     * Adds faults, such as a file that holds nothing else, to the script.
     *
     * @param file faults in JSON, in a document of the script's form
     * @return this
     * @throws ScriptException if it can't be read or is none; the message names file and place
     */
    public Builder faults(Path file) {
      return script(script.plus(Script.load(file)));
    }

    /**
     * Puts the fake in front of a real {@code runsc}: calls are recorded, faults and scripted
     * replies work, and all else is answered by the real one, whose streams, descriptors and exit
     * code are not touched.
     *
     * @param real the real executable
     * @return this
     */
    public Builder passThrough(Path real) {
      this.passThrough = real.toAbsolutePath().normalize();
      return this;
    }

    /**
     * Has a cassette answer what no script does, instead of the model.
     *
     * @param cassette what was recorded in front of a real {@code runsc}
     * @return this
     */
    public Builder cassette(Cassette cassette) {
      this.cassette = Objects.requireNonNull(cassette, "cassette");
      return this;
    }

    /**
     * Builds the options.
     *
     * @return immutable options
     */
    public FakeOptions build() {
      return new FakeOptions(this);
    }
  }
}
