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

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call of the executable as any program would make it: arguments in, bytes out.
 *
 * <p>Why not through the client: a scenario compares what runsc prints to the byte, which a typed
 * client exists to hide, and it makes calls that the client refuses to make. What the client makes
 * of the same commands is asked beside it, see {@link ClientCalls}.
 *
 * <p>The streams are files, never pipes: a sandbox keeps them open after the call has ended.
 */
public final class RawCall {

  private final Subject subject;
  private final List<String> globalFlags = new ArrayList<>();
  private final List<String> args;
  private @Nullable Path stdin;
  private @Nullable Path workingDirectory;
  private final Map<String, String> environment = new LinkedHashMap<>();
  private boolean bare;
  private boolean unrecorded;

  RawCall(Subject subject, Object... args) {
    this.subject = subject;
    this.args = strings(args);
  }

  static List<String> strings(Object... args) {
    List<String> strings = new ArrayList<>();
    for (Object arg : args) {
      strings.add(arg.toString());
    }
    return strings;
  }

  /** Puts global flags after the target's own. */
  public RawCall withGlobalFlags(Object... flags) {
    globalFlags.addAll(strings(flags));
    return this;
  }

  /** Leaves out the root and the target's own flags. */
  public RawCall withoutFixtureFlags() {
    bare = true;
    return this;
  }

  /** Gives it a text to read. */
  public RawCall withStdin(String text) {
    try {
      stdin = Files.write(subject.newFile("stdin"), text.getBytes(StandardCharsets.UTF_8));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sets a variable of its environment. */
  public RawCall withEnvironment(String name, Object value) {
    environment.put(name, value.toString());
    return this;
  }

  /**
   * Keeps it out of the transcript: one of several calls at once, whose answers come to each in any
   * order. What can be compared of them is to be noted.
   */
  public RawCall unrecorded() {
    unrecorded = true;
    return this;
  }

  /** Runs it in a directory. */
  public RawCall in(Path directory) {
    workingDirectory = directory;
    return this;
  }

  /** Runs it to its end. */
  public Answer answer() {
    return begin().answer();
  }

  /** Begins it. */
  public Pending begin() {
    subject.requireNotAbandoned();
    List<String> shown = new ArrayList<>(globalFlags);
    shown.addAll(args);
    List<String> command = new ArrayList<>();
    command.add(subject.target().executable().toString());
    if (!bare) {
      command.add("--root=" + subject.root());
      command.addAll(subject.target().flags());
    }
    command.addAll(shown);
    Streams streams = subject.newStreams(stdin);
    Path directory = workingDirectory == null ? subject.directory() : workingDirectory;
    int place = unrecorded ? -1 : subject.recording().begin("runsc " + Words.commandLine(shown));
    Map<String, String> variables = new LinkedHashMap<>(subject.target().environment());
    variables.putAll(environment);
    Process process = start(command, directory, streams, variables);
    Pending pending =
        new Pending(
            shown,
            process,
            streams,
            subject.wordings(),
            answer -> record(place, answer),
            subject.patience(Pending.LIMIT));
    subject.onEnd(pending::destroy);
    return pending;
  }

  private void record(int place, Answer answer) {
    if (!unrecorded) {
      subject.recording().endLater(place, () -> parts(answer));
    }
  }

  private static Map<String, String> parts(Answer answer) {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("exit", Integer.toString(answer.exit()));
    parts.put("stdout", answer.streams().stdoutText());
    parts.put("stderr", answer.streams().stderrText());
    return parts;
  }

  /** Runs a call that is not recorded: a poll, or clean-up. */
  static Answer unrecorded(Subject subject, Object... args) {
    List<String> command = new ArrayList<>();
    command.add(subject.target().executable().toString());
    command.add("--root=" + subject.root());
    command.addAll(subject.target().flags());
    List<String> shown = strings(args);
    command.addAll(shown);
    Streams streams = subject.newStreams(null);
    Process process = start(command, subject.directory(), streams, Map.of());
    return new Pending(shown, process, streams, subject.wordings(), answer -> {}, Pending.LIMIT)
        .answer();
  }

  private static Process start(
      List<String> command, Path directory, Streams streams, Map<String, String> environment) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(streams.stdin().toFile()))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(file(streams.stdout())))
            .redirectError(ProcessBuilder.Redirect.appendTo(file(streams.stderr())));
    builder.environment().clear();
    builder.environment().putAll(Subject.ENVIRONMENT);
    builder.environment().putAll(environment);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new EnvironmentException("cannot run " + command.get(0), e);
    }
  }

  private static File file(Path path) {
    return path.toFile();
  }
}
