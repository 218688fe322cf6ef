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

package dev.runsc.conformance;

import dev.runsc.Container;
import dev.runsc.Runsc;
import dev.runsc.RunscException;
import dev.runsc.conformance.targets.Capability;
import dev.runsc.conformance.targets.Target;
import dev.runsc.conformance.transcript.Normaliser;
import dev.runsc.conformance.transcript.Transcript;
import dev.runsc.testkit.OciBundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The runsc under test, as one scenario sees it: an executable, a root directory of its own, a
 * place for bundles and files. Every call through it is recorded.
 *
 * <p>Thread-safe, so that a scenario can have several calls under way.
 */
public final class Subject {

  /** The environment of every call: the same on every machine. */
  static final Map<String, String> ENVIRONMENT =
      Map.of(
          "PATH",
          "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
          "HOME",
          "/",
          "USER",
          "conformance",
          "TZ",
          "UTC",
          "LANG",
          "C.UTF-8");

  private static final Set<Capability> REAPED_LATE =
      Set.of(Capability.HOST_PIDS, Capability.UNREAPED_SANDBOXES);

  private static final Pattern PID = Pattern.compile("\"pid\": (-?[0-9]+)");

  private final Target target;
  private final Wordings wordings;
  private final Path directory;
  private final String idPrefix;
  private final Map<String, Long> pids = new ConcurrentHashMap<>();
  private final Recording recording;
  private final ClientCalls clientCalls;
  private final AtomicInteger files = new AtomicInteger();
  private final ConcurrentLinkedDeque<Runnable> atEnd = new ConcurrentLinkedDeque<>();
  private volatile boolean abandoned;

  /**
   * Makes a subject.
   *
   * @param target what the scenario runs on
   * @param directory a new directory for it
   * @param idPrefix begins all ids of the scenario, and no other's
   */
  Subject(Target target, Path directory, String idPrefix) {
    this.target = target;
    this.wordings = Wordings.of(target.release());
    this.directory = directory;
    this.idPrefix = idPrefix;
    Map<String, String> names = new LinkedHashMap<>();
    names.put(directory.toString(), "$DIR");
    names.put(root().toString(), "$ROOT");
    names.put(bundleDirectory().toString(), "$BUNDLE");
    names.put(idPrefix, "");
    this.recording = new Recording(new Normaliser(names));
    this.clientCalls = new ClientCalls(this);
    try {
      Files.createDirectories(directory.resolve("files"));
    } catch (IOException e) {
      throw new EnvironmentException("cannot make " + directory, e);
    }
  }

  /** A directory of this scenario's own. */
  public Path directory() {
    return directory;
  }

  /** The directory that {@code --root} names. */
  public Path root() {
    return directory.resolve("root");
  }

  /**
   * Makes an id, or the beginning of one, that no other scenario has: some releases have one name
   * space of sandboxes for the whole host, whatever the root directory. It is compared without what
   * makes it unique.
   */
  public String id(String name) {
    return idPrefix + name;
  }

  // Bundles

  /** Writes the bundle of a program that runs until it is killed. */
  public Path bundle() {
    return bundle("exec sleep 1000");
  }

  /** Writes the bundle of a shell script. */
  public Path bundle(String script) {
    return bundle(bundle -> bundle.args("/bin/sh", "-c", script));
  }

  /**
   * Writes a bundle.
   *
   * @param change changes a bundle whose root file system is the host's, read-only, so that it can
   *     be run in a sandbox and as a plain process of the host alike
   */
  public Path bundle(UnaryOperator<OciBundle> change) {
    // The directory in its environment marks the program, wherever it runs, as this scenario's.
    OciBundle bundle = OciBundle.in(bundleDirectory()).env("SCENARIO", directory.toString());
    try {
      return change.apply(bundle).write();
    } catch (UncheckedIOException e) {
      throw new EnvironmentException("cannot write a bundle", e);
    }
  }

  private Path bundleDirectory() {
    return directory.resolve("bundle");
  }

  // Calls

