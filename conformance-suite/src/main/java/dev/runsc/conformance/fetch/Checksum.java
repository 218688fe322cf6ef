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
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SHA-512 checksums, and the files that GNU coreutils write them in. */
final class Checksum {

  /** Behind the name of the file that is checked. */
  static final String SUFFIX = ".sha512";

  private static final Pattern LINE = Pattern.compile("([0-9a-fA-F]{128}) [ *](\\S+)\\s*");

  private Checksum() {}

  /**
   * Reads the checksum of a file out of its checksum file.
   *
   * @throws FetchException if that holds anything else
   */
  static String parse(String text, String file) throws FetchException {
    Matcher matcher = LINE.matcher(text);
    if (!matcher.matches()) {
      throw new FetchException(
          Kind.WRONG, file + SUFFIX + " is not one line of a SHA-512 checksum and a file name");
    }
    if (!matcher.group(2).equals(file)) {
      throw new FetchException(
          Kind.WRONG, file + SUFFIX + " is the checksum of " + matcher.group(2));
    }
    return matcher.group(1).toLowerCase(java.util.Locale.ROOT);
  }

  /** A line of a checksum file. */
  static String line(String sha512, String file) {
    return sha512 + "  " + file + "\n";
  }

  static String of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-512");
      byte[] buffer = new byte[1 << 16];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-512", e);
    }
  }
}
