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

package dev.runsc.conformance.targets;

import dev.runsc.fake.FakeRunsc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The program that all fakes are. The executable of one fake is a launcher that no other run has;
 * what answers is this.
 *
 * @param name the file or directory it was loaded from, without the path, which differs by machine
 * @param sha256 the digest of its bytes, in hexadecimal
 */
record FakeProgram(String name, String sha256) {

  static FakeProgram find() throws IOException {
    Path place = place();
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      if (Files.isRegularFile(place)) {
        digest.update(Files.readAllBytes(place));
      } else {
        for (Path file : filesBelow(place)) {
          digest.update(place.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
          digest.update(Files.readAllBytes(file));
        }
      }
      String name = Files.isRegularFile(place) ? place.getFileName().toString() : "fake-runsc";
      return new FakeProgram(name, HexFormat.of().formatHex(digest.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static Path place() {
    try {
      return Path.of(
          Objects.requireNonNull(FakeRunsc.class.getProtectionDomain().getCodeSource())
              .getLocation()
              .toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the fake was loaded from a place that is no URI", e);
    }
  }

  private static List<Path> filesBelow(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
