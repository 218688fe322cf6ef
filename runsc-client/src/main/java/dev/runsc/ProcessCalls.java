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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The calls about processes in a container; see {@link Runsc} for what they do. */
final class ProcessCalls {

  /** How long a stream of events waits to be told whether its container runs. */
  private static final Duration MOMENT = Duration.ofMillis(800);

  /**
   * Failures that the process file may explain. Others leave nothing: a service whose programs run
   * into their timeout every other minute would fill its disk.
   */
  private static final Set<ErrorKind> ABOUT_THE_PROCESS =
      EnumSet.of(ErrorKind.INVALID_ARGUMENT, ErrorKind.CRASHED, ErrorKind.OTHER);

  private final Invoker invoker;

  ProcessCalls(Invoker invoker) {
    this.invoker = invoker;
  }

  ExitStatus exec(String id, List<String> args, ExecOptions options) {
    if (args.isEmpty() || args.get(0).isEmpty()) {
      throw new IllegalArgumentException("the arguments begin with the program to run");
    }
    args.forEach(Arguments::noNul);
    Command command =
        Command.of("exec in \"" + id + "\"", "exec", List.of(), options, Ids.requireAddressable(id))
            .withOperands(args);
    return exec(command, options);
  }

  ExitStatus exec(String id, Path processFile, ExecOptions options) {
    Path file = Arguments.path("processFile", processFile);
    Command command = ofProcess(id, file, options);
    String problem = unreadable(file);
    if (problem != null) {
      throw new RunscStartException(
          command.what()
              + " was not begun: the process file "
              + problem
              + ": name a file with the JSON of an OCI process, or pass an OciProcess",
          CallFacts.notStarted(invoker.argv(command)),
          null);
    }
    return exec(command, options);
  }

  private static @Nullable String unreadable(Path file) {
    if (!Files.exists(file)) {
      return "does not exist";
    }
    if (!Files.isRegularFile(file)) {
      return "is no regular file";
    }
    return Files.isReadable(file) ? null : "may not be read";
  }

  /** The process goes through a private file, which stays if runsc refuses it (trap B25). */
  ExitStatus exec(String id, OciProcess process, ExecOptions options) {
    Ids.requireAddressable(id);
    Scratch scratch = scratch(id, process, options);
    boolean keep = false;
    try {
      return exec(ofProcess(id, scratch.processFile(), options), options);
    } catch (RunscException e) {
      keep = ABOUT_THE_PROCESS.contains(e.kind());
      throw e;
    } finally {
      if (!keep) {
        scratch.close();
      }
    }
  }

  private Scratch scratch(String id, OciProcess process, ExecOptions options) {
    try {
      Scratch scratch = Scratch.make();
      Files.writeString(scratch.processFile(), process.toJson());
      return scratch;
    } catch (IOException e) {
      throw new RunscStartException(
          "exec in \""
              + id
              + "\" could not begin: a file for the process cannot be made in "
              + System.getProperty("java.io.tmpdir")
              + " (set the system property java.io.tmpdir)",
          CallFacts.notStarted(invoker.argv(ofProcess(id, Path.of("process.json"), options))),
          e);
    }
  }

  private static Command ofProcess(String id, Path file, ExecOptions options) {
    return Command.of(
        "exec in \"" + id + "\" of the process in " + file,
        "exec",
        List.of("--process", file.toString()),
        options,
        Ids.requireAddressable(id));
  }

  private ExitStatus exec(Command command, ExecOptions options) {
    if (!options.detach()) {
      return invoker.attach(command.waiting(), options.io());
    }
    // Before 20260302.0 it takes a pid file to be able to detach at all.
    CallFacts facts = invoker.launch(command, options.io(), true);
    options.pidFile().ifPresent(file -> PidFile.await(file, command.what(), facts));
    options.internalPidFile().ifPresent(file -> PidFile.await(file, command.what(), facts));
    return new ExitStatus(0);
  }

  List<SandboxPid> ps(String id, CallOptions options) {
    Command command =
        Command.of(
            "ps of \"" + id + "\"",
            "ps",
            List.of("--format", "json"),
            options,
            Ids.requireAddressable(id));
    return new Replies(command.what(), invoker.capture(command)).pids();
  }

  ProcessTable top(String id, CallOptions options) {
    Command command =
        Command.of(
            "top of \"" + id + "\"",
            "ps",
            List.of("--format", "table"),
            options,
            Ids.requireAddressable(id));
    return new Replies(command.what(), invoker.capture(command)).processTable();
  }

  Stats stats(String id, CallOptions options) {
    Command command =
        Command.of(
            "stats of \"" + id + "\"",
            "events",
            List.of("--stats"),
            options,
            Ids.requireAddressable(id));
    return new Replies(command.what(), invoker.capture(command)).stats();
  }

  EventStream events(String id, Duration interval, EventsOptions options, Runsc runsc) {
    Arguments.wholeSeconds("the interval", interval);
    Command command =
        Command.of(
            "events of \"" + id + "\"",
            "events",
            List.of("--interval=" + interval.toSeconds()),
            options,
            Ids.requireAddressable(id));
    return invoker.events(command.waiting(), interval, () -> mayHaveEvents(id, runsc, command));
  }

  /** Asks for a moment only: who closes the stream, or waits for the next event, waits as long. */
  private static boolean mayHaveEvents(String id, Runsc runsc, Command events) {
    CallOptions options = events.callOptions().toBuilder().timeout(MOMENT).build();
    try {
      return runsc.state(id, options).status() != ContainerStatus.STOPPED;
    } catch (RunscTimeoutException e) {
      // It is asked again later.
      return true;
    } catch (RunscException e) {
      if (e.kind() == ErrorKind.NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  void pause(String id, CallOptions options) {
    invoker.capture(
        Command.of(
            "pause of \"" + id + "\"", "pause", List.of(), options, Ids.requireAddressable(id)));
  }

  void resume(String id, CallOptions options) {
    invoker.capture(
        Command.of(
            "resume of \"" + id + "\"", "resume", List.of(), options, Ids.requireAddressable(id)));
  }
}
