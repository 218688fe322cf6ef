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

package dev.runsc.testkit.wiremock;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;

/** Packs {@code gvisor.tar.bz2}. */
final class Archive {
  private static final int EXECUTABLE = 0100755;

  private Archive() {}

  /**
   * An archive of executables, with an entry for each directory before the first file in it. Who
   * asks has seen to it that the library for it is there.
   */
  static byte[] of(List<String> names, Function<String, byte[]> content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(new BZip2CompressorOutputStream(bytes))) {
      String directory = "";
      for (String name : names) {
        String parent = name.substring(0, name.lastIndexOf('/') + 1);
        if (!parent.equals(directory)) {
          put(tar, parent, new byte[0]);
          directory = parent;
        }
        put(tar, name, content.apply(name));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot pack " + names + ": " + e, e);
    }
    return bytes.toByteArray();
  }

  /** Entries are of one time, so that the same files give the same archive. */
  private static void put(TarArchiveOutputStream tar, String name, byte[] content)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setModTime(0);
    if (!entry.isDirectory()) {
      entry.setMode(EXECUTABLE);
      entry.setSize(content.length);
    }
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }
}
