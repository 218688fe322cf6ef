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

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A client for gVisor's {@code runsc} executable.
 *
 * <p>Every method runs the executable once and returns when it has ended. A call that did not do
 * what was asked throws a {@link RunscException}; a call that takes too long, or whose thread is
 * interrupted, ends the executable and every process below it. Commands that leave a container
 * behind never connect it to a pipe of this process, so they return at once and the container
 * outlives this process.
 *
 * <p>Ids: every command but create and run takes an id also as an abbreviation, as runsc does, so
 * {@code delete("we")} deletes {@code web} if no other container begins with {@code we}.
 *
 * <p>A client is immutable and thread-safe.
 *
 * <pre>{@code
 * Runsc runsc = Runsc.builder()
 *     .root(Path.of("/run/my-service/runsc"))
 *     .config("platform", "systrap")
 *     .config("network", "none")
 *     .build();
 * ExitStatus status = runsc.run("job-1", Path.of("/srv/bundles/job"));
 * }</pre>
 */
public final class Runsc {

  /** The executable used if none is named: {@code runsc}, looked up in PATH. */
  public static final String DEFAULT_COMMAND = "runsc";

  /**
   * The limit of a call that does not wait for a program, if the client has none: longer than the
   * two minutes that some releases spend on deleting a container whose sandbox is not reaped.
   */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(3);

  private final Settings settings;
  private final Invoker invoker;

  private Runsc(Settings settings) {
    this.settings = settings;
    this.invoker = new Invoker(settings, System.getenv());
  }

  /**
   * Starts with the executable {@link #DEFAULT_COMMAND} and nothing else set.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Starts with the settings of this client.
   *
   * @return a new builder
   */
  public Builder toBuilder() {
    return new Builder(settings);
  }

  /**
   * Lists the containers under the root directory.
   *
   * <p>A root that does not exist or cannot be read has no containers, as far as runsc says.
   *
   * @return the containers in runsc's order, by id
   * @throws RunscException if it cannot be told
   */
  public List<Container> list() {
    Command command = Command.plain("list of containers", "list", List.of("--format=json"));
    return new Replies(command.what(), invoker.capture(command)).containers();
  }

  /**
   * Tells about one container.
   *
   * @param id the container
   * @return what runsc says about it; its {@link Container#id()} is the full id
   * @throws RunscException if it cannot be told; {@link ErrorKind#NOT_FOUND} if there is none
   * @throws IllegalArgumentException if no container can have such an id
   */
  public Container state(String id) {
    Command command =
        Command.plain("state of \"" + id + "\"", "state", List.of(), Ids.requireAddressable(id));
    return new Replies(command.what(), invoker.capture(command)).container();
  }

  /**
   * Creates a container whose streams lead nowhere.
   *
   * @param id the new container's id
   * @param bundle the directory with {@code config.json}; a relative path is resolved now
   * @throws RunscException if it was not created
   */
  public void create(String id, Path bundle) {
    create(id, bundle, CreateOptions.defaults());
  }

  /**
   * Creates a container. Its program does not run before {@link #start(String)}.
   *
   * <p>Beware: up to release 20260302.0, creating a container with an id in use fails and makes
   * runsc forget the existing container, whose sandbox runs on.
   *
   * @param id the new container's id
   * @param bundle the directory with {@code config.json}; a relative path is resolved now
   * @param options the streams and more
   * @throws RunscException if it was not created; {@link ErrorKind#EXISTS} if the id is in use
   */
  public void create(String id, Path bundle, CreateOptions options) {
    Command command =
        Command.of(
            "create of \"" + id + "\"", "create", bundle(bundle), options, Ids.requireNoFlag(id));
    CallFacts facts = invoker.launch(command, options.io());
    options.pidFile().ifPresent(file -> PidFile.await(file, command.what(), facts));
  }

  /**
   * Starts the program of a created container.
   *
   * @param id the container
   * @throws RunscException if it was not started
   * @throws IllegalArgumentException if no container can have such an id
   */
  public void start(String id) {
    start(id, StartOptions.defaults());
  }

