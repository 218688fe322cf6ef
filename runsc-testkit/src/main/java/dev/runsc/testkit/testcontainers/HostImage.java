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
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.BuildResponseItem;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.testcontainers.DockerClientFactory;

/** An image made of two static executables of this host, without a base and without a registry. */
record HostImage(Path runsc, Path busybox) {
  private static final String REPOSITORY = "runsc-testkit/gvisor";
  private static final String DOCKERFILE =
      "FROM scratch\nLABEL dev.runsc.testkit=gvisor\nCOPY root /\nCMD [\"/bin/sh\"]\n";
  private static final int DIRECTORY = 040755;
  private static final int STICKY_DIRECTORY = 041777;
  private static final int EXECUTABLE = 0100755;
  private static final int SHORT_DIGEST = 12;

  /** The applets that get a name of their own; anything else is {@code busybox NAME}. */
  private static final List<String> APPLETS =
      List.of(
          "sh",
          "cat",
          "rm",
          "ls",
          "mkdir",
          "echo",
          "sleep",
          "true",
          "false",
          "kill",
          "ps",
          "id",
          "env",
          "pwd",
          "cp",
          "mv",
          "ln",
          "touch",
          "head",
          "tail",
          "wc",
          "grep",
          "sed",
          "sort",
          "seq",
          "dd",
          "test",
          "printf",
          "uname",
          "hostname",
          "readlink",
          "stat",
          "chmod",
          "chown",
          "date",
          "yes",
          "tr",
          "cut",
          "mount",
          "umount",
          "df",
          "dmesg");

  /** Checks both before Docker is bothered. */
  static HostImage of(Path runsc, Path busybox) {
    requireStatic(runsc, "every build of gVisor is");
    requireStatic(busybox, "Debian's package busybox-static has one");
    return new HostImage(runsc.toAbsolutePath(), busybox.toAbsolutePath());
  }

  static Path busyboxInPath() {
    for (String directory : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
      Path candidate = Path.of(directory.isEmpty() ? "." : directory, "busybox");
      if (Files.isExecutable(candidate)) {
        return candidate;
      }
    }
    throw new IllegalStateException(
        "an image with the runsc of this host needs a static busybox, and none is in PATH: install"
            + " Debian's package busybox-static, or name one");
  }

  private static void requireStatic(Path file, String hint) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      if (!isStatic(in.readNBytes(1 << 16))) {
        throw new IllegalStateException(
            file + " is no statically linked executable for 64-bit Linux (" + hint + ")");
      }
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + file + ": " + e, e);
    }
  }

  /** Whether an ELF executable names no interpreter among its program headers. */
  private static boolean isStatic(byte[] head) {
    if (head.length < 64 || head[0] != 0x7f || head[1] != 'E' || head[4] != 2) {
      return false;
    }
    ByteBuffer elf = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
    long table = elf.getLong(32);
    int size = elf.getShort(54);
    int count = elf.getShort(56);
    for (int i = 0; i < count; i++) {
      long at = table + (long) i * size;
      if (at < 0 || at + 4 > head.length || elf.getInt((int) at) == 3) {
        return false;
      }
    }
    return count > 0;
  }

  /** Makes the image unless it is there, and gives its name. */
  String make() {
    DockerClient docker = DockerClientFactory.instance().client();
    String name = REPOSITORY + ":" + tag();
    try {
      docker.inspectImageCmd(name).exec();
      return name;
    } catch (NotFoundException e) {
      return build(docker, name);
    }
  }

  private String build(DockerClient docker, String name) {
    try {
      Path context = Files.createTempFile("runsc-image-", ".tar");
      try {
        pack(context);
        try (InputStream in = Files.newInputStream(context)) {
          docker.buildImageCmd(in).withTags(Set.of(name)).exec(new Build()).awaitEnd(name);
        }
      } finally {
        Files.delete(context);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the image " + name + ": " + e, e);
    }
    return name;
  }

  /** Keeps what Docker says of a build, for the case that it fails. */
  private static final class Build extends ResultCallback.Adapter<BuildResponseItem> {
    private final StringBuffer said = new StringBuffer();
    private volatile boolean failed;

    @Override
    public void onNext(BuildResponseItem item) {
      if (item.isErrorIndicated()) {
        failed = true;
        said.append(item.getErrorDetail()).append('\n');
      } else if (item.getStream() != null) {
        said.append(item.getStream());
      }
    }

    void awaitEnd(String name) {
      try {
        awaitCompletion();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while making the image " + name, e);
      }
      if (failed) {
        throw new IllegalStateException("cannot make the image " + name + ": " + said);
      }
    }
  }

  private void pack(Path context) throws IOException {
    try (OutputStream out = Files.newOutputStream(context);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
      put(tar, new TarArchiveEntry("Dockerfile"), DOCKERFILE);
      for (String directory : List.of("root/", "root/bin/", "root/etc/", "root/tmp/")) {
        TarArchiveEntry entry = new TarArchiveEntry(directory);
        entry.setMode(directory.equals("root/tmp/") ? STICKY_DIRECTORY : DIRECTORY);
        put(tar, entry, "");
      }
      put(tar, new TarArchiveEntry("root/etc/passwd"), "root:x:0:0:root:/:/bin/sh\n");
      put(tar, new TarArchiveEntry("root/etc/group"), "root:x:0:\n");
      for (String applet : APPLETS) {
        TarArchiveEntry link = new TarArchiveEntry("root/bin/" + applet, TarConstants.LF_SYMLINK);
        link.setLinkName("busybox");
        put(tar, link, "");
      }
      copy(tar, busybox, "root/bin/busybox");
      copy(tar, runsc, "root/bin/runsc");
    }
  }

  private static void put(TarArchiveOutputStream tar, TarArchiveEntry entry, String text)
      throws IOException {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  private static void copy(TarArchiveOutputStream tar, Path file, String name) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setMode(EXECUTABLE);
    entry.setSize(Files.size(file));
    tar.putArchiveEntry(entry);
    Files.copy(file, tar);
    tar.closeArchiveEntry();
  }

  /** Of both contents and the list of names, so that another image has another name. */
  private String tag() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((DOCKERFILE + APPLETS).getBytes(StandardCharsets.UTF_8));
      for (Path file : List.of(runsc, busybox)) {
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
          in.transferTo(OutputStream.nullOutputStream());
        }
      }
      return HexFormat.of().formatHex(digest.digest()).substring(0, SHORT_DIGEST);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + runsc + " or " + busybox + ": " + e, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
