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

package dev.runsc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the options of all commands have in common. Options are immutable and thread-safe.
 *
 * @since 0.1.0
 */
public abstract sealed class CommandOptions
    permits CreateOptions,
        StartOptions,
        RunOptions,
        KillOptions,
        DeleteOptions,
        WaitOptions,
        ExecOptions,
        CallOptions,
        EventsOptions,
        UpdateOptions,
        CheckpointOptions,
        FsCheckpointOptions,
        RestoreOptions {

  private final List<String> extraArgs;
  private final @Nullable Duration timeout;
  private final Map<String, String> environment;

  CommandOptions(Builder<?> builder) {
    extraArgs = List.copyOf(builder.extraArgs);
    timeout = builder.timeout;
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(builder.environment));
  }

  /**
   * Returns arguments for flags that this library does not model.
   *
   * @return the arguments, in order
   */
  public List<String> extraArgs() {
    return extraArgs;
  }

  /**
   * Returns the limit of this call alone.
   *
   * @return the limit, or empty if the client's applies
   */
  public Optional<Duration> timeout() {
    return Optional.ofNullable(timeout);
  }

  /**
   * Returns environment variables of this call alone.
   *
   * @return the variables, which win over the client's
   */
  public Map<String, String> environment() {
    return environment;
  }

  /** The command's own flags, rendered; {@link #extraArgs()} not included. */
  abstract List<String> flags();

  /**
   * Collects options. Not thread-safe.
   *
   * @param <B> the type of the builder itself
   */
  public abstract static sealed class Builder<B extends Builder<B>>
      permits CreateOptions.Builder,
          StartOptions.Builder,
          RunOptions.Builder,
          KillOptions.Builder,
          DeleteOptions.Builder,
          WaitOptions.Builder,
          ExecOptions.Builder,
          CallOptions.Builder,
          EventsOptions.Builder,
          UpdateOptions.Builder,
          CheckpointOptions.Builder,
          FsCheckpointOptions.Builder,
          RestoreOptions.Builder {

    private final List<String> extraArgs = new ArrayList<>();
    private @Nullable Duration timeout;
    private final Map<String, String> environment = new LinkedHashMap<>();

    Builder() {}

    Builder(CommandOptions options) {
      extraArgs.addAll(options.extraArgs);
      timeout = options.timeout;
      environment.putAll(options.environment);
    }

    abstract B self();

    /**
     * Adds arguments as they are, after the modelled flags and before the container's id.
     *
     * @param args the arguments, such as {@code --name=value}
     * @return this builder
     */
    public B extraArgs(String... args) {
      extraArgs.addAll(List.of(args));
      return self();
    }

    /**
     * Limits this call, in place of {@link Runsc.Builder#timeout(Duration)}.
     *
     * @param timeout the limit
     * @return this builder
     * @throws IllegalArgumentException if the limit is not positive
     */
    public B timeout(Duration timeout) {
      this.timeout = Timeouts.requirePositive(timeout);
      return self();
    }

    /**
     * Sets an environment variable of runsc for this call. It does not reach the container.
     *
     * @param name the name
     * @param value the value
     * @return this builder
     * @throws IllegalArgumentException if the name is empty or has a {@code =}, or either has a NUL
     */
    public B environment(String name, String value) {
      environment.put(Environment.requireName(name), Environment.requireValue(name, value));
      return self();
    }

    static List<String> flag(String name, @Nullable Object value) {
      return value == null ? List.of() : List.of(name, Objects.toString(value));
    }
  }
}
