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
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The engine's side of the talk with one launcher: it asks for something, the launcher answers. One
 * line each way; texts are escaped for {@code printf %b}, so that any byte can travel.
 */
final class Caller {
  /** Longer texts go through files: a shell reads a pipe byte by byte. */
  private static final int LONGEST_INLINE = 2048;

  /** From here on a file is quicker, if no program has to be started to copy it. */
  private static final int SHORT = 64;

  private static final long POLL_MILLIS = 20;

  /** The launcher is gone; what it asked for is nobody's any more. */
  static final class GoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final OutputStream replies;
  private final Answers answers;
  private final Path scratch;
  private final Processes.Identity launcher;
  private final @Nullable FileChannel lastText;
  private int files;
  private volatile boolean sandboxKilled;
  private boolean leftText;

  /**
   * Begins a talk.
   *
   * @param scratch the prefix of files that carry long texts
   * @param lastText the file SCRATCH.text, if this JVM outlives the call
   */
  Caller(
      OutputStream replies,
      Answers answers,
      Path scratch,
      long pid,
      @Nullable FileChannel lastText) {
    this.lastText = lastText;
    this.replies = replies;
    this.answers = answers;
    this.scratch = scratch;
    this.launcher = Processes.identify(pid);
  }

  Processes.Identity launcher() {
    return launcher;
  }

  boolean isGone() {
    return !launcher.isAlive();
  }

  /** Whether this engine is there when the call is over. */
  boolean isOutlived() {
    return lastText != null;
  }

  /** Somebody kills the sandbox from outside while the call goes on. */
  void noteSandboxKilled() {
    sandboxKilled = true;
  }

  boolean isSandboxKilled() {
    return sandboxKilled;
  }

  /** Ends the call. */
  void exit(int code, byte[] stdout, byte[] stderr) {
    int length = stdout.length + stderr.length;
    if (length > LONGEST_INLINE) {
      copy(stdout, stderr);
      send("exit " + code + " = =");
    } else if (length > SHORT && lastText != null) {
      leave(lastText, stdout, stderr);
      send("exit " + code + " . .");
    } else {
      send("exit " + code + " =" + escape(stdout) + " =" + escape(stderr));
    }
  }

  /**
   * Leaves the last texts of a call in a file, over what stood there before: what is behind the
   * return is not read. Cutting the file would cost milliseconds on some file systems.
   */
  private void leave(FileChannel file, byte[] stdout, byte[] stderr) {
    String text = "_fr_out='=" + escape(stdout) + "'\n_fr_err='=" + escape(stderr) + "'\nreturn\n";
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    try {
      while (bytes.hasRemaining()) {
        file.write(bytes, bytes.position());
      }
      leftText = true;
    } catch (IOException e) {
      throw new IllegalStateException("cannot write the last texts of a call", e);
    }
  }

  /** Whether the launcher has something to read after its last answer. */
  boolean leftText() {
    return leftText;
  }

  /** Tells whoever still listens that the call is over. */
  void gone() {
    send("gone");
  }

  /** Ends the call by a signal, of which the launcher dies. */
  void die(String signal, int code) {
    send("die " + signal + " " + code);
  }

  /** Prints something while the call goes on. */
  void print(byte[] stdout, byte[] stderr) {
    if (stdout.length + stderr.length > LONGEST_INLINE) {
      copy(stdout, stderr);
    } else if (stdout.length + stderr.length > 0) {
      send("print 0 =" + escape(stdout) + " =" + escape(stderr));
    }
  }

  /** Writes to a descriptor of the call that is not one of the standard ones. */
  void write(int descriptor, String text) {
    send("fd " + descriptor + " =" + escape(text));
  }

