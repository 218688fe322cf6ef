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

import java.io.FileDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.newsclub.net.unix.AFUNIXServerSocket;
import org.newsclub.net.unix.AFUNIXSocket;
import org.newsclub.net.unix.AFUNIXSocketAddress;

/**
 * A Unix socket to which runsc hands the terminal of a container's process.
 *
 * <pre>{@code
 * try (ConsoleSocket socket = ConsoleSocket.open()) {
 *   runsc.create("shell", bundle, CreateOptions.builder().consoleSocket(socket.path()).build());
 *   try (Terminal terminal = socket.receive(Duration.ofSeconds(10))) {
 *     runsc.start("shell");
 *     terminal.resize(40, 120);
 *     terminal.output().write("ls\n".getBytes(UTF_8));
 *     ...
 *   }
 * }
 * }</pre>
 *
 * <p>Thread-safe.
 *
 * @since 0.1.0
 */
public final class ConsoleSocket implements AutoCloseable {

  /** What the address of a Unix socket has room for. */
  private static final int LONGEST_PATH = 107;

  private static final int MESSAGE = 4096;

  /** How soon an interrupt is noticed. */
  private static final Duration POLL = Duration.ofMillis(50);

  private final AFUNIXServerSocket server;
  private final Path path;
  private final @Nullable Path directory;

  private ConsoleSocket(AFUNIXServerSocket server, Path path, @Nullable Path directory) {
    this.server = server;
    this.path = path;
    this.directory = directory;
  }

  /**
   * Listens in a private directory, which is removed when the socket is closed.
   *
   * @return the socket
   * @throws IOException if it cannot be made
   */
  public static ConsoleSocket open() throws IOException {
    Path directory = Files.createTempDirectory("runsc-pty-");
    try {
      return open(directory.resolve("s"), directory);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(directory);
      throw e;
    }
  }

  /**
   * Listens at a path, which is removed when the socket is closed.
   *
   * @param path the path, of at most 107 bytes; nothing may be there; a relative one is resolved
   *     now
   * @return the socket
   * @throws IOException if it cannot be made
   * @throws IllegalArgumentException if the path is too long
   */
  public static ConsoleSocket open(Path path) throws IOException {
    return open(Arguments.path("the socket", path), null);
  }

  private static ConsoleSocket open(Path path, @Nullable Path directory) throws IOException {
    int length = path.toString().getBytes(StandardCharsets.UTF_8).length;
    if (length > LONGEST_PATH) {
      throw new IllegalArgumentException(
          "the path of a Unix socket has room for "
              + LONGEST_PATH
              + " bytes; this one has "
              + length
              + ": "
              + path);
    }
    if (Files.exists(path)) {
      throw new java.nio.file.FileAlreadyExistsException(path.toString());
    }
    AFUNIXServerSocket server = AFUNIXServerSocket.newInstance();
    try {
      server.bind(AFUNIXSocketAddress.of(path));
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
    return new ConsoleSocket(server, path, directory);
  }

  /**
   * Returns where it listens.
   *
   * @return the path, for {@link CreateOptions.Builder#consoleSocket(Path)} and its like
   */
  public Path path() {
    return path;
  }

  /**
   * Waits until runsc has handed over a terminal. That has been done when create, a detached run or
   * exec returns.
   *
   * @param limit how long to wait
   * @return the terminal, to be closed
   * @throws IOException if none came in time, or something else did; an {@link
   *     InterruptedIOException} soon after this thread was interrupted, which it stays
   */
  public Terminal receive(Duration limit) throws IOException {
    long nanos = Timeouts.nanos(Timeouts.requirePositive(limit));
    try {
      AFUNIXSocket socket = accept(nanos);
      try {
        socket.setSoTimeout(millis(nanos));
        socket.setAncillaryReceiveBufferSize(MESSAGE);
        return take(socket);
      } catch (IOException | RuntimeException e) {
        // This closes what was received, too.
        socket.close();
        throw e;
      }
    } catch (SocketTimeoutException e) {
      throw new IOException(
          "no terminal came to "
              + path
              + " within "
              + limit.toMillis()
              + " ms: the process must have \"terminal\": true, and its command this socket",
          e);
    }
  }

  /** The library's accept knows no interrupt, so it is asked again and again. */
  private AFUNIXSocket accept(long nanos) throws IOException {
    long start = System.nanoTime();
    while (true) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("interrupted while waiting for a terminal at " + path);
      }
      long left = nanos - (System.nanoTime() - start);
      server.setSoTimeout(millis(Math.min(left, POLL.toNanos())));
      try {
        return server.accept();
      } catch (SocketTimeoutException e) {
        if (System.nanoTime() - start >= nanos) {
          throw e;
        }
      }
    }
  }

  private static int millis(long nanos) {
    return (int) Math.min(Integer.MAX_VALUE, Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)));
  }

  private Terminal take(AFUNIXSocket socket) throws IOException {
    InputStream in = socket.getInputStream();
    byte[] message = new byte[MESSAGE];
    int length = in.read(message);
    FileDescriptor[] descriptors = socket.getReceivedFileDescriptors();
    if (length < 0 || descriptors == null || descriptors.length != 1) {
      throw new IOException(
          "one descriptor was expected at "
              + path
              + ", not "
              + (descriptors == null ? 0 : descriptors.length));
    }
    return new Terminal(descriptors[0], socket);
  }

  /** Stops listening and removes the path. Terminals that were received live on. */
  @Override
  public void close() throws IOException {
    server.close();
    Files.deleteIfExists(path);
    if (directory != null) {
      Files.deleteIfExists(directory);
    }
  }
}