  /**
   * Starts the program of a created container.
   *
   * @param id the container
   * @param options the streams, which matter only for a container inside another one's sandbox
   * @throws RunscException if it was not started
   * @throws IllegalArgumentException if no container can have such an id
   */
  public void start(String id, StartOptions options) {
    Command command =
        Command.of(
            "start of \"" + id + "\"", "start", List.of(), options, Ids.requireAddressable(id));
    invoker.launch(command, options.io());
  }

  /**
   * Creates a container whose streams lead nowhere, runs its program to the end and deletes it.
   *
   * @param id the new container's id
   * @param bundle the directory with {@code config.json}; a relative path is resolved now
   * @return how the program ended
   * @throws RunscException if the program was not run
   */
  public ExitStatus run(String id, Path bundle) {
    return run(id, bundle, RunOptions.defaults());
  }

  /**
   * Creates a container, runs its program to the end and deletes it.
   *
   * <p>The exit status of the program is the result, whatever it is. runsc uses 128 and 2 for its
   * own failures as well; which of the two it was is found out from its log and its pid file.
   *
   * <p>Unless a timeout is set, this takes as long as the program.
   *
   * @param id the new container's id
   * @param bundle the directory with {@code config.json}; a relative path is resolved now
   * @param options the streams and more
   * @return how the program ended; 0 if it was {@linkplain RunOptions.Builder#detach(boolean)
   *     detached}
   * @throws RunscException if the program was not run
   */
  public ExitStatus run(String id, Path bundle, RunOptions options) {
    Command command =
        Command.of("run of \"" + id + "\"", "run", bundle(bundle), options, Ids.requireNoFlag(id));
    if (!options.detach()) {
      return invoker.attach(command.waiting(), options.io());
    }
    CallFacts facts = invoker.launch(command, options.io());
    options.pidFile().ifPresent(file -> PidFile.await(file, command.what(), facts));
    return new ExitStatus(0);
  }

  /**
   * Sends a signal to the first process of a container. Its status changes a little later.
   *
   * @param id the container
   * @param signal the signal
   * @throws RunscException if it was not sent; {@link ErrorKind#WRONG_STATE} unless it is running
   * @throws IllegalArgumentException if no container can have such an id
   */
  public void kill(String id, Signal signal) {
    kill(id, signal, KillOptions.defaults());
  }

  /**
   * Sends a signal to processes of a container.
   *
   * @param id the container
   * @param signal the signal
   * @param options which processes
   * @throws RunscException if it was not sent
   * @throws IllegalArgumentException if no container can have such an id
   */
  public void kill(String id, Signal signal, KillOptions options) {
    invoker.capture(
        Command.of(
            "kill of \"" + id + "\"",
            "kill",
            List.of(),
            options,
            Ids.requireAddressable(id),
            Integer.toString(signal.number())));
  }

  /**
   * Deletes a container that has not been started or has ended.
   *
   * @param id the container
   * @throws RunscException if it was not deleted; {@link ErrorKind#WRONG_STATE} if it is alive
   * @throws IllegalArgumentException if no container can have such an id
   */
  public void delete(String id) {
    delete(id, DeleteOptions.defaults());
  }

  /**
   * Deletes a container.
   *
   * @param id the container
   * @param options whether to end it first
   * @throws RunscException if it was not deleted
   * @throws IllegalArgumentException if no container can have such an id
   */
  public void delete(String id, DeleteOptions options) {
    invoker.capture(
        Command.of(
            "delete of \"" + id + "\"", "delete", List.of(), options, Ids.requireAddressable(id)));
  }

  /**
   * Waits until a container's first process ends.
   *
   * @param id the container
   * @return how it ended
   * @throws RunscException if it cannot be told; {@link ErrorKind#STATUS_UNAVAILABLE} if it had
   *     ended, or had not been started, when the wait began
   * @throws IllegalArgumentException if no container can have such an id
   */
  public ExitStatus waitFor(String id) {
    return waitFor(id, WaitOptions.defaults());
  }

