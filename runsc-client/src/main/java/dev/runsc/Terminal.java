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

import java.io.Closeable;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.newsclub.net.unix.FileDescriptorCast;

/**
 * The master side of a container's terminal: what is written to it is typed, what is read from it
 * is shown.
 *
 * <p>Reading comes to its end when the container's process ends. The terminal echoes what is typed
 * and ends lines with CR LF, as its line discipline says.
 *
 * <p>Thread-safe. Closing it ends a read that waits in another thread.
 *
 * @since 0.1.0
 */
public final class Terminal implements AutoCloseable {

  private static final String HUNG_UP = "input/output error";
  private static final Duration STTY_LIMIT = Duration.ofSeconds(10);

  private final FileDescriptor descriptor;
  private final Closeable connection;
  private final FileChannel reading;
  private final FileChannel writing;
  private final InputStream input = new Input();
  private final OutputStream output = new Output();
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * Takes over a descriptor.
   *
   * @param descriptor the descriptor
   * @param connection the socket it came through, whose end would be that of the descriptor
   */
  Terminal(FileDescriptor descriptor, Closeable connection) {
    this.descriptor = descriptor;
    this.connection = connection;
    // Channels, unlike streams, let a waiting read know that they are being closed.
    this.reading = new FileInputStream(descriptor).getChannel();
    this.writing = new FileOutputStream(descriptor).getChannel();
  }

  /**
   * Returns what the terminal shows.
   *
   * @return the stream to read from; it ends when the container's process does
   */
  public InputStream input() {
    return input;
  }

  /**
   * Returns where to type.
   *
   * @return the stream to write to; a byte 4 (Ctrl-D) at the beginning of a line ends the input of
   *     a program
   */
  public OutputStream output() {
    return output;
  }

  /**
   * Changes the size of the window.
   *
   * <p>Java has no call for it, so the program {@code stty} makes it, on this very descriptor.
   *
   * @param rows the number of rows
   * @param columns the number of columns
   * @throws IOException if it cannot be changed
   * @throws IllegalArgumentException if a number is not in 1 to 65535
   */
  public void resize(int rows, int columns) throws IOException {
    if (rows < 1 || rows > 0xffff || columns < 1 || columns > 0xffff) {
      throw new IllegalArgumentException(
          "a window has 1 to 65535 rows and columns, not " + rows + " and " + columns);
    }
    stty("rows", Integer.toString(rows), "columns", Integer.toString(columns));
  }

  /**
   * Asks for the size of the window.
   *
   * @return the size
   * @throws IOException if it cannot be told
   */
  public Size size() throws IOException {
    String[] parts = stty("size").strip().split(" ");
    if (parts.length != 2) {
      throw new IOException("stty told no size but \"" + String.join(" ", parts) + "\"");
    }
    return new Size(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
  }

  /**
   * The size of a window.
   *
   * @param rows the number of rows
   * @param columns the number of columns
   */
  public record Size(int rows, int columns) {}

  private String stty(String... args) throws IOException {
    if (closed.get()) {
      throw new IOException("the terminal is closed");
    }
    ProcessBuilder builder = new ProcessBuilder("stty");
    builder.command().addAll(List.of(args));
    builder.redirectInput(FileDescriptorCast.using(descriptor).as(Redirect.class));
    builder.redirectErrorStream(true);
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new IOException("the program stty of coreutils is needed and cannot be started", e);
    }
    try {
      // It writes less than a pipe holds.
      if (!process.waitFor(STTY_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("stty did not end");
      }
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.exitValue() != 0) {
        throw new IOException("stty failed: " + said.strip());
      }
      return said;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for stty");
    } finally {
      process.destroyForcibly();
      process.getInputStream().close();
      process.getOutputStream().close();
    }
  }

  /** Hangs up, which ends most programs on the other side. */
  @Override
  public void close() throws IOException {
    if (!closed.getAndSet(true)) {
      try (connection;
          writing) {
        reading.close();
      }
    }
  }

  /** Reading fails when the other side has gone, which is how a terminal ends. */
  private static boolean isHangup(IOException e) {
    return Objects.requireNonNullElse(e.getMessage(), "")
        .toLowerCase(Locale.ROOT)
        .contains(HUNG_UP);
  }

  private final class Input extends InputStream {

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, bytes.length);
      if (length == 0) {
        return 0;
      }
      try {
        return reading.read(ByteBuffer.wrap(bytes, offset, length));
      } catch (AsynchronousCloseException e) {
        throw new IOException("the terminal was closed", e);
      } catch (IOException e) {
        if (isHangup(e)) {
          return -1;
        }
        throw e;
      }
    }
  }

  private final class Output extends OutputStream {

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
      while (buffer.hasRemaining()) {
        writing.write(buffer);
      }
    }
  }
}
