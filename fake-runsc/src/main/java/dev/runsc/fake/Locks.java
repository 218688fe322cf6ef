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
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Locks by container, between the threads of a resident engine and between processes. Files that
 * stay, unlike runsc's own lock file, which goes with the container.
 */
final class Locks {
  /** So many that two containers hardly ever wait for each other: a hook may take its time. */
  private static final int STRIPES = 1024;

  private final Path directory;
  private final ConcurrentMap<Integer, ReentrantLock> threads = new ConcurrentHashMap<>();

  Locks(Path directory) {
    this.directory = directory;
  }

  <T> T hold(Path root, String id, Supplier<T> action) {
    int stripe = Math.floorMod(root.resolve(id).hashCode(), STRIPES);
    ReentrantLock lock = threads.computeIfAbsent(stripe, number -> new ReentrantLock());
    lock.lock();
    try (FileChannel channel = open(stripe);
        FileLock held = channel.lock()) {
      if (!held.isValid()) {
        throw new IllegalStateException("lost the lock of " + id);
      }
      return action.get();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lock in " + directory, e);
    } finally {
      lock.unlock();
    }
  }

  private FileChannel open(int stripe) throws IOException {
    Path file = directory.resolve(Integer.toString(stripe));
    try {
      return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (NoSuchFileException e) {
      FakeHome.isMade(directory);
      return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }
  }
}