  /**
   * Waits until a container's first process ends.
   *
   * <p>runsc keeps no exit status: only a wait that has begun after the start and before the end
   * gets it. Unless a timeout is set, this takes as long as the process.
   *
   * @param id the container
   * @param options how long to wait
   * @return how it ended
   * @throws RunscException if it cannot be told
   * @throws IllegalArgumentException if no container can have such an id
   */
  public ExitStatus waitFor(String id, WaitOptions options) {
    Command command =
        Command.of(
                "wait for \"" + id + "\"", "wait", List.of(), options, Ids.requireAddressable(id))
            .waiting();
    return new Replies(command.what(), invoker.capture(command)).exitStatus();
  }

  private static List<String> bundle(Path bundle) {
    return List.of("--bundle", bundle.toAbsolutePath().toString());
  }

  /** Shows the executable and the global flags. */
  @Override
  public String toString() {
    return "Runsc[" + ErrorText.commandLine(settings.prefix(settings.log())) + "]";
  }

  /** Collects the settings of a client. Not thread-safe. */
  public static final class Builder {

    private String command = DEFAULT_COMMAND;
    private @Nullable Path root;
    private @Nullable Path log;
    private @Nullable LogFormat logFormat;
    private @Nullable Path panicLog;
    private boolean debug;
    private @Nullable String debugLog;
    private final Map<String, String> config = new LinkedHashMap<>();
    private @Nullable Duration timeout;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final Set<String> inheritedEnvironment = new LinkedHashSet<>();

    private Builder() {}

    private Builder(Settings settings) {
      command = settings.command();
      root = settings.root();
      log = settings.log();
      logFormat = settings.logFormat();
      panicLog = settings.panicLog();
      debug = settings.debug();
      debugLog = settings.debugLog();
      config.putAll(settings.config());
      timeout = settings.timeout();
      environment.putAll(settings.environment());
      inheritedEnvironment.addAll(settings.inheritedEnvironment());
    }

    /**
     * Names the executable.
     *
     * @param command a name that is looked up in this process's PATH, or a path
     * @return this builder
     * @throws IllegalArgumentException if it is empty
     */
    public Builder command(String command) {
      if (command.isEmpty()) {
        throw new IllegalArgumentException("the command is empty: name an executable or a path");
      }
      this.command = command;
      return this;
    }

    /**
     * Names the executable.
     *
     * @param command its path; a relative one is resolved now and not looked up in PATH
     * @return this builder
     */
    public Builder command(Path command) {
      this.command = command.toAbsolutePath().toString();
      return this;
    }

    /**
     * Sets {@code --root}, the directory in which runsc keeps what it knows about containers. If it
     * is not set, runsc takes {@code $XDG_RUNTIME_DIR/runsc} or {@code /var/run/runsc}.
     *
     * @param root the directory, made when needed; a relative path is resolved now
     * @return this builder
     */
    public Builder root(Path root) {
      this.root = root.toAbsolutePath();
      return this;
    }

    /**
     * Sets {@code --log}, to which runsc appends its errors.
     *
     * <p>If it is not set, commands whose standard error belongs to a container (create, start,
     * run) log to a private file, which is how their errors are known.
     *
     * @param log the file; its directory must exist; a relative path is resolved now
     * @return this builder
     */
    public Builder log(Path log) {
      this.log = log.toAbsolutePath();
      return this;
    }

    /**
     * Sets {@code --log-format}, which runsc accepts and ignores.
     *
     * @param logFormat the format
     * @return this builder
     */
    public Builder logFormat(LogFormat logFormat) {
      this.logFormat = Objects.requireNonNull(logFormat, "logFormat");
      return this;
    }

    /**
     * Sets {@code --panic-log}, to which the sandbox writes if it crashes.
     *
     * @param panicLog the file; a relative path is resolved now
     * @return this builder
     */
    public Builder panicLog(Path panicLog) {
      this.panicLog = panicLog.toAbsolutePath();
      return this;
    }

