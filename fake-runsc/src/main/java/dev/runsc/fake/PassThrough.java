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
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Has the real runsc answer, and notes what can be seen of it.
 *
 * <p>The streams of {@code create}, {@code run}, {@code exec} and {@code restore} become those of
 * the container and are inherited untouched; what they print is known only where a stream is a
 * plain file, by what the call added to it. Other commands keep their streams to themselves: theirs
 * are collected and passed on at the end, those of {@code events} while it goes on.
 */
final class PassThrough {
  private static final Set<String> INHERITED =
      Set.of("create", "run", "exec", "restore", "do", "checkpoint", "boot", "gofer", "umount");
  private static final int LONGEST = 1 << 20;

  private final Engine engine;
  private final Caller caller;
  private final Facts facts;
  private final long index;

  PassThrough(Engine engine, Caller caller, Facts facts, long index) {
    this.engine = engine;
    this.caller = caller;
    this.facts = facts;
    this.index = index;
  }

  Reply answer(boolean holdOutput) {
    String command = facts.call().command();
    boolean streams = command.equals("events") && facts.call().flag("stats").isEmpty();
    String how = INHERITED.contains(command) ? "inherit" : streams && !holdOutput ? "tee" : "hold";
    Stream out = new Stream(1);
    Stream err = new Stream(2);
    long began = System.currentTimeMillis();
    Caller.Real real = caller.real(how);
    byte[] stdout = how.equals("inherit") ? out.added() : real.stdout();
    byte[] stderr = how.equals("inherit") ? err.added() : real.stderr();
    engine
        .recording()
        .append(
            new Recording.Take(
                index,
                began,
                System.currentTimeMillis(),
                facts.request().argv(),
                facts.request().cwd().toString(),
                real.exit(),
                new String(stdout, StandardCharsets.UTF_8),
                new String(stderr, StandardCharsets.UTF_8),
                sideFiles(),
                livingSandbox()));
    // What the caller has got already is not given to it again.
    String reason = "the real runsc, streams " + (how.equals("hold") ? "collected" : how);
    Reply reply = new Reply(real.exit(), stdout, stderr, "real", reason);
    return how.equals("hold") ? reply : reply.delivered();
  }

  private long livingSandbox() {
    long pid = facts.containerPid().orElse(0);
    return Processes.identify(pid).isAlive() ? pid : 0;
  }

  private Map<String, String> sideFiles() {
    Map<String, String> files = new TreeMap<>();
    for (String flag : new String[] {"pid-file", "internal-pid-file"}) {
      Optional<String> name = facts.call().flag(flag).filter(one -> !one.isEmpty());
      if (name.isPresent()) {
        Path file = facts.request().resolve(name.get());
        try {
          if (Files.isRegularFile(file) && Files.size(file) <= LONGEST) {
            files.put(flag, Files.readString(file));
          }
        } catch (IOException e) {
          throw new java.io.UncheckedIOException("cannot read the " + flag + " " + file, e);
        }
      }
    }
    return files;
  }

  /** A stream of the caller, of which nothing can be seen unless it is a plain file. */
  private final class Stream {
    private final Path link;
    private final long size;

    Stream(int descriptor) {
      this.link = Path.of("/proc", Long.toString(facts.request().pid()), "fd", "" + descriptor);
      this.size = sizeNow();
    }

    private long sizeNow() {
      try {
        return Files.isRegularFile(link) ? Files.size(link) : -1;
      } catch (IOException e) {
        // Of another user, or gone.
        return -1;
      }
    }

    byte[] added() {
      long now = sizeNow();
      if (size < 0 || now <= size) {
        return new byte[0];
      }
      byte[] bytes = new byte[(int) Math.min(LONGEST, now - size)];
      try (RandomAccessFile file = new RandomAccessFile(link.toFile(), "r")) {
        file.seek(size);
        file.readFully(bytes);
        return bytes;
      } catch (IOException e) {
        // It was cut or removed meanwhile, which is its owner's right.
        return new byte[0];
      }
    }
  }
}
