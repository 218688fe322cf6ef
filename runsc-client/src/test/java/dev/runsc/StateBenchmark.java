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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;

/**
 * Compares {@code state} through the client with the same call by a bare {@link ProcessBuilder} and
 * by Go's {@code os/exec}, a few calls each in changing order, so that all three have the same
 * weather. Run by {@code bin/bench}.
 */
final class StateBenchmark {

  private static final String ID = "bench-" + ProcessHandle.current().pid();

  private static final int WARM_UP = 20;

  private StateBenchmark() {}

  /**
   * Measures.
   *
   * @param args the executable of runsc, the program made of exec.go, the number of rounds, the
   *     number of calls in a round
   */
  public static void main(String[] args) throws Exception {
    Path directory = Files.createTempDirectory("runsc-bench-");
    Path runscPath = Path.of(args[0]);
    int rounds = Integer.parseInt(args[2]);
    int calls = Integer.parseInt(args[3]);
    Runsc runsc =
        Runsc.builder()
            .command(runscPath)
            .root(directory.resolve("root"))
            .config("platform", "ptrace")
            .config("network", "none")
            .config("ignore-cgroups", "true")
            .timeout(Duration.ofMinutes(1))
            .build();
    List<String> argv =
        List.of(
            runscPath.toAbsolutePath().toString(),
            "--root=" + directory.resolve("root"),
            "--platform=ptrace",
            "--network=none",
            "--ignore-cgroups=true",
            "state",
            ID);
    runsc.create(ID, bundle(directory));
    try (Go go = new Go(Path.of(args[1]), argv)) {
      measure(runsc, argv, go, rounds, calls);
    } finally {
      runsc.delete(ID);
      delete(directory);
    }
  }

  private static Path bundle(Path directory) throws IOException {
    Files.writeString(
        directory.resolve("config.json"),
        "{\"ociVersion\":\"1.0.2\",\"process\":{\"args\":[\"sleep\",\"1000\"],\"cwd\":\"/\"},"
            + "\"root\":{\"path\":\"/\",\"readonly\":true}}");
    return directory;
  }

  private static void measure(Runsc runsc, List<String> argv, Go go, int rounds, int calls)
      throws Exception {
    List<Long> client = new ArrayList<>();
    List<Long> bare = new ArrayList<>();
    List<Long> golang = new ArrayList<>();
    // The first rounds only warm everything up.
    List<Integer> turns = new ArrayList<>(List.of(0, 1, 2));
    Random random = new Random(1);
    for (int round = -WARM_UP; round < rounds; round++) {
      Collections.shuffle(turns, random);
      for (int turn : turns) {
        switch (turn) {
          case 0 -> keep(client, round, times(calls, () -> runsc.state(ID)));
          case 1 -> keep(bare, round, times(calls, () -> bare(argv)));
          default -> keep(golang, round, go.times(calls));
        }
      }
    }
    print("client", client);
    print("bare ProcessBuilder", bare);
    print("Go os/exec", golang);
    say("client / bare: %.3f (at most 1.15)", ratio(client, bare));
    say("client / Go:   %.3f (at most 1.30)", ratio(client, golang));
  }

  private static void keep(List<Long> all, int round, List<Long> times) {
    if (round >= 0) {
      all.addAll(times);
    }
  }

  private static List<Long> times(int calls, Callable<?> call) throws Exception {
    List<Long> times = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      long start = System.nanoTime();
      call.call();
      times.add(System.nanoTime() - start);
    }
    return times;
  }

  private static String bare(List<String> argv) throws Exception {
    Process process = new ProcessBuilder(argv).start();
    process.getOutputStream().close();
    String text =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            + new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(text);
    }
    return text;
  }

  private static void print(String what, List<Long> times) {
    say(
        "%-20s middle %6.2f ms   median %6.2f ms   90%% %6.2f ms   of %d calls",
        what,
        middle(times) / 1e6,
        quantile(times, 0.5) / 1e6,
        quantile(times, 0.9) / 1e6,
        times.size());
  }

  private static double ratio(List<Long> one, List<Long> other) {
    return middle(one) / middle(other);
  }

  /**
   * The mean without the fastest and slowest tenth. (Where the kernel's clock ticks every 4 ms, so
   * do the times, and medians jump from one tick to the next.)
   */
  private static double middle(List<Long> times) {
    long cut = times.size() / 10;
    return times.stream()
        .sorted()
        .skip(cut)
        .limit(times.size() - 2 * cut)
        .mapToLong(Long::longValue)
        .average()
        .orElseThrow();
  }

  private static long quantile(List<Long> times, double q) {
    return times.stream().sorted().skip((long) (q * (times.size() - 1))).findFirst().orElseThrow();
  }

  private static void say(String format, Object... args) {
    System.out.println(String.format(Locale.ROOT, format, args));
  }

  private static void delete(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static final class Go implements AutoCloseable {
    private final Process process;
    private final PrintWriter input;
    private final BufferedReader output;

    Go(Path program, List<String> argv) throws IOException {
      List<String> command = new ArrayList<>(List.of(program.toString()));
      command.addAll(argv);
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      input = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
      output =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    List<Long> times(int calls) throws IOException {
      input.println(calls);
      String line = output.readLine();
      if (line == null) {
        throw new IOException("the Go program ended");
      }
      return Arrays.stream(line.split(" ")).map(Long::valueOf).toList();
    }

    @Override
    public void close() {
      input.close();
      process.destroy();
    }
  }
}
