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

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.runsc.Container;
import dev.runsc.ContainerStatus;
import dev.runsc.DeleteOptions;
import dev.runsc.ErrorKind;
import dev.runsc.ExecOptions;
import dev.runsc.ExitStatus;
import dev.runsc.Io;
import dev.runsc.IoCapture;
import dev.runsc.KillOptions;
import dev.runsc.OciProcess;
import dev.runsc.Runsc;
import dev.runsc.RunscException;
import dev.runsc.Signal;
import dev.runsc.fake.FakeRunsc;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The client and the fake under load: 64 threads make 5,000 calls over 200 containers, and nothing
 * of it is left: no thread, descriptor, process, zombie or temporary file.
 *
 * <p>It counts what this whole process has, so nothing may run beside it.
 */
@Isolated
class ClientUnderLoadIT {

  private static final int THREADS = 64;
  private static final int CALLS = 5_000;
  private static final int CONTAINERS = 200;

  @TempDir private Path directory;

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void manyCallsOfManyThreads_leaveNothing() throws Exception {
    try (FakeRunsc warm = FakeRunsc.start(directory.resolve("warm"))) {
      client(warm).list();
    }
    Count before = Count.now();
    Set<Path> filesBefore = temporaryFiles();

    AtomicInteger refused = new AtomicInteger();
    try (FakeRunsc fake = FakeRunsc.start(directory.resolve("fake"))) {
      Runsc runsc = client(fake);
      Path bundle =
          OciBundle.in(Files.createDirectory(directory.resolve("bundle")))
              .args("sleep", "1000")
              .readonlyRoot(Path.of("/"))
              .write();
      ExecutorService pool = Executors.newFixedThreadPool(THREADS);
      try {
        all(pool, CONTAINERS, i -> makeAndStart(runsc, id(i), bundle));
        assertThat(runsc.list()).hasSize(CONTAINERS);
        all(pool, CALLS - 3 * CONTAINERS, i -> call(runsc, i, refused));
        all(
            pool,
            CONTAINERS,
            i -> runsc.delete(id(i), DeleteOptions.builder().force(true).build()));
      } finally {
        pool.shutdown();
        assertThat(pool.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
      }
      assertThat(runsc.list()).isEmpty();
      assertThat(fake.invocations()).hasSizeGreaterThanOrEqualTo(CALLS);
    }

    Set<Path> filesAfter = temporaryFiles();
    filesAfter.removeAll(filesBefore);
    assertThat(refused.get()).as("calls that were to fail").isPositive();
    await()
        .pollInSameThread()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> Count.now().assertNothingMoreThan(before));
    await()
        .pollInSameThread()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(processesOf(directory)).isEmpty());
    // What belongs to others who use the same directory goes away with their calls.
    await()
        .pollInSameThread()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(filesAfter).noneMatch(Files::exists));
  }

  private static Set<Path> temporaryFiles() throws IOException {
    Set<Path> found = new TreeSet<>();
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try (DirectoryStream<Path> files = Files.newDirectoryStream(temporary, "runsc-*")) {
      files.forEach(found::add);
    }
    return found;
  }

  /** Processes that name the directory on their command line. */
  private static List<String> processesOf(Path directory) throws IOException {
    List<String> found = new ArrayList<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        try {
          String line = Files.readString(process.resolve("cmdline")).replace('\0', ' ');
          if (line.contains(directory.toString())) {
            found.add(line);
          }
        } catch (IOException gone) {
          // It ended meanwhile.
        }
      }
    }
    return found;
  }

  private static Runsc client(FakeRunsc fake) {
    return Runsc.builder()
        .command(fake.executable())
        .root(fake.directory().resolve("root"))
        .timeout(Duration.ofMinutes(2))
        .build();
  }

  private static void makeAndStart(Runsc runsc, String id, Path bundle) {
    runsc.create(id, bundle);
    runsc.start(id);
  }

  private interface Call {
    void make(int number) throws Exception;
  }

  private static void all(ExecutorService pool, int count, Call call) throws Exception {
    List<Future<?>> calls = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number = i;
      calls.add(
          pool.submit(
              () -> {
                call.make(number);
                return null;
              }));
    }
    for (Future<?> made : calls) {
      made.get(5, TimeUnit.MINUTES);
    }
  }

  private static void call(Runsc runsc, int number, AtomicInteger refused) {
    String id = id(number % CONTAINERS);
    switch (number % 10) {
      case 0 -> assertThat(runsc.list()).hasSize(CONTAINERS);
      case 1 -> assertThat(runsc.ps(id)).isNotEmpty();
      case 2 -> runsc.kill(id, Signal.CONT, KillOptions.builder().all().build());
      case 3 -> {
        IoCapture output = Io.capture(1000);
        ExitStatus status =
            runsc.exec(id, OciProcess.of("/", "true"), ExecOptions.builder().io(output).build());
        assertThat(status.success()).isTrue();
      }
      case 4 -> refuse(refused, () -> runsc.state("nosuch" + number));
      default -> {
        Container container = runsc.state(id);
        assertThat(container.id()).isEqualTo(id);
        assertThat(container.status()).isEqualTo(ContainerStatus.RUNNING);
      }
    }
  }

  /** All of one length, as an id that begins another one cannot be addressed. */
  private static String id(int number) {
    return String.format(Locale.ROOT, "c%03d", number);
  }

  private static void refuse(AtomicInteger refused, Runnable call) {
    try {
      call.run();
      throw new AssertionError("this should fail");
    } catch (RunscException e) {
      assertThat(e.kind()).isEqualTo(ErrorKind.NOT_FOUND);
      refused.incrementAndGet();
    }
  }

  /** What this process has. */
  private record Count(List<String> threads, long descriptors, List<String> children) {

    static Count now() throws IOException {
      List<String> threads =
          Thread.getAllStackTraces().keySet().stream()
              .map(Thread::getName)
              // The JDK's own, which come and go with load.
              .filter(name -> !name.startsWith("process reaper"))
              .filter(name -> !name.startsWith("ForkJoinPool"))
              .sorted()
              .toList();
      return new Count(threads, open(Path.of("/proc/self/fd")), below());
    }

    /** Less is fine: an idle thread of the server that was there before may have ended. */
    void assertNothingMoreThan(Count before) {
      assertThat(before.threads).as("threads before").containsAll(threads);
      assertThat(descriptors).as("descriptors").isLessThanOrEqualTo(before.descriptors);
      assertThat(before.children).as("children before").containsAll(children);
    }

    private static long open(Path directory) throws IOException {
      try (Stream<Path> entries = Files.list(directory)) {
        return entries.count();
      }
    }

    private static List<String> below() {
      return ProcessHandle.current().descendants().map(child -> "" + child.pid()).toList();
    }
  }
}
