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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The processes of the containers: each has a directory with its control pipe, what it is to do,
 * and the exit status it leaves behind.
 */
final class Sandboxes {
  private static final String HOOK = "hook";

  /** Before the number of a process inside, in the name of a file that names its exec. */
  private static final String INNER = "inner-";

  /** Behind the name of an exec. */
  private static final String LOST = ".lost";

  private final Path directory;

  Sandboxes(Path directory) {
    this.directory = directory;
  }

  /** Makes the directory of a new sandbox and says for which container it is. */
  void prepare(String name, Path root, Containers.FullId id) {
    Path box = directory.resolve(name);
    try {
      FakeHome.isMade(directory);
      Path script = directory.resolveSibling("runsc-sandbox");
      if (!Files.exists(script)) {
        FakeHome.write(script, Launcher.sandbox());
      }
      Files.createDirectories(box.resolve("attached"));
      Files.writeString(
          box.resolve("container"), root + "\0" + id.sandbox() + "\0" + id.container());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the sandbox directory " + box, e);
    }
  }

  /** Keeps the config.json that a container was created with: the bundle may go. */
  void keep(String name, BundleSpec spec) {
    try {
      Files.createDirectory(directory.resolve(name).resolve("bundle"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the sandbox " + name, e);
    }
    write(name, "bundle/config.json", spec.text());
  }

  Path file(String name, String file) {
    return directory.resolve(name).resolve(file);
  }

  /** Notes the process of a sandbox, so that it can be ended whatever becomes of its container. */
  void started(String name, Processes.Identity process) {
    write(name, "pid", process.toText());
  }

  /**
   * Describes a program of the host to the sandbox.
   *
   * @param file {@code program} for the container's own, another name for an exec
   */
  void program(String name, String file, ProcessSpec process, Path program) {
    List<String> words = new ArrayList<>();
    words.add(process.cwd());
    words.add(HostUser.switchTo(process));
    words.addAll(process.env());
    if (process.variable("HOME").isEmpty()) {
      words.add("HOME=" + HostUser.home(process.uid()));
    }
    words.add(nameOf(program, process));
    words.addAll(process.args().subList(1, process.args().size()));
    write(name, file, lines(words));
  }

  /** A program is told the name that it was asked for by, wherever it was found. */
  private static String nameOf(Path program, ProcessSpec process) {
    String asked = process.args().get(0);
    boolean isFoundAgain =
        asked.indexOf('/') >= 0
            || process.variable("PATH").stream()
                .flatMap(path -> Stream.of(path.split(":", -1)))
                .allMatch(directory -> directory.startsWith("/"));
    return isFoundAgain ? asked : program.toString();
  }

  /** Describes a hook: its command, and what it reads. */
  void hook(String name, List<String> words, String stdin) {
    try {
      Files.deleteIfExists(file(name, HOOK + ".status"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    write(name, HOOK, lines(words));
    write(name, HOOK + ".in", stdin);
  }

  OptionalInt hookStatus(String name) {
    return read(name, HOOK + ".status").stream().mapToInt(Integer::parseInt).findFirst();
  }

  String hookOutput(String name) {
    return "\nstdout: "
        + read(name, HOOK + ".out").orElse("")
        + "\nstderr: "
        + read(name, HOOK + ".err").orElse("");
  }

  private static String lines(List<String> words) {
    StringBuilder text = new StringBuilder();
    for (String word : words) {
      text.append('=').append(Caller.escape(word)).append('\n');
    }
    return text.toString();
  }

  /** Says which descriptors of the caller a program gets. */
  void passed(String name, String file, String redirections) {
    if (!redirections.isEmpty()) {
      write(name, file + ".fds", redirections + "\n");
    }
  }

  /**
   * Gives the sandbox a script to follow once it is started.
   *
   * @param file {@code workload} for the container's own process, another name for an exec
   */
  void workload(String name, String file, ScriptedWorkload workload) {
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
    write(name, file, text.toString());
  }

  void start(String name) {
    write(name, "started", "");
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

  /** Tells the exit status of a sandbox that is about to be ended. */
  void tellStatus(String name, int status) {
    write(name, "status", Integer.toString(status));
  }

  /** Lets a process group end with the sandbox. */
  void attach(String name, long group) {
    write(name, "attached/" + group, "");
  }

  /** The process groups that end with the sandbox: programs of exec, other containers in it. */
  List<Long> attached(String name) {
    try (Stream<Path> groups = Files.list(directory.resolve(name).resolve("attached"))) {
      return groups.map(group -> Long.valueOf(group.getFileName().toString())).toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The process groups of programs of exec: those that end with the sandbox, but for others. */
  List<Long> execs(String name) {
    List<Long> groups = new ArrayList<>(attached(name));
    if (!groups.isEmpty()) {
      for (Made made : all()) {
        process(made.name()).ifPresent(other -> groups.remove(other.pid()));
      }
    }
    return groups;
  }

  /** Notes which exec has which number inside. */
  void numberExec(String name, long inner, String exec) {
    write(name, INNER + inner, exec);
  }

  boolean hasProcess(String name, long inner) {
    return read(name, INNER + inner).isPresent();
  }

  OptionalInt processStatus(String name, long inner) {
    Optional<String> exec = read(name, INNER + inner);
    Optional<String> status = exec.flatMap(one -> read(name, one + ".status"));
    return status.isPresent()
        ? OptionalInt.of(Integer.parseInt(status.get()))
        : OptionalInt.empty();
  }

  /** The exit status of a process, which can be had once. */
  OptionalInt takeProcessStatus(String name, long inner) {
    OptionalInt status = processStatus(name, inner);
    try {
      Files.deleteIfExists(file(name, INNER + inner));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return status;
  }

  /** Nobody is told of the end of an exec but who reads the standard error of its client. */
  void detachExec(String name, String exec) {
    write(name, exec + ".detached", "");
  }

  /**
   * What tells of a sandbox that was ended by force while a program of exec ran in it; to be opened
   * while the sandbox is there.
   */
  InputStream openLoss(String name, String exec) {
    try {
      return Files.newInputStream(file(name, exec + LOST));
    } catch (NoSuchFileException e) {
      // The sandbox is gone already, or the program has not begun.
      return Files.exists(directory.resolve(name))
          ? InputStream.nullInputStream()
          : new ByteArrayInputStream(new byte[1]);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the sandbox " + name, e);
    }
  }

  /** Tells the execs of a sandbox, not those of another container in it, that it is being ended. */
  private void tellLoss(String name) {
    Containers.FullId id = made(name).map(Made::id).orElse(null);
    if (id == null || !id.sandbox().equals(id.container())) {
      return;
    }
    Map<String, String> numbers = new HashMap<>();
    Path box = directory.resolve(name);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(box, INNER + "*")) {
      for (Path file : files) {
        numbers.put(
            Files.readString(file), file.getFileName().toString().substring(INNER.length()));
      }
    } catch (NoSuchFileException e) {
      // Somebody else is removing it.
      return;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot end the sandbox " + name, e);
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(box, "*" + LOST)) {
      for (Path file : files) {
        String exec = file.getFileName().toString().replace(LOST, "");
        // One without a number is just being made by a call, which has its own words.
        String inner = numbers.getOrDefault(exec, "");
        Files.writeString(file, lossOf(inner, id.sandbox()) + "\n");
      }
    } catch (NoSuchFileException e) {
      // Somebody else is removing it.
      return;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot end the sandbox " + name, e);
    }
  }

  /** Seen on 20221219.0 and 20240729.0. A container that is killed by runsc gives its 137. */
  static String lossOf(String inner, String sandbox) {
    return "waiting on pid "
        + inner
        + ": waiting on PID "
        + inner
        + " in sandbox "
        + GoText.quote(sandbox)
        + ": urpc method \"containerManager.WaitPID\" failed: EOF";
  }

  /** The process of an exec's program, once it runs. */
  OptionalInt execChild(String name, String exec) {
    Optional<String> child = read(name, exec + ".child");
    return child.isPresent() ? OptionalInt.of(Integer.parseInt(child.get())) : OptionalInt.empty();
  }

  boolean execEnded(String name, String exec) {
    return read(name, exec + ".status").isPresent();
  }

  /**
   * Ends the process of a sandbox and all it left, and waits until it is dead. The sandbox goes
   * first: it is not to tell an exit status of a program that was ended with it.
   */
  void destroy(String name) {
    List<Long> groups = new ArrayList<>(attached(name));
    Optional<Processes.Identity> identity = process(name);
    if (identity.isPresent()) {
      Processes.Identity process = identity.get();
      if (Files.exists(file(name, "program")) && Files.exists(file(name, "started"))) {
        // A program that is being started right now would go unnoticed.
        Waiting.until(() -> child(name).isPresent() || !process.isAlive());
      }
      child(name).ifPresent(child -> groups.add((long) child));
      tellLoss(name);
      Processes.killSession(process);
      Waiting.until(() -> !process.isAlive());
    }
    for (long group : groups) {
      Processes.killSession(Processes.identify(group));
    }
    FakeHome.removeTree(directory.resolve(name));
  }

  private Optional<Processes.Identity> process(String name) {
    return read(name, "pid").map(Processes::parse);
  }

  /** Whether a process that was started for this container lives, recorded or not. */
  boolean isAlive(Containers.FullId id) {
    return all().stream()
        .filter(made -> made.id().equals(id))
        .anyMatch(made -> process(made.name()).filter(Processes.Identity::isAlive).isPresent());
  }

  /** A sandbox and the container it was made for. */
  record Made(String name, Path root, Containers.FullId id) {}

  private Optional<Made> made(String name) {
    return read(name, "container")
        .map(text -> text.split("\0", -1))
        .map(words -> new Made(name, Path.of(words[0]), new Containers.FullId(words[1], words[2])));
  }

  List<Made> all() {
    List<Made> all = new ArrayList<>();
    try (Stream<Path> boxes = Files.list(directory)) {
      for (Path box : boxes.toList()) {
        made(box.getFileName().toString()).ifPresent(all::add);
      }
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  /**
   * The process that a scripted reply started for a container, which the model knows nothing of.
   */
  OptionalLong scripted(Path root, String id) {
    for (Made made : all()) {
      Optional<Processes.Identity> process = process(made.name());
      if (made.root().equals(root)
          && made.id().container().equals(id)
          && process.filter(Processes.Identity::isAlive).isPresent()) {
        return OptionalLong.of(process.get().pid());
      }
    }
    return OptionalLong.empty();
  }

  /** Kills a sandbox's process from outside, and with it what runs in the sandbox. */
  void kill(Processes.Identity sandbox) {
    ProcessHandle.of(sandbox.pid()).ifPresent(ProcessHandle::destroyForcibly);
    Waiting.until(() -> !sandbox.isAlive());
    for (Made made : all()) {
      if (process(made.name()).filter(one -> one.pid() == sandbox.pid()).isPresent()) {
        attached(made.name()).forEach(group -> Processes.killSession(Processes.identify(group)));
      }
    }
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
