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

package dev.runsc.conformance.gate;

import dev.runsc.conformance.result.TargetInfo;
import dev.runsc.testkit.internal.Release;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Points at the release that passed the gate last: what a roll-out reads, and the baseline of the
 * next candidate. It is replaced in one step, so that a reader finds the old one or the new one.
 *
 * @param release the release, if the executable names one
 * @param version the first line of what {@code --version} printed
 * @param sha256 the digest of the executable
 * @param executable where it lay when it passed
 * @param report the report of the run that passed, relative to the pointer where possible
 * @param passed when that was
 */
public record LastGood(
    Optional<Release> release,
    String version,
    String sha256,
    String executable,
    String report,
    Instant passed) {

  /** Named in the file; changes when a reader of the last version would be misled. */
  public static final String FORMAT = "dev.runsc.conformance/last-good/1";

  private static final JsonMapper JSON = new JsonMapper();

  /** Makes a pointer to a target that has passed. */
  public static LastGood of(TargetInfo target, Path report, Path pointer, Instant passed) {
    Path place = pointer.toAbsolutePath().getParent();
    Path absolute = report.toAbsolutePath().normalize();
    String shown =
        place != null && absolute.startsWith(place)
            ? place.relativize(absolute).toString()
            : absolute.toString();
    return new LastGood(
        target.release(), target.version(), target.sha256(), target.executable(), shown, passed);
  }

  /** Whether a text is a pointer, and not a report say. */
  public static boolean isOne(String text) {
    return text.contains('"' + FORMAT + '"');
  }

  /**
   * Reads a pointer.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static LastGood parse(String text) {
    try {
      JsonNode node = JSON.readTree(text);
      return new LastGood(
          node.path("release").stringValueOpt().map(Release::parse),
          node.required("version").stringValue(),
          node.required("sha256").stringValue(),
          node.required("executable").stringValue(),
          node.required("report").stringValue(),
          Instant.parse(node.required("passed").stringValue()));
    } catch (JacksonException | java.time.DateTimeException e) {
      throw new IllegalArgumentException("it is no pointer to a last good release: " + e, e);
    }
  }

  /**
   * Writes it in place of the one that is there.
   *
   * @throws UncheckedIOException if it cannot be written; the one that is there stays
   */
  public void write(Path file) {
    ObjectNode node = JSON.createObjectNode();
    node.put("format", FORMAT);
    release.ifPresent(one -> node.put("release", one.toString()));
    node.put("version", version);
    node.put("sha256", sha256);
    node.put("executable", executable);
    node.put("report", report);
    node.put("passed", passed.toString());
    String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n";
    try {
      Path absolute = file.toAbsolutePath();
      Files.createDirectories(absolute.getParent());
      Path draft = Files.createTempFile(absolute.getParent(), ".last-good-", ".draft");
      try {
        Files.write(draft, text.getBytes(StandardCharsets.UTF_8));
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
          channel.force(true);
        }
        Files.setPosixFilePermissions(
            draft, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
        Files.move(draft, absolute, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
