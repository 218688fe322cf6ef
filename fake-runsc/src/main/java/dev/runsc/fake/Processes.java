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

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Looks at processes of the host. On Linux from {@code /proc}, which tells the dead but unreaped
 * apart; elsewhere from {@link ProcessHandle}, which does not.
 */
final class Processes {
  private static final Path PROC = Path.of("/proc");
  private static final int LONGEST_STAT = 2048;

  /** Where among the fields of {@code /proc/PID/stat} the session is. */
  private static final int SESSION = 3;

  private static final boolean HAS_PROC = Files.exists(Path.of("/proc/self/stat"));

  /** How the command lines of {@code sandbox.sh} on the way to a program begin. */
  private static final List<String> LAUNCHERS =
      List.of(
          "setsid\0setpriv\0--pdeathsig\0KILL\0",
          "setsid\0-c\0setpriv\0--pdeathsig\0KILL\0",
          "setsid\0env\0",
          "setsid\0-c\0env\0",
          "setpriv\0--pdeathsig\0KILL\0",
          "env\0-i\0",
          "env\0--default-signal\0-i\0");

  /** What a process is doing. */
  enum Life {
    ALIVE,
    UNREAPED,
    GONE
  }

  /** A process that cannot be mistaken for a later one of the same id. */
  record Identity(long pid, long startTime) {
    Life life() {
      Optional<Stat> stat = stat(pid);
      if (stat.isEmpty() || (startTime != 0 && stat.get().startTime() != startTime)) {
        return Life.GONE;
      }
      return stat.get().state() == 'Z' || stat.get().state() == 'X' ? Life.UNREAPED : Life.ALIVE;
    }

    /** The form in which it is kept in files. */
    String toText() {
      return pid + " " + startTime;
    }

    boolean isAlive() {
      return life() == Life.ALIVE;
    }
  }

  private record Stat(char state, long session, long startTime) {}

  private Processes() {}

  /** Reads what {@link Identity#toText} wrote. */
  static Identity parse(String text) {
    int space = text.indexOf(' ');
    return new Identity(
        Long.parseLong(text.substring(0, space)), Long.parseLong(text.substring(space + 1)));
  }

  /** The process that has an id now; its start time is 0 if it has ended already. */
  static Identity identify(long pid) {
    Optional<Stat> stat = stat(pid);
    return new Identity(pid, stat.isPresent() ? stat.get().startTime() : 0);
  }

