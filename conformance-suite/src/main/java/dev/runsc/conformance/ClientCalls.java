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
import dev.runsc.conformance.targets.NotingExecutable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls through the typed client and records them: the very arguments that it sent, which the
 * {@link NotingExecutable} notes, and what the client made of the answer. The bytes of the answer
 * are not seen here, since nothing stands between the client and the executable; they are compared
 * in the {@link RawCall}s of the same commands.
 */
final class ClientCalls {

  private static final Pattern SCRATCH = Pattern.compile("(?<![^=]).*/runsc-call-[0-9]+");
  private static final String CLIENT = "client";
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Subject subject;
  private final Runsc client;

  ClientCalls(Subject subject) {
    this.subject = subject;
    Runsc.Builder builder =
        Runsc.builder()
            .command(subject.target().notingExecutable())
            .root(subject.root())
            .log(log())
            .timeout(subject.patience(LIMIT));
    for (String flag : subject.target().flags()) {
      String[] parts = flag.substring(2).split("=", 2);
      builder.config(parts[0], parts.length > 1 ? parts[1] : "true");
    }
    Subject.ENVIRONMENT.forEach(builder::environment);
    subject.target().environment().forEach(builder::environment);
    this.client = builder.build();
  }

  Path log() {
    return subject.directory().resolve("client.log");
  }

  /** Makes one call and records it, whether it returns or throws. */
  <T extends @Nullable Object> T ask(Function<Runsc, T> call) {
    return ask(subject.recording().begin(CLIENT), call);
  }

  /** Prepares a call that is recorded where it was prepared. */
  <T> FutureTask<T> asking(Function<Runsc, T> call) {
    int place = subject.recording().begin(CLIENT);
    return new FutureTask<>(() -> ask(place, call));
  }

  private <T extends @Nullable Object> T ask(int place, Function<Runsc, T> call) {
    subject.requireNotAbandoned();
    Path notes = subject.newFile("notes");
    Runsc noting =
        client.toBuilder()
            .environment(NotingExecutable.VARIABLE, notes.toString())
            .environment(NotingExecutable.EXECUTABLE, subject.target().executable().toString())
            .build();
    Map<String, String> parts = new LinkedHashMap<>();
    try {
      T result = call.apply(noting);
      parts.put("returned", show(result));
      return result;
    } catch (RunscException e) {
      parts.put("threw", e.getClass().getSimpleName() + " " + e.kind());
      e.exitCode().ifPresent(code -> parts.put("exit", Integer.toString(code)));
      e.runscMessage().ifPresent(message -> parts.put("message", message));
      throw e;
    } catch (IllegalArgumentException e) {
      parts.put("threw", e.toString());
      throw e;
    } finally {
      subject.recording().end(place, CLIENT + ": " + arguments(notes), parts);
    }
  }

  /** The arguments without those that every call on the target begins with. */
  private String arguments(Path notes) {
    if (!Files.exists(notes)) {
      return "(no call)";
    }
    try {
      String all = new String(Files.readAllBytes(notes), StandardCharsets.UTF_8);
      List<String> own = new ArrayList<>();
      List<String> fixture = new ArrayList<>();
      subject
          .target()
          .flags()
          .forEach(flag -> fixture.add(flag.contains("=") ? flag : flag + "=true"));
      fixture.add("--root=" + subject.root());
      // Each is ended by a NUL, so there is nothing after the last.
      List<String> noted = List.of(all.split("\0", -1));
      for (String argument : noted.subList(0, noted.size() - 1)) {
        if (!fixture.remove(argument)) {
          own.add(SCRATCH.matcher(argument).replaceFirst("\\$SCRATCH"));
        }
      }
      return "runsc " + Words.commandLine(own);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String show(@Nullable Object result) {
    if (result == null) {
      return "nothing";
    }
    if (result instanceof Container container) {
      return container.id()
          + " "
          + container.status()
          + (container.pid().isPresent() ? " with a pid" : " without a pid")
          + ", bundle "
          + container.bundle()
          + ", annotations "
          + container.annotations()
          + ", \"ociVersion\": \""
          + container.ociVersion()
          + '"';
    }
    if (result instanceof List<?> list) {
      StringBuilder out = new StringBuilder(list.size() + " of them");
      list.forEach(one -> out.append('\n').append(show(one)));
      return out.toString();
    }
    return result.toString();
  }
}
