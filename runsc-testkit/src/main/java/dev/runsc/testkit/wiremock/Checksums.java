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

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Checksum files, as {@code sha512sum} writes them, and digests. */
final class Checksums {
  static final String SUFFIX = ".sha512";

  private Checksums() {}

  /** The checksum file of a file: digest, two blanks, the bare name. */
  static byte[] file(String name, byte[] content) {
    return line(name, digest("SHA-512", content));
  }

  /** A checksum file that is well-formed and wrong. */
  static byte[] wrong(String checksumFile, byte[] right) {
    String name = checksumFile.substring(0, checksumFile.length() - SUFFIX.length());
    return line(name, digest("SHA-512", right));
  }

  private static byte[] line(String name, byte[] digest) {
    return (HexFormat.of().formatHex(digest) + "  " + name + "\n").getBytes(StandardCharsets.UTF_8);
  }

  static byte[] digest(String algorithm, byte[] content) {
    try {
      return MessageDigest.getInstance(algorithm).digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }
}
