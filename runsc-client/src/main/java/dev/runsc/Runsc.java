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
import java.util.List;
import java.util.Objects;

/**
 * A client for gVisor's {@code runsc} executable.
 *
 * <p>Every method runs the executable once and returns when it has ended; some ask it for its
 * release or a state before ({@code checkpoint} that leaves the container running, {@code
 * restoreCreated}), and {@code events} while it goes on. A call that did not do what was asked
 * throws a {@link RunscException}; a call that takes too long, or whose thread is interrupted, ends
 * the executable and every process below it. Commands that leave a container behind never connect
 * it to a pipe of this process, so they return at once and the container outlives this process.
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
 *
 * @since 0.1.0
 */
// Longer than house rule I1 wants: nine lines in ten say what a method does, for a reader who looks
// for it in one place. What is done is done in Invoker, ProcessCalls, ImageCalls and ReleaseCalls.
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
  private final ProcessCalls processes;
  private final ImageCalls images;
  private final ReleaseCalls releases;

  private Runsc(Settings settings) {
    this.settings = settings;
    this.invoker = new Invoker(settings, System.getenv());
    this.processes = new ProcessCalls(invoker);
    this.images = new ImageCalls(invoker, this);
    this.releases = new ReleaseCalls(invoker);
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
    return list(CallOptions.defaults());
  }

  /**
   * Lists the containers under the root directory.
   *
   * @param options a limit, an environment, further arguments
   * @return the containers in runsc's order, by id
   * @throws RunscException if it cannot be told
   */
  public List<Container> list(CallOptions options) {
    Command command = Command.of("list of containers", "list", List.of("--format=json"), options);
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
    return state(id, CallOptions.defaults());
  }

  /**
   * Tells about one container.
   *
   * @param id the container
   * @param options a limit, an environment, further arguments
   * @return what runsc says about it; its {@link Container#id()} is the full id
   * @throws RunscException if it cannot be told; {@link ErrorKind#NOT_FOUND} if there is none
   * @throws IllegalArgumentException if no container can have such an id
   */
  public Container state(String id, CallOptions options) {
    Command command =
        Command.of(
            "state of \"" + id + "\"", "state", List.of(), options, Ids.requireAddressable(id));
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
   * Waits until a process of a container ends, the first one unless another is chosen.
   *
   * <p>runsc keeps no exit status: only a wait that has begun after the start and before the end
   * gets it. Unless a timeout is set, this takes as long as the process.
   *
   * @param id the container
   * @param options for which process, how long, and more
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

  /**
   * Runs a program in a running container, with no input and its output dropped.
   *
   * <p>It gets the environment and working directory of the container. Its user is root up to
   * release 20241106.0 and the container's own since 20241118.0.
   *
   * @param id the container
   * @param args the program and its arguments
   * @return how the program ended
   * @throws RunscException if it was not run
   * @throws IllegalArgumentException if there is no program, or no container can have such an id
   */
  public ExitStatus exec(String id, List<String> args) {
    return exec(id, args, ExecOptions.defaults());
  }

  /**
   * Runs a program in a running container.
   *
   * <p>The exit status of the program is the result, whatever it is. runsc uses 128 and 2 for its
   * own failures as well; which of the two it was is found out from its log and its pid file.
   *
   * <p>Unless a timeout is set, this takes as long as the program. Ending the call by a timeout or
   * an interrupt does not end the program.
   *
   * @param id the container
   * @param args the program and its arguments
   * @param options the streams and more
   * @return how the program ended; 0 if it was {@linkplain ExecOptions.Builder#detach(boolean)
   *     detached}
   * @throws RunscException if it was not run; {@link ErrorKind#PROGRAM_NOT_STARTABLE} if there is
   *     no such program
   * @throws IllegalArgumentException if there is no program, no container can have such an id, or
   *     runsc would garble an argument of a detached call
   */
  public ExitStatus exec(String id, List<String> args, ExecOptions options) {
    return processes.exec(id, args, options);
  }

  /**
   * Runs a process in a running container, with no input and its output dropped.
   *
   * @param id the container
   * @param process the whole process: user, environment, capabilities and so on
   * @return how it ended
   * @throws RunscException if it was not run
   * @throws IllegalArgumentException if no container can have such an id
   */
  public ExitStatus exec(String id, OciProcess process) {
    return exec(id, process, ExecOptions.defaults());
  }

  /**
   * Runs a process in a running container.
   *
   * <p>runsc reads the process from a private file, which is removed after the call. If runsc
   * refuses the process, the file stays, and the message of the exception names it.
   *
   * @param id the container
   * @param process the whole process: user, environment, capabilities and so on
   * @param options the streams and more
   * @return how it ended; 0 if it was detached
   * @throws RunscException if it was not run
   * @throws IllegalArgumentException if no container can have such an id, or runsc would garble an
   *     argument of a detached call
   */
  public ExitStatus exec(String id, OciProcess process, ExecOptions options) {
    return processes.exec(id, process, options);
  }

  /**
   * Runs a process in a running container.
   *
   * @param id the container
   * @param processFile a file with the JSON of an OCI process; a relative path is resolved now
   * @param options the streams and more
   * @return how it ended; 0 if it was detached
   * @throws RunscException if it was not run, or the file cannot be read
   * @throws IllegalArgumentException if no container can have such an id, or runsc would garble an
   *     argument of a detached call
   */
  public ExitStatus exec(String id, Path processFile, ExecOptions options) {
    return processes.exec(id, processFile, options);
  }

  /**
   * Lists the processes of a running or paused container.
   *
   * @param id the container
   * @return their pids in the sandbox
   * @throws RunscException if it cannot be told
   * @throws IllegalArgumentException if no container can have such an id
   */
  public List<SandboxPid> ps(String id) {
    return ps(id, CallOptions.defaults());
  }

  /**
   * Lists the processes of a running or paused container.
   *
   * @param id the container
   * @param options a limit, an environment, further arguments
   * @return their pids in the sandbox
   * @throws RunscException if it cannot be told
   * @throws IllegalArgumentException if no container can have such an id
   */
  public List<SandboxPid> ps(String id, CallOptions options) {
    return processes.ps(id, options);
  }

  /**
   * Tells about the processes of a running or paused container.
   *
   * @param id the container
   * @return a table of the processes
   * @throws RunscException if it cannot be told
   * @throws IllegalArgumentException if no container can have such an id
   */
  public ProcessTable top(String id) {
    return top(id, CallOptions.defaults());
  }

  /**
   * Tells about the processes of a running or paused container.
   *
   * @param id the container
   * @param options a limit, an environment, further arguments
   * @return a table of the processes
   * @throws RunscException if it cannot be told
   * @throws IllegalArgumentException if no container can have such an id
   */
  public ProcessTable top(String id, CallOptions options) {
    return processes.top(id, options);
  }

  /**
   * Tells what a container uses.
   *
   * <p>For a container that has ended, runsc fails without a word; release 20221219.0 crashes on
   * one that is only created.
   *
   * @param id the container
   * @return the numbers; what this release does not tell is absent
   * @throws RunscException if it cannot be told
   * @throws IllegalArgumentException if no container can have such an id
   */
  public Stats stats(String id) {
    return stats(id, CallOptions.defaults());
  }

  /**
   * Tells what a container uses.
   *
   * @param id the container
   * @param options a limit, an environment, further arguments
   * @return the numbers; what this release does not tell is absent
   * @throws RunscException if it cannot be told
   * @throws IllegalArgumentException if no container can have such an id
   */
  public Stats stats(String id, CallOptions options) {
    return processes.stats(id, options);
  }

  /**
   * Follows what a container uses. A client's timeout does not limit it.
   *
   * @param id the container
   * @param interval the time between two events: whole seconds, at least one
   * @return the events, to be closed
   * @throws RunscException if it cannot begin; later failures come from the stream
   * @throws IllegalArgumentException if the interval is none, or no container can have such an id
   */
  public EventStream events(String id, Duration interval) {
    return events(id, interval, EventsOptions.defaults());
  }

  /**
   * Follows what a container uses. A client's timeout does not limit it.
   *
   * @param id the container
   * @param interval the time between two events: whole seconds, at least one
   * @param options a limit for the whole stream and more
   * @return the events, to be closed
   * @throws RunscException if it cannot begin; later failures come from the stream
   * @throws IllegalArgumentException if the interval is none, or no container can have such an id
   */
  public EventStream events(String id, Duration interval, EventsOptions options) {
    return processes.events(id, interval, options, this);
  }

  /**
   * Stops all progress in a running container.
   *
   * <p>Beware: pausing a container that is only created crashes runsc and leaves the sandbox frozen
   * for good (seen up to 20260817.0).
   *
   * @param id the container
   * @throws RunscException if it was not done; {@link ErrorKind#WRONG_STATE} if its status forbids
   *     it
   * @throws IllegalArgumentException if no container can have such an id
   */
  public void pause(String id) {
    pause(id, CallOptions.defaults());
  }

  /**
   * Stops all progress in a running container.
   *
   * @param id the container
   * @param options a limit, an environment, further arguments
   * @throws RunscException if it was not done; {@link ErrorKind#WRONG_STATE} if its status forbids
   *     it
   * @throws IllegalArgumentException if no container can have such an id
   */
  public void pause(String id, CallOptions options) {
    processes.pause(id, options);
  }

  /**
   * Lets a paused container go on.
   *
   * @param id the container
   * @throws RunscException if it was not done; {@link ErrorKind#WRONG_STATE} if its status forbids
   *     it
   * @throws IllegalArgumentException if no container can have such an id
   */
  public void resume(String id) {
    resume(id, CallOptions.defaults());
  }

  /**
   * Lets a paused container go on.
   *
   * @param id the container
   * @param options a limit, an environment, further arguments
   * @throws RunscException if it was not done; {@link ErrorKind#WRONG_STATE} if its status forbids
   *     it
   * @throws IllegalArgumentException if no container can have such an id
   */
  public void resume(String id, CallOptions options) {
    processes.resume(id, options);
  }

  /**
   * Saves the state of a container and ends it.
   *
   * @param id the container
   * @param imagePath the directory for the image, made if missing; a relative path is resolved now
   * @throws RunscException if it was not saved
   * @throws IllegalArgumentException if no container can have such an id
   */
  public void checkpoint(String id, Path imagePath) {
    checkpoint(id, imagePath, CheckpointOptions.defaults());
  }

  /**
   * Saves the state of a container.
   *
   * <p>To let the container go on is refused on releases before 20240415.0, which would replace its
   * sandbox and delete it in the end.
   *
   * @param id the container
   * @param imagePath the directory for the image, made if missing; a relative path is resolved now
   * @param options whether the container goes on, and more
   * @throws RunscException if it was not saved; {@link ErrorKind#UNSUPPORTED} if this release
   *     cannot
   * @throws IllegalArgumentException if no container can have such an id
   */
  public void checkpoint(String id, Path imagePath, CheckpointOptions options) {
    images.checkpoint(id, imagePath, options);
  }

  /**
   * Makes a container from a saved state, lets it go on, and waits for its end.
   *
   * @param id the new container's id
   * @param imagePath the directory with the image; a relative path is resolved now
   * @param bundle the directory with {@code config.json}; a relative path is resolved now
   * @return how its program ended
   * @throws RunscException if it was not restored
   */
  public ExitStatus restore(String id, Path imagePath, Path bundle) {
    return restore(id, imagePath, bundle, RestoreOptions.defaults());
  }

  /**
   * Makes a container from a saved state and lets it go on.
   *
   * <p>Unless it is detached, this takes as long as the program, and gives its exit status. Release
   * 20221219.0 deletes the container then; 20240729.0 leaves it, stopped. As with create, an id in
   * use makes releases up to 20260302.0 forget the container that has it. Unlike create, runsc
   * takes the id for an abbreviation, if it is one of the id of a container that is only created,
   * and restores into that one (20240729.0, runsc/cmd/restore.go): give ids that none begins with.
   *
   * @param id the new container's id
   * @param imagePath the directory with the image; a relative path is resolved now
   * @param bundle the directory with {@code config.json}; a relative path is resolved now
   * @param options the streams and more
   * @return how its program ended; 0 if it was detached
   * @throws RunscException if it was not restored
   * @throws IllegalArgumentException if no container can have such an id
   */
  public ExitStatus restore(String id, Path imagePath, Path bundle, RestoreOptions options) {
    return images.restore(id, imagePath, bundle, options);
  }

  /**
   * Lets a created container go on from a saved state. Since release 20230327.0.
   *
   * <p>Unless it is detached, this takes as long as the program.
   *
   * @param id the container
   * @param imagePath the directory with the image; a relative path is resolved now
   * @param options the streams and more
   * @return how its program ended; 0 if it was detached
   * @throws RunscException if it was not restored; {@link ErrorKind#NOT_FOUND} or {@link
   *     ErrorKind#WRONG_STATE} if there is no created container of that id
   * @throws IllegalArgumentException if no container can have such an id
   */
  public ExitStatus restoreCreated(String id, Path imagePath, RestoreOptions options) {
    return images.restoreCreated(id, imagePath, options);
  }

  /**
   * Saves the file systems of a container and ends it. Since release 20260323.0.
   *
   * @param id the container
   * @param imagePath the directory for the image; a relative path is resolved now
   * @throws RunscException if they were not saved; {@link ErrorKind#UNSUPPORTED} if this release
   *     cannot
   * @throws IllegalArgumentException if no container can have such an id
   */
  public void fsCheckpoint(String id, Path imagePath) {
    fsCheckpoint(id, imagePath, FsCheckpointOptions.defaults());
  }

  /**
   * Saves file systems of a container. Since release 20260323.0.
   *
   * @param id the container
   * @param imagePath the directory for the image; a relative path is resolved now
   * @param options whether the container goes on, and more
   * @throws RunscException if they were not saved; {@link ErrorKind#UNSUPPORTED} if this release
   *     cannot
   * @throws IllegalArgumentException if no container can have such an id
   */
  public void fsCheckpoint(String id, Path imagePath, FsCheckpointOptions options) {
    images.fsCheckpoint(id, imagePath, options);
  }

  /**
   * Changes the limits of a container. Since release 20260202.0.
   *
   * @param id the container
   * @param resources the new limits
   * @throws RunscException if they were not changed; {@link ErrorKind#UNSUPPORTED} if this release
   *     cannot
   * @throws IllegalArgumentException if no container can have such an id
   */
  public void update(String id, Resources resources) {
    update(id, resources, UpdateOptions.defaults());
  }

  /**
   * Changes the limits of a container. Since release 20260202.0.
   *
   * @param id the container
   * @param resources the new limits
   * @param options a limit, an environment, further arguments
   * @throws RunscException if they were not changed; {@link ErrorKind#UNSUPPORTED} if this release
   *     cannot
   * @throws IllegalArgumentException if no container can have such an id
   */
  public void update(String id, Resources resources, UpdateOptions options) {
    images.update(
        id,
        Objects.requireNonNull(resources, "resources: say what to change with Resources.builder()"),
        options);
  }

  /**
   * Waits for something else than an end. Unless a timeout is set, this takes as long as that.
   *
   * @param id the container
   * @param milestone what to wait for
   * @throws RunscException if it cannot be waited for; {@link ErrorKind#UNSUPPORTED} on a release
   *     that does not know it
   * @throws IllegalArgumentException if no container can have such an id
   */
  public void await(String id, Milestone milestone) {
    await(id, milestone, CallOptions.defaults());
  }

  /**
   * Waits for something else than an end.
   *
   * @param id the container
   * @param milestone what to wait for
   * @param options how long to wait and more
   * @throws RunscException if it cannot be waited for; {@link ErrorKind#UNSUPPORTED} on a release
   *     that does not know it
   * @throws IllegalArgumentException if no container can have such an id
   */
  public void await(String id, Milestone milestone, CallOptions options) {
    Command command =
        Command.of(
            "wait for " + milestone + " of \"" + id + "\"",
            "wait",
            List.of(milestone.flag()),
            options,
            Ids.requireAddressable(id));
    invoker.capture(command.waiting());
  }

  /**
   * Asks the executable for its version.
   *
   * @return the version and the release
   * @throws RunscException if it cannot be told
   */
  public Version version() {
    return version(CallOptions.defaults());
  }

  /**
   * Asks the executable for its version.
   *
   * @param options a limit, an environment, further arguments
   * @return the version and the release
   * @throws RunscException if it cannot be told
   */
  public Version version(CallOptions options) {
    return releases.version(options);
  }

  /**
   * Asks the executable what it can do. Since release 20260511.0.
   *
   * @return the features
   * @throws RunscException if it cannot be told; {@link ErrorKind#UNSUPPORTED} if this release
   *     cannot
   */
  public Features features() {
    return features(CallOptions.defaults());
  }

  /**
   * Asks the executable what it can do. Since release 20260511.0.
   *
   * @param options a limit, an environment, further arguments
   * @return the features
   * @throws RunscException if it cannot be told; {@link ErrorKind#UNSUPPORTED} if this release
   *     cannot
   */
  public Features features(CallOptions options) {
    return releases.features(options);
  }

  /**
   * Tells whether the executable has a command.
   *
   * <p>Each call asks the executable for its release; to ask much, keep {@link Version#release()}
   * and ask that. A build that does not tell its release is asked for its help instead.
   *
   * @param command the command, such as {@code update}
   * @return true if it has
   * @throws RunscException if it cannot be told
   */
  public boolean supports(String command) {
    return releases.supports(command);
  }

  /**
   * Tells whether the executable has a flag; see {@link #supports(String)}.
   *
   * @param command the command; empty for a global flag
   * @param flag the flag's name, with or without dashes
   * @return true if it has
   * @throws RunscException if it cannot be told
   */
  public boolean supports(String command, String flag) {
    return releases.supports(command, flag);
  }

  private static List<String> bundle(Path bundle) {
    return List.of("--bundle", Arguments.path("bundle", bundle).toString());
  }

  /** Shows the executable and the global flags. */
  @Override
  public String toString() {
    return "Runsc[" + ErrorText.commandLine(settings.prefix(settings.log())) + "]";
  }

  /** Collects the settings of a client. Not thread-safe. */
  public static final class Builder extends RunscBuilder<Builder> {

    private Builder() {}

    private Builder(Settings settings) {
      super(settings);
    }

    @Override
    Builder self() {
      return this;
    }

    /**
     * Makes the client. Nothing is run or looked for yet.
     *
     * @return the client
     */
    public Runsc build() {
      return new Runsc(settings());
    }
  }
}