  /** Runs a command to its end. */
  public Answer call(Object... args) {
    return calling(args).answer();
  }

  /** Prepares a call. */
  public RawCall calling(Object... args) {
    return new RawCall(this, args);
  }

  /** Begins a call that waits for something. */
  public Pending begin(Object... args) {
    return calling(args).begin();
  }

  /** Asks the client. */
  public <T> T ask(Function<Runsc, T> call) {
    T answer = clientCalls.ask(call);
    if (answer instanceof Container container) {
      container.pid().ifPresent(pid -> pids.put(container.id(), (long) pid));
    }
    return answer;
  }

  /** Begins to ask the client something that takes its time. */
  public <T> Asking<T> asking(Function<Runsc, T> call) {
    return new Asking<>(this, clientCalls.asking(call));
  }

  /** Has the client do something. */
  public void tell(Consumer<Runsc> call) {
    clientCalls.<@Nullable Void>ask(
        client -> {
          call.accept(client);
          return null;
        });
  }

  /** Has the client do something that must fail, and returns the failure. */
  public RunscException refused(Consumer<Runsc> call) {
    try {
      tell(call);
    } catch (RunscException e) {
      return e;
    }
    throw new AssertionError("\nExpecting the client to throw, but it returned");
  }

  // Steps that many scenarios begin with

  /** Creates a container of a shell script, which must succeed. */
  public Answer created(String id, String script) {
    Answer created = call("create", "--bundle", bundle(script), id);
    AnswerAssert.assertThat(created).succeededSilently();
    poll(id);
    return created;
  }

  /** Creates and starts a container of a shell script, which must succeed. */
  public Answer started(String id, String script) {
    Answer created = created(id, script);
    AnswerAssert.assertThat(call("start", id)).succeededSilently();
    return created;
  }

  /**
   * Creates and starts a container that runs until it is killed, and waits until its program runs.
   */
  public Answer running(String id) {
    Answer created = started(id, "echo ready; exec sleep 1000");
    created.streams().awaitStdout("ready\n");
    return created;
  }

  /** Creates, starts and pauses a container that runs until it is killed. */
  public Answer paused(String id) {
    Answer created = running(id);
    AnswerAssert.assertThat(call("pause", id)).succeededSilently();
    return created;
  }

  /** Creates and starts a container whose program ends at once, and waits until it is stopped. */
  public Answer stopped(String id) {
    Answer created = started(id, "exit 0");
    awaitStatus(id, "stopped");
    return created;
  }

  /**
   * Waits until {@code state} tells a status, which it may do late. Only the last answer is
   * recorded.
   *
   * <p>A stopped container is waited for until its sandbox's process has been reaped as well:
   * before, releases say different things from one moment to the next. Targets to which a dead
   * sandbox is dead do not, and a process 1 that reaps late would only cost time.
   */
  public Answer awaitStatus(String id, String status) {
    String wanted = "\"status\": \"" + status + "\"";
    Answer[] last = new Answer[1];
    Waiting.until(
        () -> {
          last[0] = poll(id);
          return last[0].stdout().contains(wanted) && (!status.equals("stopped") || isReaped(id));
        },
        () -> "the container is not " + status + ":\n" + last[0],
        patience(Waiting.LIMIT));
    return call("state", id);
  }

  private Answer poll(String id) {
    Answer state = RawCall.unrecorded(this, "state", id);
    Matcher matcher = PID.matcher(state.stdout());
    if (matcher.find() && !matcher.group(1).startsWith("-")) {
      pids.put(id, Long.valueOf(matcher.group(1)));
    }
    return state;
  }

  private boolean isReaped(String id) {
    Long pid = pids.get(id);
    return pid == null
        || !target.capabilities().containsAll(REAPED_LATE)
        || !HostProcesses.exists(pid);
  }

  /** Reads the pid out of what {@code state} prints. */
  public long pid(Answer state) {
    Matcher matcher = PID.matcher(state.stdout());
    if (!matcher.find()) {
      throw new AssertionError("\nExpecting a pid in\n" + state);
    }
    return Long.parseLong(matcher.group(1));
  }