    /**
     * Sets {@code --debug}.
     *
     * @param debug true for debug logging
     * @return this builder
     */
    public Builder debug(boolean debug) {
      this.debug = debug;
      return this;
    }

    /**
     * Sets {@code --debug-log}.
     *
     * @param debugLog a directory with a slash at the end, or a file name in which runsc replaces
     *     {@code %TIMESTAMP%} and {@code %COMMAND%}
     * @return this builder
     */
    public Builder debugLog(String debugLog) {
      this.debugLog = requireNoNul(debugLog);
      return this;
    }

    /**
     * Sets any other global flag. Flags are sent in the order in which they are set here.
     *
     * @param name the flag's name without dashes, such as {@code platform}
     * @param value its value, such as {@code systrap}, or {@code true}
     * @return this builder
     * @throws IllegalArgumentException if the name is ill-formed, set already, or has a method of
     *     its own here
     */
    public Builder config(String name, String value) {
      ConfigNames.require(name);
      requireNoNul(value);
      if (config.containsKey(name)) {
        throw new IllegalArgumentException(
            "the flag \"" + name + "\" is set already, to \"" + config.get(name) + "\"");
      }
      config.put(name, value);
      return this;
    }

    /**
     * Sets other global flags, in the order of the map.
     *
     * @param config values by name
     * @return this builder
     * @throws IllegalArgumentException as for {@link #config(String, String)}
     */
    public Builder config(Map<String, String> config) {
      config.forEach(this::config);
      return this;
    }

    /**
     * Limits every call, also those that wait for a program.
     *
     * <p>If it is not set, the limit is {@link Runsc#DEFAULT_TIMEOUT}, and there is none for calls
     * that wait for a program: run and waitFor. The options of a command set another limit for one
     * call.
     *
     * @param timeout the limit
     * @return this builder
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder timeout(Duration timeout) {
      this.timeout = Timeouts.requirePositive(timeout);
      return this;
    }

    /**
     * Sets an environment variable of runsc. It does not reach the container.
     *
     * <p>Of this process's variables, runsc gets {@code PATH}, {@code HOME}, {@code USER}, {@code
     * LOGNAME}, {@code XDG_RUNTIME_DIR}, {@code TMPDIR}, {@code TZ}, {@code TZDIR}, {@code LANG},
     * {@code LANGUAGE}, {@code LC_*}, the addresses of D-Bus, and the switches of the Go runtime
     * ({@code GODEBUG}, {@code GOGC}, {@code GOMAXPROCS}, {@code GOMEMLIMIT}, {@code GOTRACEBACK}),
     * and no other.
     *
     * @param name the name
     * @param value the value
     * @return this builder
     * @throws IllegalArgumentException if the name is empty or has a {@code =}, or either has a NUL
     */
    public Builder environment(String name, String value) {
      environment.put(Environment.requireName(name), Environment.requireValue(name, value));
      return this;
    }

    /**
     * Lets further variables of this process pass to runsc.
     *
     * @param names their names; those that are not set are left out
     * @return this builder
     * @throws IllegalArgumentException if a name is empty or has a {@code =} or a NUL
     */
    public Builder inheritEnvironment(String... names) {
      for (String name : names) {
        inheritedEnvironment.add(Environment.requireName(name));
      }
      return this;
    }

    /**
     * Makes the client. Nothing is run or looked for yet.
     *
     * @return the client
     */
    public Runsc build() {
      return new Runsc(
          new Settings(
              command,
              root,
              log,
              logFormat,
              panicLog,
              debug,
              debugLog,
              config,
              timeout,
              environment,
              inheritedEnvironment));
    }

    private static String requireNoNul(String value) {
      if (value.indexOf('\0') >= 0) {
        throw new IllegalArgumentException("an argument must not contain a NUL");
      }
      return value;
    }
  }
}
