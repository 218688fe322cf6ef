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

package dev.runsc.testkit.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What an executable says it is, and which bytes said so.
 *
 * @param executable its path
 * @param version the first line of what {@code --version} printed
 * @param ociVersion the version of the OCI specification in its second line; empty if there is none
 * @param release the release in it, if there is one
 * @param sha256 the digest of the executable, in hexadecimal
 */
public record Identity(
    Path executable, String version, String ociVersion, Optional<Release> release, String sha256) {

  private static final String VERSION_PREFIX = "runsc version ";
  private static final String SPEC_PREFIX = "spec: ";

  /**
   * Asks an executable for its version.
   *
   * @throws UnusableException if it cannot be run, or is not a runsc
   */
  public static Identity of(Path executable) throws UnusableException {
    if (!Files.isRegularFile(executable)) {
      throw UnusableException.environment(
          executable + (Files.exists(executable) ? " is not a file" : " does not exist"));
    }
    if (!Files.isExecutable(executable)) {
      throw UnusableException.environment(
          executable + " is not executable for this user: chmod +x it");
    }
    PlainCall.Result result = PlainCall.run(List.of(executable.toString(), "--version"));
    String first = result.stdout().lines().findFirst().orElse("");
    if (result.exit() != 0 || !first.startsWith(VERSION_PREFIX)) {
      throw UnusableException.impostor(
          executable + " is not a runsc: --version " + result.describe());
    }
    String ociVersion =
        result
            .stdout()
            .lines()
            .filter(line -> line.startsWith(SPEC_PREFIX))
            .map(line -> line.substring(SPEC_PREFIX.length()))
            .findFirst()
            .orElse("");
    return new Identity(
        executable, first, ociVersion, Release.ofVersionText(first), digest(executable));
  }

  /**
   * Checks that it is the release it was taken for.
   *
   * @throws UnusableException if it is not
   */
  public void requireRelease(Release claimed) throws UnusableException {
    if (!release.equals(Optional.of(claimed))) {
      throw UnusableException.impostor(
          executable + " is not " + claimed + ": --version says \"" + version + "\"");
    }
  }

  private static String digest(Path executable) throws UnusableException {
    try (InputStream in = Files.newInputStream(executable)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw UnusableException.environment("cannot read " + executable + ": " + e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