  /** Words a message, given in its oldest form, as the release does. */
  public String wording(String message) {
    return wordings.apply(message);
  }

  // Looking

  /** Records something that was looked at, so that it is compared between targets. */
  public void note(String what, String value) {
    int place = recording.begin(what);
    recording.end(place, Map.of("is", value));
  }

  /**
   * Waits until {@code state} tells a status, for a container whose end is not that of its sandbox.
   */
  public Answer awaitStatusOnly(String id, String status) {
    await(
        () -> RawCall.unrecorded(this, "state", id).stdout().contains("\"status\": \"" + status),
        id + " is " + status);
    return call("state", id);
  }

  /** Waits until a process of this host is gone, and has been reaped. */
  public void awaitReaped(long pid) {
    await(() -> !HostProcesses.exists(pid), "process " + pid + " is reaped");
  }

  /** Makes an empty file. */
  public void touch(Path file) {
    try {
      Files.createFile(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kills this scenario's processes with a command line at its end. */
  public void killAtEnd(String command) {
    onEnd(
        () ->
            HostProcesses.mentioning(directory).stream()
                .filter(one -> one.command().strip().equals(command))
                .forEach(HostProcesses.HostProcess::kill));
  }

  /** Waits until a process of this host has ended; it may not have been reaped yet. */
  public void awaitEnd(long pid) {
    Waiting.until(
        () -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty(),
        () -> "process " + pid + " is alive",
        patience(Waiting.LIMIT));
  }

  /** Waits for something that comes sooner or later; the text says what it is. */
  public void await(BooleanSupplier condition, String what) {
    Waiting.until(condition, () -> "it never held that " + what, patience(Waiting.LIMIT));
  }

  /** Looks for a while that something stays so, and fails if it does not. */
  public void lasts(Duration duration, BooleanSupplier condition) {
    if (Waiting.holds(() -> !condition.getAsBoolean(), duration)) {
      throw new AssertionError("\nExpecting that nothing changes, but it did");
    }
  }

  /**
   * Kills a process of this host with SIGKILL at the end of the scenario: one that the runsc under
   * test is known to lose, say.
   */
  public void killAtEnd(long pid) {
    onEnd(() -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
  }

  // For the machinery

  /** How long to wait for something: as long as is usual, unless the target is to be hurried. */
  Duration patience(Duration usual) {
    return target.patience().filter(limit -> limit.compareTo(usual) < 0).orElse(usual);
  }

  Wordings wordings() {
    return wordings;
  }

  Target target() {
    return target;
  }

  Recording recording() {
    return recording;
  }

  Transcript transcript() {
    return recording.transcript();
  }

  boolean isClientCall(ProcessHandle process, String command) {
    return process
        .info()
        .arguments()
        .map(List::of)
        .filter(
            arguments ->
                arguments.contains("--root=" + root())
                    && arguments.contains("--log=" + clientCalls.log())
                    && arguments.contains(command))
        .isPresent();
  }

  /** Lets no further call begin: the run is being ended. */
  void abandon() {
    abandoned = true;
  }

  void requireNotAbandoned() {
    if (abandoned) {
      throw new InterruptedScenarioException();
    }
  }

  void onEnd(Runnable action) {
    atEnd.push(action);
  }

  /** Runs what was to be run at the end, newest first. */
  void runAtEnd() {
    for (Runnable action = atEnd.poll(); action != null; action = atEnd.poll()) {
      action.run();
    }
  }

  Path newFile(String name) {
    return directory.resolve("files").resolve(files.incrementAndGet() + "." + name);
  }

  Streams newStreams(@Nullable Path stdin) {
    int number = files.incrementAndGet();
    Path place = directory.resolve("files");
    try {
      return new Streams(
          stdin == null ? Path.of("/dev/null") : stdin,
          Files.createFile(place.resolve(number + ".stdout")),
          Files.createFile(place.resolve(number + ".stderr")),
          patience(Waiting.LIMIT));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