  /** Reads the beginning of standard input. */
  byte[] stdin(int most) {
    Path file = beside(".stdin");
    try {
      ask("stdin " + most, "read");
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + file, e);
    } finally {
      delete(file);
    }
  }

  /** Leaves a process behind that keeps standard output open, and returns its id. */
  long hold(String box, String seconds) {
    return Long.parseLong(ask("hold " + box + " " + seconds, "spawned"));
  }

  /** Leaves a process behind that moves a file to its place, and returns its id. */
  long late(String box, String seconds, Path target) {
    return Long.parseLong(
        ask("late " + box + " " + seconds + " =" + escape(target.toString()), "spawned"));
  }

  /** How a real runsc ended, and what of its output was seen. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Real(int exit, byte[] stdout, byte[] stderr) {}

  /** Calls the real runsc; its output is kept unless it is inherited. */
  Real real(String how) {
    int exit = Integer.parseInt(ask("real " + how, "ended"));
    try {
      return new Real(exit, take(beside(".out")), take(beside(".err")));
    } catch (IOException e) {
      throw new IllegalStateException("cannot read the output of the real runsc", e);
    }
  }

  private static byte[] take(Path file) throws IOException {
    if (!Files.exists(file)) {
      return new byte[0];
    }
    byte[] bytes = Files.readAllBytes(file);
    Files.delete(file);
    return bytes;
  }

  private Path beside(String extension) {
    return scratch.resolveSibling(scratch.getFileName() + extension);
  }

  private void copy(byte[] stdout, byte[] stderr) {
    files++;
    Path out = beside("." + files + ".out");
    Path err = beside("." + files + ".err");
    try {
      Files.write(out, stdout);
      Files.write(err, stderr);
      ask("files " + files, "copied");
    } catch (IOException e) {
      throw new IllegalStateException("cannot write " + out, e);
    } finally {
      delete(out);
      delete(err);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new IllegalStateException("cannot remove " + file, e);
    }
  }

  /** Starts the process of a sandbox and returns its id. */
  long spawn(String sandbox) {
    return spawn(sandbox, "");
  }

  /** The same, with a terminal that is sent to a socket unless the socket is empty text. */
  long spawn(String sandbox, String socket) {
    return Long.parseLong(ask("spawn " + sandbox + console(socket), "spawned"));
  }

  private static String console(String socket) {
    return socket.isEmpty() ? "" : " =" + escape(socket);
  }

  /** Starts a program in a sandbox, as exec does, and returns the id of the client that stays. */
  long exec(String sandbox, String exec, String socket) {
    return Long.parseLong(ask("exec " + sandbox + " " + exec + console(socket), "spawned"));
  }

  /** Starts the hook that is described in a sandbox, and returns its id. */
  long hook(String sandbox) {
    return Long.parseLong(ask("hook " + sandbox, "spawned"));
  }

  /** Prints something while the call goes on. */
  void print(String text) {
    send("print 0 =" + escape(text) + " =");
  }

  /** Waits for the process it started and returns its exit status as the launcher sees it. */
  int await() {
    return Integer.parseInt(ask("await", "exited"));
  }

  /** Sends a signal to a process, or with a negative id to its group; false if there is none. */
  boolean signal(String name, long pid) {
    send("signal " + name + " " + pid);
    return answer().equals("signalled");
  }

  private String ask(String question, String answer) {
    send(question);
    String text = answer();
    if (!text.equals(answer) && !text.startsWith(answer + " ")) {
      throw new IllegalStateException("the launcher answered \"" + text + "\" to " + question);
    }
    return text.substring(Math.min(text.length(), answer.length() + 1));
  }

  private String answer() {
    try {
      while (true) {
        String line = answers.poll(POLL_MILLIS);
        if (line != null) {
          return line;
        }
        if (isGone()) {
          throw new GoneException();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GoneException();
    }
  }

  private void send(String line) {
    try {
      replies.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
      replies.flush();
    } catch (IOException e) {
      throw new GoneException();
    }
  }

  /**
   * Escapes for {@code printf %b}: what is neither a plain letter, digit nor mark is octal, and a
   * quote as well, so that it can stand between quotes.
   */
  static String escape(byte[] text) {
    StringBuilder out = new StringBuilder(text.length + 16);
    for (byte b : text) {
      int c = b & 0xff;
      if (c > ' ' && c < 0x7f && c != '\\' && c != '\'') {
        out.append((char) c);
      } else {
        out.append("\\0")
            .append((char) ('0' + (c >> 6)))
            .append((char) ('0' + ((c >> 3) & 7)))
            .append((char) ('0' + (c & 7)));
      }
    }
    return out.toString();
  }

  static String escape(String text) {
    return escape(text.getBytes(StandardCharsets.UTF_8));
  }
}