  /** Kills a process and what is left of its session, and does not wait for their end. */
  static void killSession(Identity leader) {
    if (leader.isAlive()) {
      ProcessHandle.of(leader.pid()).ifPresent(ProcessHandle::destroyForcibly);
    }
    for (long pid : session(leader.pid())) {
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  /** The processes whose session is that of a leader, dead or alive. */
  static List<Long> session(long leader) {
    List<Long> members = new ArrayList<>();
    if (!HAS_PROC) {
      ProcessHandle.of(leader)
          .ifPresent(handle -> handle.descendants().forEach(child -> members.add(child.pid())));
      return members;
    }
    String[] names = PROC.toFile().list((proc, name) -> Character.isDigit(name.charAt(0)));
    if (names == null) {
      throw new IllegalStateException("cannot list /proc");
    }
    String wanted = Long.toString(leader);
    for (String name : names) {
      long pid = Long.parseLong(name);
      Optional<String[]> fields = fields(pid, SESSION + 2);
      if (pid != leader && fields.isPresent() && fields.get()[SESSION].equals(wanted)) {
        members.add(pid);
      }
    }
    return members;
  }

  /** What {@code ps} tells of a process. */
  record Details(
      long uid,
      long ppid,
      long group,
      long cpuPercent,
      String startedAt,
      String cpuTime,
      String name) {}

  /** Looks at a process more closely; empty if it has ended. */
  static Optional<Details> details(long pid) {
    Optional<ProcessHandle> handle = ProcessHandle.of(pid);
    Optional<String[]> fields = fields(pid);
    if (handle.isEmpty() || (HAS_PROC && fields.isEmpty())) {
      return Optional.empty();
    }
    Instant started = handle.get().info().startInstant().orElseGet(Instant::now);
    long cpuMillis = cpuNanos(pid) / 1_000_000 / 10 * 10;
    long lifeMillis = Math.max(1, Duration.between(started, Instant.now()).toMillis());
    return Optional.of(
        new Details(
            uid(pid),
            handle.get().parent().map(ProcessHandle::pid).orElse(0L),
            fields.map(all -> Long.parseLong(all[2])).orElse(0L),
            Math.min(100, cpuMillis * 100 / lifeMillis),
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(started),
            goDuration(cpuMillis),
            name(pid, handle.get())));
  }

  private static long uid(long pid) {
    try {
      for (String line : Files.readAllLines(PROC.resolve(Long.toString(pid)).resolve("status"))) {
        if (line.startsWith("Uid:")) {
          return Long.parseLong(line.split("\\s+", -1)[1]);
        }
      }
    } catch (IOException e) {
      // It has ended, or there is no /proc.
      return 0;
    }
    return 0;
  }

  private static String name(long pid, ProcessHandle handle) {
    try {
      return Files.readString(PROC.resolve(Long.toString(pid)).resolve("comm")).trim();
    } catch (IOException e) {
      return handle
          .info()
          .command()
          .map(command -> Path.of(command).getFileName().toString())
          .orElse("?");
    }
  }

  private static String goDuration(long millis) {
    if (millis == 0) {
      return "0s";
    }
    if (millis < 1000) {
      return millis + "ms";
    }
    long minutes = millis / 60_000;
    String seconds =
        java.math.BigDecimal.valueOf(millis % 60_000, 3).stripTrailingZeros().toPlainString() + "s";
    return minutes == 0 ? seconds : minutes + "m" + seconds;
  }

  /**
   * Whether a process is still one of those by which {@code sandbox.sh} gets to the program of a
   * container: the shell's own child, {@code setsid}, {@code setpriv} or {@code env}.
   */
  static boolean isLaunching(long pid) {
    String line;
    try {
      line =
          new String(
              Files.readAllBytes(PROC.resolve(Long.toString(pid)).resolve("cmdline")),
              StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      // It has ended, or there is no /proc to tell.
      return false;
    }
    if (line.isEmpty()) {
      // Dead, or for an instant between one program and the next.
      return identify(pid).isAlive();
    }
    return line.contains("/.fake/runsc-sandbox\0") || LAUNCHERS.stream().anyMatch(line::startsWith);
  }

  /** The processor time of a process so far. */
  static long cpuNanos(long pid) {
    Optional<String[]> fields = fields(pid);
    return fields.isPresent()
        ? (Long.parseLong(fields.get()[11]) + Long.parseLong(fields.get()[12])) * 10_000_000
        : ProcessHandle.of(pid)
            .flatMap(handle -> handle.info().totalCpuDuration())
            .orElse(Duration.ZERO)
            .toNanos();
  }

  /** The memory of a process. */
  static long residentBytes(long pid) {
    return fields(pid).map(fields -> Long.parseLong(fields[21]) * 4096).orElse(0L);
  }

  private static Optional<Stat> stat(long pid) {
    if (pid <= 0) {
      return Optional.empty();
    }
    if (!HAS_PROC) {
      return ProcessHandle.of(pid)
          .map(
              handle ->
                  new Stat(
                      handle.isAlive() ? 'S' : 'Z',
                      0,
                      handle.info().startInstant().map(start -> start.toEpochMilli()).orElse(0L)));
    }
    Optional<String[]> fields = fields(pid);
    return fields.isEmpty() ? Optional.empty() : Optional.of(stat(fields.get()));
  }

  private static Stat stat(String[] fields) {
    return new Stat(
        fields[0].charAt(0), Long.parseLong(fields[SESSION]), Long.parseLong(fields[19]));
  }

  /** The fields of {@code /proc/PID/stat} from the third on; empty if there is no such process. */
  private static Optional<String[]> fields(long pid) {
    return fields(pid, -1);
  }

  /** The first of them, so many in all, of which the last is the rest. */
  private static Optional<String[]> fields(long pid, int count) {
    if (!HAS_PROC) {
      return Optional.empty();
    }
    // One read has all of it; this is asked so often that opening a channel would be felt.
    try (FileInputStream in = new FileInputStream("/proc/" + pid + "/stat")) {
      byte[] bytes = new byte[LONGEST_STAT];
      int length = Math.max(0, in.read(bytes));
      String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
      if (length == 0) {
        return Optional.empty();
      }
      // The name, second, is in parentheses and may hold anything; field 3 follows it.
      return Optional.of(text.substring(text.lastIndexOf(')') + 2).split(" ", count));
    } catch (IOException e) {
      // It ended, perhaps between opening and reading (ESRCH).
      return Optional.empty();
    }
  }
}
