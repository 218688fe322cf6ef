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

package dev.runsc.conformance.fetch;

import dev.runsc.conformance.fetch.FetchException.Kind;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/** Unpacks {@code gvisor.tar.bz2}. */
final class Unpacking {

  /** Files at the top and in one directory below it: nothing that leads elsewhere. */
  private static final Pattern NAME =
      Pattern.compile("(?:\\./)?((?:gvisor-bin/)?[A-Za-z0-9][A-Za-z0-9._-]*)");

  private Unpacking() {}

  /**
   * Unpacks it, executable by nobody.
   *
   * @return the files, relative to the directory
   * @throws FetchException if it is no such archive
   */
  static List<Path> unpack(Path archive, Path directory) throws FetchException {
    List<Path> files = new ArrayList<>();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(archive));
        TarArchiveInputStream tar = new TarArchiveInputStream(new BZip2CompressorInputStream(in))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.isDirectory()) {
          continue;
        }
        var name = NAME.matcher(entry.getName());
        if (!entry.isFile() || entry.isLink() || entry.isSymbolicLink() || !name.matches()) {
          throw new FetchException(
              Kind.WRONG, "the archive has an entry that no release has: " + entry.getName());
        }
        Path file = Path.of(name.group(1));
        Path target = directory.resolve(file);
        Files.createDirectories(target.getParent());
        Files.copy(tar, target);
        files.add(file);
      }
    } catch (IOException e) {
      throw new FetchException(Kind.WRONG, "the archive cannot be unpacked: " + e, e);
    }
    return files;
  }
}
