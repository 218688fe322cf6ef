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

import dev.runsc.testkit.internal.OptionalLibrary;
import dev.runsc.testkit.internal.Release;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A release as it lies in a {@link ReleaseBucket}: for which architectures, in which form, and what
 * its files are. Immutable and thread-safe.
 *
 * <p>A file that is not given is a small stand-in: the header of an ELF executable for its
 * architecture, followed by 64 KiB that differ from file to file and are the same every time. It
 * can be downloaded, checked and unpacked, but not run. For a download that can be run, give {@link
 * Builder#runsc(Path)} the executable of a {@link dev.runsc.fake.FakeRunsc}.
 *
 * <pre>{@code
 * BucketRelease.builder("20260817.0").architectures("x86_64").runsc(fake.executable()).build()
 * }</pre>
 *
 * @since 0.1.0
 */
public final class BucketRelease {

  /** The architectures that gVisor is published for, as {@code uname -m} tells them. */
  public static final List<String> ARCHITECTURES = List.of("x86_64", "aarch64");

  /** From this release on the architecture is part of the path; before it, all are x86_64. */
  private static final Release FIRST_WITH_ARCHITECTURE = Release.parse("20210112.0");

  private final Release release;
  private final List<String> architectures;
  private final BucketLayout layout;
  private final Map<String, byte[]> files;

  private BucketRelease(Builder builder) {
    this.release = builder.release;
    this.architectures = builder.architectures.orElseGet(() -> published(builder.release));
    this.layout = builder.layout.orElseGet(() -> BucketLayout.of(builder.release));
    this.files = Map.copyOf(builder.files);
  }

  /**
   * A release as it was published, with stand-ins for its files.
   *
   * @param release such as {@code 20240729.0}
   * @return the release
   * @throws IllegalArgumentException if it is not a gVisor release
   */
  public static BucketRelease of(String release) {
    return builder(release).build();
  }

  /**
   * Starts with a release as it was published, with stand-ins for its files.
   *
   * @param release such as {@code 20240729.0}; it need not exist
   * @return a new builder
   * @throws IllegalArgumentException if it is not written like a gVisor release
   */
  public static Builder builder(String release) {
    return new Builder(Release.parse(release));
  }

  private static List<String> published(Release release) {
    return release.compareTo(FIRST_WITH_ARCHITECTURE) < 0 ? List.of("x86_64") : ARCHITECTURES;
  }

  /**
   * Which release it is.
   *
   * @return such as {@code 20240729.0}
   */
  public String release() {
    return release.toString();
  }

  /**
   * The architectures that it is there for.
   *
   * @return as {@code uname -m} tells them
   */
  public List<String> architectures() {
    return architectures;
  }

  /**
   * The form in which it lies there.
   *
   * @return one form, or both
   */
  public BucketLayout layout() {
    return layout;
  }

  Release parsed() {
    return release;
  }

  /** All files by their path below the version, checksums included. */
  Map<String, BucketObject> objects() {
    Map<String, BucketObject> objects = new TreeMap<>();
    for (String architecture : architectures) {
      String prefix = release.compareTo(FIRST_WITH_ARCHITECTURE) < 0 ? "" : architecture + "/";
      files(architecture)
          .forEach(
              (name, file) -> {
                objects.put(prefix + name, file);
                objects.put(prefix + name + Checksums.SUFFIX, checksum(name, file));
              });
    }
    return objects;
  }

  private BucketObject checksum(String name, BucketObject file) {
    byte[] given = files.get(name + Checksums.SUFFIX);
    return given != null
        ? new BucketObject(given)
        : new BucketObject(() -> Checksums.file(name, file.content()));
  }

  private Map<String, BucketObject> files(String architecture) {
    Map<String, BucketObject> all = new LinkedHashMap<>();
    for (String name : layout.loose(release)) {
      all.put(name, new BucketObject(() -> content(architecture, name)));
    }
    List<String> packed = layout.packed(release);
    byte[] given = files.get(BucketLayout.ARCHIVE_FILE);
    if (given != null) {
      all.put(BucketLayout.ARCHIVE_FILE, new BucketObject(given));
    } else if (!packed.isEmpty()) {
      OptionalLibrary.COMMONS_COMPRESS.require();
      all.put(
          BucketLayout.ARCHIVE_FILE,
          new BucketObject(() -> Archive.of(packed, name -> content(architecture, name))));
    }
    return all;
  }

  private byte[] content(String architecture, String name) {
    byte[] given = files.get(name);
    return given != null ? given : StandIn.of(release, architecture, name);
  }

  @Override
  public String toString() {
    return "BucketRelease[" + release + ", " + layout + ", " + architectures + "]";
  }

  /** Collects what a release is. Not thread-safe. */
  public static final class Builder {
    private final Release release;
    private Optional<List<String>> architectures = Optional.empty();
    private Optional<BucketLayout> layout = Optional.empty();
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    private Builder(Release release) {
      this.release = release;
    }

    /**
     * The architectures that it is there for; what is not named is missing from the bucket.
     *
     * @param names as {@code uname -m} tells them; {@link #ARCHITECTURES} by default, and {@code
     *     x86_64} before 20210112.0, where paths name no architecture
     * @return this
     * @throws IllegalArgumentException if there is none, or one that gVisor is not built for
     */
    public Builder architectures(String... names) {
      List<String> chosen = List.of(names);
      List<String> known = published(release);
      if (chosen.isEmpty() || !known.containsAll(chosen)) {
        throw new IllegalArgumentException(
            "the architectures of " + release + " are some of " + known + ", not " + chosen);
      }
      this.architectures = Optional.of(chosen);
      return this;
    }

    /**
     * The form in which it lies there.
     *
     * @param form by default the one that was published
     * @return this
     */
    public Builder layout(BucketLayout form) {
      this.layout = Optional.of(form);
      return this;
    }

    /**
     * Makes {@code runsc}, loose and in the archive, a program that becomes another one: a script
     * of one line, which works as long as that one is there.
     *
     * @param executable such as {@link dev.runsc.fake.FakeRunsc#executable()}
     * @return this
     */
    public Builder runsc(Path executable) {
      String quoted = "'" + executable.toAbsolutePath().toString().replace("'", "'\\''") + "'";
      return file(
          "runsc", ("#!/bin/sh\nexec " + quoted + " \"$@\"\n").getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The content of a file, for all architectures; where it is packed it is so in the archive too.
     * The archive itself can be given, and so can a checksum, {@code runsc.sha512} say, which is
     * right by default.
     *
     * @param name its name, for a file of the archive with its directory: {@code
     *     gvisor-bin/checkpointgofer}
     * @param content the content, which is copied
     * @return this
     */
    public Builder file(String name, byte[] content) {
      files.put(Objects.requireNonNull(name, "name"), content.clone());
      return this;
    }

    /**
     * The content of a file, read now and kept in memory; see {@link #file(String, byte[])}.
     *
     * @param name its name
     * @param content a file with the content, such as a real {@code runsc}
     * @return this
     * @throws UncheckedIOException if it cannot be read
     */
    public Builder file(String name, Path content) {
      try {
        return file(name, Files.readAllBytes(content));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + content + " for " + name + ": " + e, e);
      }
    }

    /**
     * Makes the release.
     *
     * @return the release
     * @throws IllegalArgumentException if a file was given that this release has not got
     */
    public BucketRelease build() {
      BucketRelease made = new BucketRelease(this);
      for (String name : files.keySet()) {
        made.requireFile(name);
      }
      return made;
    }
  }

  private void requireFile(String name) {
    Set<String> published = new TreeSet<>(layout.loose(release));
    List<String> packed = layout.packed(release);
    if (!packed.isEmpty()) {
      published.add(BucketLayout.ARCHIVE_FILE);
    }
    Set<String> known = new TreeSet<>(packed);
    for (String file : published) {
      known.add(file);
      known.add(file + Checksums.SUFFIX);
    }
    if (!known.contains(name)) {
      throw new IllegalArgumentException(
          release + " has no file " + name + " in the layout " + layout + ", but " + known);
    }
  }
}
