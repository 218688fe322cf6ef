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
import dev.runsc.conformance.targets.Directories;
import dev.runsc.testkit.internal.Release;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Fetches releases into a directory, each as {@code RELEASE/runsc} beside what belongs to it and
 * {@code SHA512SUMS}. Nothing is executable before its checksum is right, and nothing is at its
 * place before all of it is.
 */
public final class Fetcher {

  /** What stands for the newest release there is. */
  public static final String LATEST = "latest";

  private static final String RUNSC = "runsc";
  private static final String ARCHIVE = "gvisor.tar.bz2";
  private static final String SUMS = "SHA512SUMS";

  /** Before it paths have no architecture. */
  private static final Release FIRST_WITH_ARCHITECTURE = Release.parse("20210112.0");

  /** From it on runsc has files beside it that only the archive has. */
  private static final Release FIRST_ARCHIVE = Release.parse("20260721.0");

  private final URI base;
  private final Path directory;
  private final String architecture;
  private final Download download;
  private final Asking asking;
  private final Progress progress;

  /** Asks an executable which release it is. */
  public interface Asking {
    /**
     * Asks.
     *
     * @return the release; empty if it cannot be run on this machine
     * @throws FetchException if it is no runsc
     */
    Optional<Release> release(Path executable) throws FetchException;
  }

  /** Is told what is being done. */
  public interface Progress {
    /** A new step. */
    void step(String what);

    /** How much of a file is there. */
    void bytes(long count);
  }

  Fetcher(
      URI base,
      Path directory,
      String architecture,
      Download download,
      Asking asking,
      Progress progress) {
    this.base = base.toString().endsWith("/") ? base : URI.create(base + "/");
    this.directory = directory;
    this.architecture = architecture;
    this.download = download;
    this.asking = asking;
    this.progress = progress;
  }

  /**
   * Makes a fetcher.
   *
   * @param base where {@code release/} lies: the bucket's {@code releases}, or a mirror of it
   * @param directory where releases go
   * @param architecture as {@code uname -m} tells it
   */
  public static Fetcher of(
      URI base, Path directory, String architecture, Asking asking, Progress progress) {
    Download download =
        new Download(java.time.Duration.ofSeconds(30), 5, java.time.Duration.ofMillis(500));
    return new Fetcher(base, directory, architecture, download, asking, progress);
  }

