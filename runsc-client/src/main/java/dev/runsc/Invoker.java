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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Runs commands of one client: puts the command line together, and judges how it ended. */
final class Invoker {

  /** Exit code of runsc's own failures. A program's own status may be the same. */
  private static final int FAILURE = 128;

  /** Exit code of wrong global flags and crashes. */
  private static final int FATAL = 2;

  private static final int MESSAGES_LIMIT = 64 << 10;
  private static final int DOCUMENT_LIMIT = 64 << 20;
  private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(5);

  private final Settings settings;
  private final Map<String, String> ownEnvironment;
  private final ProcessRunner runner;

  Invoker(Settings settings, Map<String, String> ownEnvironment) {
    this.settings = settings;
    this.ownEnvironment = Map.copyOf(ownEnvironment);
    this.runner = new ProcessRunner(settings.monitor(), settings.pdeathSignal() != null);
  }

  /** Runs a command that leaves no process behind, and returns what it wrote. */
  CallFacts capture(Command command) {
    Stdio stdio = Stdio.captured(DOCUMENT_LIMIT, MESSAGES_LIMIT).reading(command.stdin());
    CallFacts facts =
        runner.run(call(command, command.argv(settings.prefix(settings.log())), stdio));
    if (exitCode(facts) != 0) {
      throw failure(command, facts, RunscMessage.in(facts.stderr().text()), List.of());
    }
    return facts;
  }

  /** Runs a command that may leave a process behind which holds its streams. */
  CallFacts launch(Command command, Io io) {
    return launch(command, io, false);
  }

  /** Likewise, with a pid file even if the caller wants none. */
  CallFacts launch(Command command, Io io, boolean needsPidFile) {
    try (Session session = Session.open(settings, command, io, needsPidFile)) {
      DetachLint.check(command, session.argv(), settings.launcher().size());
      CallFacts facts = runner.run(call(command, session.argv(), Stdio.of(io)));
      if (exitCode(facts) != 0) {
        throw failure(command, session, facts);
      }
      return facts;
    }
  }

  /**
   * Runs a command that passes a program's exit status on, with the program's streams.
   *
   * <p>128 and 2 may also mean that runsc failed (trap B10). It has if it never came to write the
   * pid file, or if it says in its log what can only be said after that.
   */
  ExitStatus attach(Command command, Io io) {
    try (Session session = Session.open(settings, command, io, true)) {
      CallFacts facts = runner.run(call(command, session.argv(), Stdio.of(io)));
      int code = exitCode(facts);
      boolean mayBeOurs = code == FAILURE || code == FATAL;
      if (mayBeOurs && (!session.wrotePidFile() || session.loggedErrors().saysItFailedLate())) {
        throw failure(command, session, facts);
      }
      return new ExitStatus(code);
    } finally {
      if (io instanceof IoPipes pipes) {
        pipes.end();
      }
    }
  }

  private RunscExitException failure(Command command, Session session, CallFacts facts) {
    CallFacts known = session.stderr().map(facts::withStderr).orElse(facts);
    LoggedErrors logged = session.loggedErrors();
    List<String> candidates = logged.candidates();
    if (candidates.size() > 1) {
      return ambiguous(command, known, logged);
    }
    Optional<String> message = candidates.stream().findFirst();
    return failure(
        command,
        known,
        message
            .or(() -> RunscMessage.in(known.stderr().text()))
            .or(() -> probe(command, session, exitCode(facts))),
        logged.all());
  }

  /** Other commands failed at the same time and wrote to the same log. */
  private static RunscExitException ambiguous(
      Command command, CallFacts facts, LoggedErrors logged) {
    int code = exitCode(facts);
    List<ErrorKind> kinds =
        logged.candidates().stream()
            .map(message -> ErrorTable.classify(code, message))
            .distinct()
            .toList();
    return new RunscExitException(
        kinds.size() == 1 ? kinds.get(0) : ErrorKind.OTHER,
        command.what() + " failed, for one of these reasons, which stand in the log it shares",
        facts,
        String.join(" | ", logged.candidates()),
        logged.all());
  }

  private static RunscExitException failure(
      Command command, CallFacts facts, Optional<String> message, List<String> logged) {
    ErrorKind kind = ErrorTable.classify(exitCode(facts), message.orElse(null));
    String summary =
        command.what()
            + " failed"
            + (message.isPresent() ? "" : silence(facts))
            + (kind == ErrorKind.UNSUPPORTED && message.isPresent()
                ? UnknownFlag.explain(command.name(), exitCode(facts), message.get())
                : "");
    return new RunscExitException(kind, summary, facts, message.orElse(null), logged);
  }

  private static String silence(CallFacts facts) {
    return facts.stderr().size() > 0
        ? ""
        : " without a word (its standard error may have led elsewhere: see Io)";
  }

  /**
   * Finds out what a failed command said where its standard error belongs to the container and it
   * failed before it opened its log, as it does for a wrong flag. Asked for its help, a command
   * checks its flags in the same way and then does nothing.
   */
  private Optional<String> probe(Command command, Session session, int exitCode) {
    if (exitCode != FAILURE && exitCode != FATAL) {
      return Optional.empty();
    }
    Command help = command.askingForHelp(PROBE_TIMEOUT);
    try {
      CallFacts facts =
          runner.run(
              call(
                  help,
                  help.argv(session.prefix()),
                  Stdio.captured(MESSAGES_LIMIT, MESSAGES_LIMIT)));
      return exitCode(facts) == exitCode
          ? RunscMessage.flagError(facts.stderr().text())
          : Optional.empty();
    } catch (RunscTimeoutException | RunscStartException nothingLearnt) {
      return Optional.empty();
    }
  }

  /** Starts a stream of events. */
  EventStream events(Command command, Duration interval, BooleanSupplier containerRuns) {
    ProcessCall call =
        call(
            command,
            command.argv(settings.prefix(settings.log())),
            Stdio.captured(DOCUMENT_LIMIT, MESSAGES_LIMIT));
    return new EventStream(
        call,
        runner.start(call),
        settings.monitor(),
        interval,
        containerRuns,
        facts -> failure(command, facts, RunscMessage.in(facts.stderr().text()), List.of()));
  }

  /** The command line that the command has without files of its own. */
  List<String> argv(Command command) {
    return command.argv(settings.prefix(settings.log()));
  }

  private ProcessCall call(Command command, List<String> argv, Stdio stdio) {
    Map<String, String> environment =
        Environment.of(
            ownEnvironment,
            settings.inheritedEnvironment(),
            settings.environment(),
            command.environment());
    return new ProcessCall(
        command.what(),
        argv,
        environment,
        stdio,
        limit(command),
        command.directory(),
        settings.launcher().size());
  }

  private @Nullable Duration limit(Command command) {
    if (command.timeout() != null || command.isStream()) {
      return command.timeout();
    }
    if (settings.timeout() != null) {
      return settings.timeout();
    }
    return command.waits() ? null : Runsc.DEFAULT_TIMEOUT;
  }

  private static int exitCode(CallFacts facts) {
    return facts.exitCode().orElseThrow();
  }
}
