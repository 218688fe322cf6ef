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

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A resident engine: answers the calls of any number of fakes from this JVM, in about two
 * milliseconds each. Thread-safe. One server can be shared by all tests of a JVM; a {@link
 * FakeRunsc} that is started without one brings its own.
 *
 * <p>Launchers talk to it through named pipes in a directory that only this user can enter: one
 * pipe for all requests, and {@value #SLOTS} for replies, each claimed by one call at a time. When
 * more calls than that are blocked at once, the others start an engine of their own.
 *
 * @since 0.1.0
 */
public final class FakeServer implements AutoCloseable {
  static final int SLOTS = 96;
  private static final String PREFIX = "fake-runsc-";
  private static final String GUARD = "guard";
  private static final String EXECUTABLE = "runsc";
  private static final String ELSEWHERE = "elsewhere";
  private static final String STOP = "stop";
  private static final long ABANDONED_CLAIM_MILLIS = 1000;

  /** How long the record of a call that was killed may take. */
  private static final long RECORDED_SECONDS = 5;

  private final Path directory;
  private final Process guard;

  /** Has an executable on another file system; made when it is needed. */
  private volatile @Nullable Path elsewhere;

  private final Thread shutdown = new Thread(this::close, "fake-runsc end");
  private final RandomAccessFile calls;
  private final List<Slot> slots = new ArrayList<>();
  private final Map<Path, Engine> engines = new ConcurrentHashMap<>();
  private final Set<Path> guarded = ConcurrentHashMap.newKeySet();
  private final ExecutorService workers;
  private final BufferedReader requests;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread releaser;
  private final BlockingQueue<Slot> finished = new LinkedBlockingQueue<>();
  private volatile boolean closed;

  /** A reply pipe; held open for writing all the time, so that its reader notices our end. */
  private final class Slot {
    private final int number;
    private final RandomAccessFile pipe;

    /** The two ends of the pipe: a descriptor remembers every stream that was ever made of it. */
    private final FileInputStream unread;

    private final FileOutputStream replies;

    private @Nullable FileChannel text;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private volatile boolean busy;

    /**
     * Whether its launcher reads a file after its last answer, and needs the slot until its end.
     */
    private volatile boolean hasText;

    /** The fake whose engine answers now, until the call is recorded. */
    private volatile @Nullable Path answering;

    /** Whose call it is; null before its request has been read. */
    private volatile Processes.@Nullable Identity launcher;

    Slot(int number) throws IOException {
      this.number = number;
      this.pipe = new RandomAccessFile(directory.resolve("slot/" + number).toFile(), "rw");
      this.unread = new FileInputStream(pipe.getFD());
      this.replies = new FileOutputStream(pipe.getFD());
    }

    /** The file for the last texts of a call; most slots are never used. */
    synchronized FileChannel text() throws IOException {
      if (text == null) {
        text =
            FileChannel.open(
                directory.resolve("args").resolve(number + ".text"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
      }
      return text;
    }

    synchronized void close() throws IOException {
      pipe.close();
      if (text != null) {
        text.close();
      }
    }

    Path claim() {
      return directory.resolve("claim").resolve(Integer.toString(number));
    }

    Path arguments() {
      return directory.resolve("args").resolve(Integer.toString(number));
    }

    /** Whether the launcher has read all that was written. */
    boolean isDrained() throws IOException {
      return unread.available() == 0;
    }

    void drain() throws IOException {
      FakeServer.drain(unread);
    }
  }

  /** Throws away what is in a pipe, which an unread answer may be. */
  static void drain(FileInputStream in) throws IOException {
    int left;
    while ((left = in.available()) > 0) {
      // Neither skipped nor by readNBytes: both ask for a position, which a pipe does not have.
      in.read(new byte[left], 0, left);
    }
  }

  private FakeServer(Path directory) throws IOException {
    this.directory = directory;
    this.guard = makePipes();
    this.calls = new RandomAccessFile(directory.resolve("calls").toFile(), "rw");
    this.requests =
        new BufferedReader(
            new InputStreamReader(new FileInputStream(calls.getFD()), StandardCharsets.US_ASCII));
    for (int i = 0; i < SLOTS; i++) {
      slots.add(new Slot(i));
    }
    this.workers =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "fake-runsc call");
              thread.setDaemon(true);
              return thread;
            });
    this.releaser = daemon("fake-runsc slots", this::releaseSlots);
  }

  /**
   * Starts a server in a new directory, where {@link TemporaryDirectories} makes them.
   *
   * @return a running server
   * @throws UncheckedIOException if the directory or its pipes cannot be made
   */
  public static FakeServer start() {
    try {
      removeThoseOfTheDead();
      FakeServer server = new FakeServer(TemporaryDirectories.create(PREFIX));
      server.workers.execute(server::readRequests);
      server.releaser.start();
      Runtime.getRuntime().addShutdownHook(server.shutdown);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot start a resident fake-runsc engine in "
              + TemporaryDirectories.base()
              + ": "
              + e.getMessage(),
          e);
    }
  }

  /** Removes the directories of servers that were killed together with their guard. */
  private static void removeThoseOfTheDead() throws IOException {
    for (Path temp : new HashSet<>(List.of(TemporaryDirectories.base(), temporary()))) {
      try (DirectoryStream<Path> servers = Files.newDirectoryStream(temp, PREFIX + "*")) {
        for (Path server : servers) {
          if (isOfTheDead(server)) {
            FakeHome.removeTree(server);
          }
        }
      } catch (DirectoryIteratorException e) {
        throw e.getCause();
      }
    }
  }

  private static boolean isOfTheDead(Path server) throws IOException {
    Path guard = server.resolve(GUARD);
    try {
      // Those of other users cannot be read, those that are being made have none yet.
      return Files.isReadable(guard) && !Processes.parse(Files.readString(guard)).isAlive();
    } catch (NoSuchFileException e) {
      // Another server is removing it.
      return false;
    }
  }

  /** Starts the guard, which makes the pipes and sees to our end. */
  private Process makePipes() throws IOException {
    FakeHome.write(directory.resolve(FakeHome.SERVED), FakeHome.servedText(directory));
    for (String sub : List.of("slot", "claim", "args")) {
      Files.createDirectory(directory.resolve(sub));
    }
    Process started =
        new ProcessBuilder(
                "/bin/sh",
                "-c",
                FakeHome.resource("guard.sh"),
                "fake-runsc-guard",
                directory.toString(),
                Integer.toString(SLOTS),
                Launcher.executable())
            .redirectErrorStream(true)
            .start();
    String answer = started.inputReader(StandardCharsets.UTF_8).readLine();
    if (!"ready".equals(answer)) {
      started.destroyForcibly();
      throw new IOException("cannot make named pipes: " + answer);
    }
    Files.setPosixFilePermissions(executable(), PosixFilePermissions.fromString("rwx------"));
    // The guard outlives us and cleans up; only where it is gone too another server may.
    FakeHome.write(directory.resolve(GUARD), Processes.identify(started.pid()).toText());
    return started;
  }

  private static Path temporary() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  /** What the executables of fakes can be links to. */
  private Path executable() {
    return directory.resolve(EXECUTABLE);
  }

  /**
   * What the executable of a fake that it serves can be a link to: it has to be on the same file
   * system, and the server may be in memory.
   *
   * @param home the fake's directory
   */
  Path executableFor(Path home) throws IOException {
    Path there = existing(home.toAbsolutePath());
    return device(there).equals(device(directory)) || !device(there).equals(device(temporary()))
        ? executable()
        : executableElsewhere();
  }

  private static Object device(Path file) throws IOException {
    return Files.getAttribute(file, "unix:dev");
  }

  private static Path existing(Path file) {
    Path parent = file.getParent();
    return parent == null || Files.exists(file) ? file : existing(parent);
  }

  private synchronized Path executableElsewhere() throws IOException {
    if (elsewhere == null) {
      Path made = Files.createTempDirectory(PREFIX).toRealPath();
      // The guard removes it if we cannot, and the next server if both of us cannot.
      Engine.append(directory.resolve(ELSEWHERE), made + "\n");
      Files.copy(directory.resolve(GUARD), made.resolve(GUARD));
      Executable.make(made.resolve(EXECUTABLE), Launcher.executable());
      elsewhere = made;
    }
    return elsewhere.resolve(EXECUTABLE);
  }

  private static Thread daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Answers the calls of a fake from now on.
   *
   * @param guarded whether the fake's containers end when this JVM does, however it does
   */
  void serve(Engine engine, boolean guarded) {
    if (closed) {
      throw new IllegalStateException("this server is closed; start another one for more fakes");
    }
    FakeHome home = engine.home();
    home.serveFrom(directory);
    engines.put(home.directory(), engine);
    if (guarded && this.guarded.add(home.directory())) {
      // The guard looks only at those that are still served when it has to.
      Engine.append(directory.resolve("guarded"), home.directory() + "\n");
    }
  }

  /** Leaves the calls of a fake to engines of their own. */
  void release(Engine engine) {
    try {
      Files.deleteIfExists(engine.home().serverFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    guarded.remove(engine.home().directory());
    engines.remove(engine.home().directory());
    awaitRecordsOfTheDead(engine.home().directory());
  }

  /** Calls that were killed are recorded a moment later; then nothing is written there any more. */
  private void awaitRecordsOfTheDead(Path home) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(RECORDED_SECONDS);
    while (slots.stream().anyMatch(slot -> isOfTheDead(slot, home)) && System.nanoTime() < end) {
      Waiting.pause(1);
    }
  }

  private static boolean isOfTheDead(Slot slot, Path home) {
    Processes.Identity launcher = slot.launcher;
    return home.equals(slot.answering) && launcher != null && !launcher.isAlive();
  }

  /**
   * Reads requests until one is a call, leaves the reading to another thread and answers it: nobody
   * has to wake up before it is answered.
   */
  private void readRequests() {
    @Nullable Slot called = null;
    try {
      while (called == null) {
        String line = requests.readLine();
        if (line == null || line.equals(STOP)) {
          stopped.countDown();
          return;
        }
        called = take(line);
      }
      workers.execute(this::readRequests);
    } catch (IOException e) {
      stopped.countDown();
      if (!closed) {
        throw new UncheckedIOException("the pipe of requests broke", e);
      }
      return;
    }
    answer(called);
  }

  /** Takes a line from a launcher; the slot if it begins a call, null if it belongs to one. */
  private @Nullable Slot take(String line) {
    int space = line.indexOf(' ');
    Slot slot = slots.get(Integer.parseInt(line.substring(0, space)));
    String message = line.substring(space + 1);
    if (!message.equals("call")) {
      slot.answers.add(message);
      return null;
    }
    slot.busy = true;
    slot.answers.clear();
    return slot;
  }

  private void answer(Slot slot) {
    Request request;
    Caller caller;
    try {
      request = Request.take(slot.arguments());
      caller =
          new Caller(
              slot.replies, Answers.of(slot.answers), slot.arguments(), request.pid(), slot.text());
      slot.launcher = caller.launcher();
    } catch (IOException e) {
      // The launcher died between its request and our reading of it, and took its files along.
      finished.add(slot);
      return;
    }
    try {
      // Before it is looked up: who removes it waits for those that have it.
      slot.answering = request.home();
      Engine engine = engines.get(request.home());
      if (engine == null) {
        Outcome gone =
            Outcome.refusal(
                "the fake "
                    + request.home()
                    + " is closed; it answers as long as its FakeRunsc is open");
        caller.exit(gone.exit(), gone.stdoutBytes(), gone.stderrBytes());
      } else {
        engine.answer(request, caller);
      }
    } catch (Caller.GoneException e) {
      dismiss(slot, caller);
    } catch (RuntimeException | Error e) {
      Outcome broken = Outcome.refusal("a mistake of the fake, please report it: " + e);
      caller.exit(broken.exit(), broken.stdoutBytes(), broken.stderrBytes());
    } finally {
      slot.answering = null;
      slot.hasText = caller.leftText();
      finished.add(slot);
    }
  }

  /** Nobody is left to tell but perhaps the child that a recording launcher talked through. */
  private static void dismiss(Slot slot, Caller caller) {
    try {
      caller.gone();
      for (int i = 0; i < 100 && !slot.isDrained(); i++) {
        Waiting.pause(1);
      }
    } catch (IOException | Caller.GoneException e) {
      // The pipe is closed: the server ends, and so does the child.
      return;
    }
  }

  /** Gives a slot free once its last reply has been read, or its launcher has died. */
  private void releaseSlots() {
    List<Slot> reading = new ArrayList<>();
    try {
      while (!closed) {
        @Nullable Slot next =
            finished.poll(reading.isEmpty() ? ABANDONED_CLAIM_MILLIS : 1, TimeUnit.MILLISECONDS);
        if (next != null) {
          reading.add(next);
        } else if (reading.isEmpty()) {
          releaseAbandoned();
        }
        finished.drainTo(reading);
        for (int i = reading.size() - 1; i >= 0; i--) {
          Slot slot = reading.get(i);
          if (isOver(slot)) {
            free(slot);
            reading.remove(i);
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      if (!closed) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Whether a launcher that was answered needs its slot no more. */
  private static boolean isOver(Slot slot) throws IOException {
    if (!slot.hasText && slot.isDrained()) {
      return true;
    }
    Processes.@Nullable Identity launcher = slot.launcher;
    return launcher == null ? !isAlive(claimant(slot)) : !launcher.isAlive();
  }

  private static boolean isAlive(long pid) {
    return Processes.identify(pid).isAlive();
  }

  private static void free(Slot slot) throws IOException {
    slot.drain();
    slot.launcher = null;
    slot.busy = false;
    Files.deleteIfExists(slot.claim());
  }

  /** Frees the slots of launchers that died before they sent a request. */
  private void releaseAbandoned() throws IOException {
    for (Slot slot : slots) {
      if (slot.busy || !Files.exists(slot.claim())) {
        continue;
      }
      long age = System.currentTimeMillis() - Files.getLastModifiedTime(slot.claim()).toMillis();
      if (age > ABANDONED_CLAIM_MILLIS && !isAlive(claimant(slot))) {
        Files.deleteIfExists(slot.arguments());
        free(slot);
      }
    }
  }

  /** The process that claimed a slot; 0 if it died before it had written its id. */
  private static long claimant(Slot slot) throws IOException {
    try {
      String pid = Files.readString(slot.claim());
      return pid.isEmpty() ? 0 : Long.parseLong(pid);
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  /**
   * Stops answering. Calls that wait for an answer fail; fakes that are still open go on with an
   * engine for each call.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    boolean exiting = Thread.currentThread() == shutdown;
    for (Engine engine : List.copyOf(engines.values())) {
      if (exiting && guarded.contains(engine.home().directory())) {
        // Nobody has closed this fake, and nobody will.
        engine.endSandboxes();
      }
      release(engine);
    }
    try {
      calls.write((STOP + "\n").getBytes(StandardCharsets.US_ASCII));
      boolean isStopped = stopped.await(ABANDONED_CLAIM_MILLIS, TimeUnit.MILLISECONDS);
      releaser.interrupt();
      workers.shutdownNow();
      if (!isStopped || !workers.awaitTermination(ABANDONED_CLAIM_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException(
            "calls of the fake runsc do not end: end the programs that make them before the server is"
                + " closed");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      closePipes();
      FakeHome.removeTree(directory);
      if (elsewhere != null) {
        FakeHome.removeTree(elsewhere);
      }
      dismissGuard();
      if (!exiting) {
        removeHook();
      }
    }
  }

  private void removeHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(shutdown);
    } catch (IllegalStateException e) {
      // The JVM is ending; the hook will find us closed.
    }
  }

  private void dismissGuard() {
    try {
      guard.getOutputStream().close();
      guard.waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void closePipes() {
    try {
      calls.close();
      for (Slot slot : slots) {
        slot.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
