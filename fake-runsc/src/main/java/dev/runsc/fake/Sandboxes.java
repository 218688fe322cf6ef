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

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The processes of the containers: each has a directory with its control pipe, what it is to do,
 * and the exit status it leaves behind.
 */
final class Sandboxes {
  private final Path directory;

  Sandboxes(Path directory) {
    this.directory = directory;
  }

  /** Makes the directory of a new sandbox and says for which container it is. */
  String prepare(String name, Path root, String id) {
    Path box = directory.resolve(name);
    try {
      Files.createDirectory(box);
      Files.writeString(box.resolve("container"), root + "\0" + id);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the sandbox directory " + box, e);
    }
    return name;
  }

  /** Notes the process of a sandbox, so that it can be ended whatever becomes of its container. */
  void started(String name, Processes.Identity process) {
    write(name, "pid", process.pid() + " " + process.startTime());
  }

  /** Gives the sandbox a program of the host to run once it is started. */
  void program(String name, BundleSpec spec, Path program) {
    List<String> words = new ArrayList<>();
    words.add(spec.cwd());
    words.addAll(spec.env());
    boolean home = spec.env().stream().anyMatch(variable -> variable.startsWith("HOME="));
    if (!home) {
      words.add("HOME=" + System.getProperty("user.home"));
    }
    words.add(program.toString());
    words.addAll(spec.args().subList(1, spec.args().size()));
    StringBuilder text = new StringBuilder();
    for (String word : words) {
      text.append('=').append(Caller.escape(word)).append('\n');
    }
    write(name, "program", text.toString());
  }

  /** Gives the sandbox a script to follow once it is started. */
  void workload(String name, ScriptedWorkload workload) {
    StringBuilder text = new StringBuilder();
    if (!workload.stdout().isEmpty()) {
      text.append("out =").append(Caller.escape(workload.stdout())).append('\n');
    }
    if (!workload.stderr().isEmpty()) {
      text.append("err =").append(Caller.escape(workload.stderr())).append('\n');
    }
    workload
        .exit()
        .ifPresent(
            status -> {
              long millis = workload.after().toMillis();
              String after =
                  millis == 0 ? "0" : millis / 1000 + "." + String.format("%03d", millis % 1000);
              text.append("end ").append(after).append(' ').append(status).append('\n');
            });
    write(name, "workload", text.toString());
  }

  void start(String name) {
    control(name, "start");
  }

  void exit(String name, int status) {
    control(name, "exit " + status);
  }

  /** Writes to the control pipe; opened both ways, that never blocks. */
  private void control(String name, String line) {
    try (RandomAccessFile pipe =
        new RandomAccessFile(directory.resolve(name).resolve("control").toFile(), "rw")) {
      pipe.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot reach the sandbox " + name, e);
    }
  }

  /** The process of the host program, once it runs. */
  OptionalInt child(String name) {
    Optional<String> child = read(name, "child");
    return child.isPresent() ? OptionalInt.of(Integer.parseInt(child.get())) : OptionalInt.empty();
  }

  /** The exit status that the process left; empty if it was killed from outside. */
  OptionalInt status(String name) {
    Optional<String> status = read(name, "status");
    return status.isPresent()
        ? OptionalInt.of(Integer.parseInt(status.get()))
        : OptionalInt.empty();
  }

  /** Ends the process of a sandbox and all it left, and waits until it is dead. */
  void destroy(String name) {
    Optional<String> pid = read(name, "pid");
    if (pid.isPresent()) {
      String[] words = pid.get().split(" ", -1);
      Processes.Identity process =
          new Processes.Identity(Long.parseLong(words[0]), Long.parseLong(words[1]));
      child(name).ifPresent(child -> Processes.killSession(Processes.identify(child)));
      Processes.killSession(process);
      Waiting.until(() -> !process.isAlive());
    }
    FakeHome.removeTree(directory.resolve(name));
  }

  /** All sandboxes with the container (root and id) that each was made for. */
  Map<String, Map.Entry<Path, String>> all() {
    Map<String, Map.Entry<Path, String>> all = new java.util.TreeMap<>();
    try (Stream<Path> boxes = Files.list(directory)) {
      for (Path box : boxes.toList()) {
        String name = box.getFileName().toString();
        read(name, "container")
            .ifPresent(
                text -> {
                  int separator = text.indexOf('\0');
                  all.put(
                      name,
                      Map.entry(
                          Path.of(text.substring(0, separator)), text.substring(separator + 1)));
                });
      }
    } catch (NoSuchFileException e) {
      return Map.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  private void write(String name, String file, String text) {
    try {
      Files.writeString(directory.resolve(name).resolve(file), text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the sandbox " + name, e);
    }
  }

  private Optional<String> read(String name, String file) {
    try {
      String text = Files.readString(directory.resolve(name).resolve(file));
      return text.isEmpty() ? Optional.empty() : Optional.of(text);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the sandbox " + name, e);
    }
  }
}
