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
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A fake {@code runsc} executable in a directory of its own, answered from this JVM while it is
 * open. Thread-safe, and so is the executable: any number of processes may call it at once.
 *
 * <p>When this JVM ends without closing it, by a signal or even by SIGKILL, the containers'
 * processes end as well.
 *
 * <pre>{@code
 * try (FakeRunsc fake = FakeRunsc.start(directory)) {
 *   runMyCode(fake.executable());
 *   fake.invocations().forEach(System.out::println);
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
public final class FakeRunsc implements AutoCloseable {
  private final FakeServer server;
  private final boolean ownsServer;
  private final FakeHome home;
  private volatile Engine engine;
  private volatile boolean closed;

  private FakeRunsc(FakeServer server, boolean ownsServer, FakeHome home, FakeOptions options) {
    this.server = server;
    this.ownsServer = ownsServer;
    this.home = home;
    this.engine = new Engine(home, options);
  }

  /**
   * Starts a fake with the default options.
   *
   * @param directory a directory that is missing, empty, or that of an earlier fake
   * @return a running fake
   * @throws UncheckedIOException if the directory can't be used; the message says why
   */
  public static FakeRunsc start(Path directory) {
    return start(directory, FakeOptions.defaults());
  }

  /**
   * Starts a fake.
   *
   * @param directory a directory that is missing, empty, or that of an earlier fake
   * @param options how it behaves
   * @return a running fake
   * @throws UncheckedIOException if the directory can't be used; the message says why
   */
  public static FakeRunsc start(Path directory, FakeOptions options) {
    return start(directory, options, null);
  }

  /**
   * Starts a fake that is answered by a server it shares with others, which costs much less than a
   * server of its own.
   *
   * @param directory a directory that is missing, empty, or that of an earlier fake
   * @param options how it behaves
   * @param server the server to share, which has to outlive the fake; null for one of its own
   * @return a running fake
   * @throws UncheckedIOException if the directory can't be used; the message says why
   */
  public static FakeRunsc start(Path directory, FakeOptions options, @Nullable FakeServer server) {
    Objects.requireNonNull(options, "options");
    FakeServer serving = server == null ? FakeServer.start() : server;
    boolean served = false;
    try {
      FakeHome home = init(directory, options, serving);
      FakeRunsc fake = new FakeRunsc(serving, server == null, home, options);
      serving.serve(fake.engine, true);
      served = true;
      return fake;
    } finally {
      if (!served && server == null) {
        serving.close();
      }
    }
  }

  private static FakeHome init(Path directory, FakeOptions options, FakeServer server) {
    try {
      return FakeHome.init(directory, options, server.executableFor(directory));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot make a fake runsc in " + directory + ": " + e.getMessage(), e);
    }
  }

  /**
   * Makes a fake that nobody answers: each call of it starts an engine of its own. {@code fakectl
   * init} does the same.
   *
   * @param directory a directory that is missing, empty, or that of an earlier fake
   * @param options how it behaves
   * @return its executable
   */
  public static Path init(Path directory, FakeOptions options) {
    // Without it calls only take longer.
    Launcher.makeClassArchive();
    return FakeHome.init(directory, options).executable();
  }

  /** Answers a fake that was made before, with the options it was made with. */
  static FakeRunsc serve(Path directory) {
    FakeHome home = FakeHome.open(directory);
    FakeRunsc fake = new FakeRunsc(FakeServer.start(), true, home, home.options());
    fake.server.serve(fake.engine, false);
    return fake;
  }

  /**
   * The directory of this fake.
   *
   * @return an absolute path
   */
  public Path directory() {
    return home.directory();
  }

  /**
   * The executable to hand to the code under test.
   *
   * @return an absolute path that ends in {@code runsc}
   */
  public Path executable() {
    return home.executable();
  }

  /**
   * How it behaves.
   *
   * @return the options in force
   */
  public FakeOptions options() {
    return engine.options();
  }

  /**
   * The calls so far, in the order in which they ended. A call is among them as soon as its process
   * has ended; one that still blocks is not.
   *
   * @return an unmodifiable snapshot
   */
  public List<Invocation> invocations() {
    return engine.records().all();
  }

  /**
   * The containers below a root directory, found without a call that would be recorded.
   *
   * @param root what calls of the executable name with {@code --root}
   * @return the containers in the order of their ids; none if there is no such directory
   * @since 0.1.0
   */
  public List<FakeContainer> containers(Path root) {
    return new Containers(root, engine.profile())
        .loadAll().stream().map(FakeContainer::of).toList();
  }

  /**
   * Replaces the script: the counts of all its entries begin anew.
   *
   * @param script the replies and workloads from now on
   */
  public synchronized void script(Script script) {
    requireOpen();
    FakeOptions options = engine.options().toBuilder().script(script).build();
    init(home.directory(), options, server);
    engine = engine.with(options);
    server.serve(engine, true);
  }

  /**
   * The entries of the script, and of a cassette, that no call has met so far: something that was
   * expected and did not happen.
   *
   * @return one text for each that names it, its line and the calls it waits for
   */
  public List<String> unusedReplies() {
    return engine.unused();
  }

  /**
   * What the real {@code runsc} behind this fake was seen to answer so far.
   *
   * @return a cassette, normalised, empty if there was no call
   * @throws IllegalStateException if this fake stands in front of no real one
   */
  public Cassette cassette() {
    return Cassette.of(engine);
  }

  /** Ends every container's process, removes the containers, forgets all records and counts. */
  public synchronized void reset() {
    requireOpen();
    engine.reset();
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException(
          "the fake " + home.directory() + " is closed; ask it before close()");
    }
  }

  /** Ends every container's process and stops answering; the records stay. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      engine.endSandboxes();
    } finally {
      if (ownsServer) {
        server.close();
      } else {
        server.release(engine);
      }
    }
  }
}
