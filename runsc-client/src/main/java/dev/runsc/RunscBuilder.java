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
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings of {@link Runsc.Builder}, which stand here because they are many.
 *
 * @param <B> the builder itself
 */
abstract sealed class RunscBuilder<B extends RunscBuilder<B>> permits Runsc.Builder {

  private String command = Runsc.DEFAULT_COMMAND;
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
  private @Nullable Signal pdeathSignal;
  private boolean setpgid;
  private ProcessMonitor monitor = ProcessMonitor.plain();

  RunscBuilder() {}

  RunscBuilder(Settings settings) {
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
    pdeathSignal = settings.pdeathSignal();
    setpgid = settings.setpgid();
    monitor = settings.monitor();
  }

  /**
   * Names the executable.
   *
   * @param command a name that is looked up in this process's PATH, or a path
   * @return this builder
   * @throws IllegalArgumentException if it is empty
   */
  public B command(String command) {
    if (command.isEmpty()) {
      throw new IllegalArgumentException("the command is empty: name an executable or a path");
    }
    this.command = command;
    return self();
  }

  /**
   * Names the executable.
   *
   * @param command its path; a relative one is resolved now and not looked up in PATH
   * @return this builder
   */
  public B command(Path command) {
    this.command = Arguments.path("command", command).toString();
    return self();
  }

  /**
   * Sets {@code --root}, the directory in which runsc keeps what it knows about containers. If it
   * is not set, runsc takes {@code $XDG_RUNTIME_DIR/runsc} or {@code /var/run/runsc}.
   *
   * @param root the directory, made when needed; a relative path is resolved now
   * @return this builder
   */
  public B root(Path root) {
    this.root = Arguments.path("root", root);
    return self();
  }

  /**
   * Sets {@code --log}, to which runsc appends its errors.
   *
   * <p>If it is not set, commands whose standard error belongs to a container (create, start, run,
   * exec, restore) log to a private file, which is how their errors are known.
   *
   * @param log the file; its directory must exist; a relative path is resolved now
   * @return this builder
   */
  public B log(Path log) {
    this.log = Arguments.path("log", log);
    return self();
  }

  /**
   * Sets {@code --log-format}, which runsc accepts and ignores.
   *
   * @param logFormat the format
   * @return this builder
   */
  public B logFormat(LogFormat logFormat) {
    this.logFormat = Objects.requireNonNull(logFormat, "logFormat");
    return self();
  }

  /**
   * Sets {@code --panic-log}, to which the sandbox writes if it crashes.
   *
   * @param panicLog the file; a relative path is resolved now
   * @return this builder
   */
  public B panicLog(Path panicLog) {
    this.panicLog = Arguments.path("panicLog", panicLog);
    return self();
  }

  /**
   * Sets {@code --debug}.
   *
   * @param debug true for debug logging
   * @return this builder
   */
  public B debug(boolean debug) {
    this.debug = debug;
    return self();
  }

  /**
   * Sets {@code --debug-log}.
   *
   * @param debugLog a directory with a slash at the end, or a file name in which runsc replaces
   *     {@code %TIMESTAMP%} and {@code %COMMAND%}
   * @return this builder
   */
  public B debugLog(String debugLog) {
    this.debugLog = Arguments.noNul(debugLog);
    return self();
  }

  /**
   * Sets any other global flag. Flags are sent in the order in which they are set here.
   *
   * @param name the flag's name without dashes, such as {@code platform}
   * @param value its value, such as {@code systrap}, or {@code true}
   * @return this builder
   * @throws IllegalArgumentException if the name is ill-formed, set already, or has a method of its
   *     own here
   */
  public B config(String name, String value) {
    ConfigNames.require(name);
    Arguments.noNul(value);
    if (config.containsKey(name)) {
      throw new IllegalArgumentException(
          "the flag \""
              + name
              + "\" is set already, to \""
              + config.get(name)
              + "\": overrideConfig sets it whatever it was");
    }
    config.put(name, value);
    return self();
  }

  /**
   * Sets any other global flag, whatever it was before. For code that is handed a client and relies
   * on a flag: {@code runsc.toBuilder().overrideConfig("network", "none").build()}.
   *
   * @param name the flag's name without dashes
   * @param value its value
   * @return this builder
   * @throws IllegalArgumentException if the name is ill-formed or has a method of its own here
   */
  public B overrideConfig(String name, String value) {
    ConfigNames.require(name);
    Arguments.noNul(value);
    config.put(name, value);
    return self();
  }

  /**
   * Sets other global flags, in the order of the map.
   *
   * @param config values by name
   * @return this builder
   * @throws IllegalArgumentException as for {@link #config(String, String)}
   */
  public B config(Map<String, String> config) {
    config.forEach(this::config);
    return self();
  }

  /**
   * Limits every call, also those that wait for a program.
   *
   * <p>If it is not set, the limit is {@link Runsc#DEFAULT_TIMEOUT}, and there is none for calls
   * that wait for a program: attached run, exec and restore, waitFor and await, and for events. The
   * options of a command set another limit for one call.
   *
   * @param timeout the limit
   * @return this builder
   * @throws IllegalArgumentException if it is not positive
   */
  public B timeout(Duration timeout) {
    this.timeout = Timeouts.requirePositive(timeout);
    return self();
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
  public B environment(String name, String value) {
    environment.put(Environment.requireName(name), Environment.requireValue(name, value));
    return self();
  }

  /**
   * Lets further variables of this process pass to runsc.
   *
   * @param names their names; those that are not set are left out
   * @return this builder
   * @throws IllegalArgumentException if a name is empty or has a {@code =} or a NUL
   */
  public B inheritEnvironment(String... names) {
    for (String name : names) {
      inheritedEnvironment.add(Environment.requireName(name));
    }
    return self();
  }

  /**
   * Has the system send runsc a signal when this process ends, however it ends.
   *
   * <p>It reaches runsc alone, so what it does is to end a {@code run}, a {@code wait}, an {@code
   * events} that nobody waits for any more; containers that were created live on. It needs the
   * program {@code setpriv} of util-linux, which becomes runsc.
   *
   * @param signal the signal
   * @return this builder
   */
  public B pdeathSignal(Signal signal) {
    this.pdeathSignal = Objects.requireNonNull(signal, "signal");
    return self();
  }

  /**
   * Has runsc lead a process group of its own, so that a signal to the group of this process, such
   * as from Ctrl-C on its terminal, does not reach it, and a signal to its group reaches all that
   * it has started in it.
   *
   * <p>It needs the program {@code setsid} of util-linux, which becomes runsc; so the group is also
   * a session of its own, without a controlling terminal.
   *
   * @param setpgid true for a group of its own
   * @return this builder
   */
  public B setpgid(boolean setpgid) {
    this.setpgid = setpgid;
    return self();
  }

  /**
   * Lets a monitor see, and start, every process of the client.
   *
   * @param monitor the monitor
   * @return this builder
   */
  public B monitor(ProcessMonitor monitor) {
    this.monitor = Objects.requireNonNull(monitor, "monitor");
    return self();
  }

  abstract B self();

  Settings settings() {
    return new Settings(
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
        inheritedEnvironment,
        pdeathSignal,
        setpgid,
        monitor);
  }
}
