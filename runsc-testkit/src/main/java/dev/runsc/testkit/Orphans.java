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

package dev.runsc.testkit;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Finds what a test has left: processes that work in its directory, have one of its files open, or
 * mention it in their command line or environment; what is mounted there; and files that this JVM
 * itself still has open there.
 *
 * <p>Where there is no {@code /proc}, there is no way to know.
 */
final class Orphans {
  private static final Path PROC = Path.of("/proc");
  private static final boolean HAS_PROC = Files.exists(Path.of("/proc/self/stat"));

  /** How long a process that was told to end may take. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Path directory;
  private final String text;

  /** Processes that were there before; they are not looked at, which takes by far the most time. */
  private final Set<String> earlier;

  /**
   * Begins to watch.
   *
   * @param directory a directory that has just been made
   */
  Orphans(Path directory) {
    this.directory = directory;
    this.text = directory.toString();
    this.earlier = HAS_PROC ? Set.copyOf(pids()) : Set.of();
  }

  private static List<String> pids() {
    String[] names = PROC.toFile().list((parent, name) -> Character.isDigit(name.charAt(0)));
    if (names == null) {
      throw new UncheckedIOException(new IOException("cannot list " + PROC));
    }
    return List.of(names);
  }

  /** A process that is left. */
  private record Left(long pid, String command) {
    String words() {
      return "process " + pid + (command.isBlank() ? "" : " (" + command.strip() + ")");
    }
  }

  /** Waits for what is about to end, kills what stays, and tells what it was, in words. */
  List<String> end() {
    if (!HAS_PROC) {
      return List.of();
    }
    List<String> problems = new ArrayList<>();
    List<Left> left = await();
    for (Left process : left) {
      problems.add(process.words());
      ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly);
    }
    if (!left.isEmpty()) {
      await();
    }
    mounts().forEach(mount -> problems.add("mount " + mount));
    openFiles().forEach(file -> problems.add("file " + file + ", still open in this JVM"));
    return problems;
  }

  /** The processes there are, one a line. */
  String table() {
    List<Left> processes = HAS_PROC ? processes() : List.of();
    return processes.isEmpty()
        ? "(none)\n"
        : processes.stream().map(process -> process.words() + "\n").collect(Collectors.joining());
  }

  private List<Left> await() {
    long end = System.nanoTime() + GRACE.toNanos();
    long pause = TimeUnit.MILLISECONDS.toNanos(1);
    List<Left> left = processes();
    while (!left.isEmpty() && System.nanoTime() < end) {
      LockSupport.parkNanos(pause);
      if (Thread.currentThread().isInterrupted()) {
        break;
      }
      pause = Math.min(2 * pause, TimeUnit.MILLISECONDS.toNanos(50));
      left = processes();
    }
    return left;
  }

  private List<Left> processes() {
    List<Left> left = new ArrayList<>();
    long own = ProcessHandle.current().pid();
    for (String name : pids()) {
      if (earlier.contains(name)) {
        continue;
      }
      long pid = Long.parseLong(name);
      Path entry = PROC.resolve(name);
      String command = read(entry.resolve("cmdline"));
      // The dead and the kernel's own have no command line.
      if (pid != own && !command.isEmpty() && isOurs(entry, command)) {
        left.add(new Left(pid, command.replace('\0', ' ')));
      }
    }
    return left;
  }

  private boolean isOurs(Path process, String command) {
    return command.contains(text)
        || read(process.resolve("environ")).contains(text)
        || isHere(target(process.resolve("cwd")))
        || !open(process.resolve("fd")).isEmpty();
  }

  private List<String> openFiles() {
    return open(PROC.resolve("self/fd"));
  }

  /** Where descriptors lead to, as far as that is here. */
  private List<String> open(Path descriptors) {
    List<String> open = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(descriptors)) {
      for (Path entry : entries) {
        String target = target(entry);
        if (isHere(target)) {
          open.add(target);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // It has ended, or is another user's.
    }
    return open;
  }

  private boolean isHere(String path) {
    return path.equals(text) || path.startsWith(text + "/");
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      return "";
    }
  }

  private List<String> mounts() {
    return read(PROC.resolve("self/mounts"))
        .lines()
        .map(line -> line.split(" ", 3)[1])
        .filter(place -> place.equals(text) || place.startsWith(directory + "/"))
        .toList();
  }

  /** A small file; empty if the process has ended or is another user's. */
  private static String read(Path file) {
    // What the kernel makes has no length that a channel could ask for; a stream costs less.
    try (FileInputStream in = new FileInputStream(file.toFile())) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
