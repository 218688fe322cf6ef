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

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads what was appended to a file. */
final class FileTail {

  private static final int CHUNK = 8192;

  private FileTail() {}

  /** The size of a file, 0 if there is none or it cannot be asked. */
  static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException notThere) {
      return 0;
    }
  }

  /** What stands behind a position, bounded. */
  static Captured read(Path file, long from, int limit) {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      // Shorter than before: someone emptied it meanwhile.
      channel.position(channel.size() < from ? 0 : from);
      BoundedBuffer buffer = new BoundedBuffer(limit);
      InputStream stream = Channels.newInputStream(channel);
      byte[] chunk = new byte[CHUNK];
      for (int read = stream.read(chunk); read >= 0; read = stream.read(chunk)) {
        buffer.append(chunk, read);
      }
      return buffer.captured();
    } catch (IOException notReadable) {
      // The failure being looked into matters more than that nothing more is known about it.
      return Captured.EMPTY;
    }
  }
}