  /**
   * Fetches a release, unless it is there.
   *
   * @param wanted a release, or {@link #LATEST}
   * @param again whether to fetch it although it is there
   * @return the executable
   */
  public Path fetch(String wanted, boolean again) throws FetchException {
    Optional<Release> release =
        wanted.equals(LATEST) ? Optional.empty() : Optional.of(Release.parse(wanted));
    try {
      Files.createDirectories(directory);
      try (FileChannel channel =
          FileChannel.open(
              directory.resolve("." + wanted + ".lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE)) {
        // Given back with the channel.
        channel.lock();
        if (release.isPresent() && !again && isThere(directory.resolve(wanted))) {
          progress.step(wanted + " is there, and as it was fetched");
          return directory.resolve(wanted).resolve(RUNSC);
        }
        return fetchInto(wanted, release, directory.resolve("." + wanted + "." + architecture));
      }
    } catch (IOException e) {
      throw new FetchException(Kind.ENVIRONMENT, "cannot write " + directory + ": " + e, e);
    }
  }

  /** Whether a release is there, every file as it was. */
  private static boolean isThere(Path place) throws IOException, FetchException {
    if (!Files.exists(place.resolve(RUNSC))) {
      return false;
    }
    if (!Files.exists(place.resolve(SUMS))) {
      throw new FetchException(
          Kind.WRONG,
          place + " was put there by somebody else, and cannot be checked; --again replaces it");
    }
    for (String line : Files.readAllLines(place.resolve(SUMS))) {
      String file = line.substring(line.indexOf("  ") + 2);
      if (!Files.isRegularFile(place.resolve(file))
          || !Checksum.line(Checksum.of(place.resolve(file)), file).strip().equals(line)) {
        throw new FetchException(
            Kind.WRONG, place.resolve(file) + " is not as it was fetched; --again replaces it");
      }
    }
    return true;
  }

  private Path fetchInto(String wanted, Optional<Release> release, Path work)
      throws IOException, FetchException {
    Files.createDirectories(work);
    Path files = work.resolve("files");
    Directories.delete(files);
    Files.createDirectories(files);
    List<Path> got = download(wanted, release, work, files);
    for (Path file : got) {
      Elf.require(files.resolve(file), architecture);
    }
    // Only now: every byte has been checked.
    for (Path file : got) {
      Files.setPosixFilePermissions(
          files.resolve(file), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    Release known;
    try {
      known = known(release, files.resolve(RUNSC));
    } catch (FetchException e) {
      Directories.delete(work);
      throw e;
    }
    writeSums(files, got);
    Path place = directory.resolve(known.toString());
    replace(files, place);
    Directories.delete(work);
    return place.resolve(RUNSC);
  }

  private Release known(Optional<Release> release, Path executable) throws FetchException {
    Optional<Release> says = asking.release(executable);
    if (release.isEmpty()) {
      return says.orElseThrow(
          () ->
              new FetchException(
                  Kind.ENVIRONMENT,
                  "an executable for "
                      + architecture
                      + " cannot be asked here which release it"
                      + " is: name the release instead of "
                      + LATEST));
    }
    if (says.isPresent() && !says.equals(release)) {
      throw new FetchException(
          Kind.WRONG, "what was served as " + release.get() + " says that it is " + says.get());
    }
    return release.get();
  }

  private static void writeSums(Path files, List<Path> got) throws IOException {
    TreeMap<String, String> sums = new TreeMap<>();
    for (Path file : got) {
      sums.put(file.toString(), Checksum.of(files.resolve(file)));
    }
    StringBuilder text = new StringBuilder();
    sums.forEach((file, sum) -> text.append(Checksum.line(sum, file)));
    Files.writeString(files.resolve(SUMS), text.toString());
  }

  /** A reader finds the old one, for a moment nothing, or the new one; never a part. */
  private static void replace(Path files, Path place) throws IOException {
    Path old = place.resolveSibling("." + place.getFileName() + ".old");
    Directories.delete(old);
    if (Files.exists(place)) {
      Files.move(place, old, StandardCopyOption.ATOMIC_MOVE);
    }
    Files.move(files, place, StandardCopyOption.ATOMIC_MOVE);
    Directories.delete(old);
  }

  /** Downloads it in the form it should have, else in the other. */
  private List<Path> download(String wanted, Optional<Release> release, Path work, Path files)
      throws IOException, FetchException {
    List<String> forms = new ArrayList<>(List.of(RUNSC, ARCHIVE));
    if (release.filter(one -> one.compareTo(FIRST_ARCHIVE) < 0).isEmpty()) {
      forms = List.of(ARCHIVE, RUNSC);
    }
    URI first = uri(wanted, release, forms.get(0));
    try {
      return form(forms.get(0), first, work, files);
    } catch (FetchException e) {
      if (e.kind() != Kind.MISSING) {
        throw e;
      }
    }
    try {
      return form(forms.get(1), uri(wanted, release, forms.get(1)), work, files);
    } catch (FetchException e) {
      throw e.kind() == Kind.MISSING
          ? new FetchException(
              Kind.MISSING,
              "there is no "
                  + wanted
                  + " for "
                  + architecture
                  + ": neither "
                  + first
                  + " nor "
                  + uri(wanted, release, forms.get(1)))
          : e;
    }
  }

  private URI uri(String wanted, Optional<Release> release, String file) {
    boolean old = release.filter(one -> one.compareTo(FIRST_WITH_ARCHITECTURE) < 0).isPresent();
    return base.resolve("release/" + wanted + (old ? "/" : "/" + architecture + "/") + file);
  }

  private List<Path> form(String file, URI uri, Path work, Path files)
      throws IOException, FetchException {
    Path part = work.resolve(file + ".part");
    verified(file, uri, part);
    if (file.equals(ARCHIVE)) {
      List<Path> unpacked = Unpacking.unpack(part, files);
      if (!unpacked.contains(Path.of(RUNSC))) {
        throw new FetchException(Kind.WRONG, uri + " has no " + RUNSC + " in it");
      }
      return unpacked;
    }
    Files.move(part, files.resolve(RUNSC));
    return List.of(Path.of(RUNSC));
  }

  /**
   * Downloads a file until its checksum is right. Twice: what was gone on with may have been two
   * files, and {@code latest} may have moved on between the checksum and the file.
   */
  private void verified(String file, URI uri, Path part) throws IOException, FetchException {
    for (int i = 0; ; i++) {
      progress.step("fetching " + uri);
      String sum = Checksum.parse(download.text(URI.create(uri + Checksum.SUFFIX)), file);
      download.file(uri, part, progress::bytes);
      String is = Checksum.of(part);
      if (is.equals(sum)) {
        return;
      }
      Download.forget(part);
      if (i == 1) {
        throw new FetchException(
            Kind.WRONG,
            uri
                + " has another checksum than "
                + file
                + Checksum.SUFFIX
                + " says:\n  "
                + is
                + "\n  "
                + sum);
      }
    }
  }
}
