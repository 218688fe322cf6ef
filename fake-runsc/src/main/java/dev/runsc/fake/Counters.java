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
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Numbers that outlive a call, in a file of 8 bytes each. Safe between threads of one object, and
 * between processes.
 */
final class Counters {
  private final Path file;

  Counters(Path file) {
    this.file = file;
  }

  /** Adds one and returns the number before. */
  synchronized long next(int number) {
    try (FileChannel channel =
            FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES);
      long position = (long) number * Long.BYTES;
      channel.read(bytes, position);
      long value = bytes.hasRemaining() ? 0 : bytes.getLong(0);
      bytes.clear().putLong(value + 1).flip();
      channel.write(bytes, position);
      return lock.isValid() ? value : -1;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot count in " + file, e);
    }
  }

  /** A number as it is. */
  synchronized long get(int number) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES);
      channel.read(bytes, (long) number * Long.BYTES);
      return bytes.hasRemaining() ? 0 : bytes.getLong(0);
    } catch (NoSuchFileException e) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  synchronized void clear() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
