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

package dev.runsc.testkit.testcontainers;

import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Reads files of a container through Docker, so that its image needs no tools for it. */
final class ContainedFile {
  /** As many as Linux follows. */
  private static final int MOST_LINKS = 40;

  private ContainedFile() {}

  /** The digest of a file, following links, in hexadecimal. */
  static String sha256(DockerClient docker, String container, String path) throws IOException {
    String place = path;
    for (int links = 0; links <= MOST_LINKS; links++) {
      try (InputStream in = docker.copyArchiveFromContainerCmd(container, place).exec();
          TarArchiveInputStream tar = new TarArchiveInputStream(in)) {
        TarArchiveEntry entry = tar.getNextEntry();
        if (entry == null) {
          throw new IOException("Docker gives no " + place);
        }
        if (!entry.isSymbolicLink()) {
          return digest(tar);
        }
        place = Path.of(place).resolveSibling(entry.getLinkName()).normalize().toString();
      }
    }
    throw new IOException("too many links from " + path);
  }

  private static String digest(InputStream in) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
