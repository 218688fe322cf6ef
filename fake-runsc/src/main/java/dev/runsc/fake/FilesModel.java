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

package dev.runsc.fake;

import dev.runsc.fake.Containers.Container;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** {@code read}, {@code tar rootfs-upper} and {@code fscheckpoint}. */
final class FilesModel {
  private static final List<String> IMAGE =
      List.of("fscheckpoint.pb", "multitar.img", "pages.img", "pages_meta.img");

  /** An archive without a file is two blocks of zeros. */
  private static final int EMPTY_ARCHIVE = 1024;

  private final Session session;

  FilesModel(Session session) {
    this.session = session;
  }

  Outcome read() {
    Container container = session.load();
    String path = session.line().operands().get(1);
    try {
      Path file = new InsideRoot(session.specOf(container).rootPath()).find(path);
      byte[] content = part(file);
      session.caller().print(content, new byte[0]);
      return Outcome.success("");
    } catch (IOException e) {
      return new Outcome(
          Outcome.FAILED,
          "",
          "ERROR: reading file "
              + GoText.quote(path)
              + ": failed to open file "
              + path
              + ": "
              + reason(e)
              + "\n",
          "model");
    }
  }

  private byte[] part(Path file) throws IOException {
    long offset = number("offset");
    long size = number("size");
    if (Files.isDirectory(file)) {
      throw new IOException("is a directory");
    }
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(Math.min(offset, Files.size(file)));
      return size > 0
          ? in.readNBytes((int) Math.min(size, Integer.MAX_VALUE - 8))
          : in.readAllBytes();
    }
  }

  private long number(String flag) {
    return GoText.parseFlagInteger(session.line().flag(flag)).orElse(0L);
  }

  private static String reason(IOException e) {
    return e instanceof NoSuchFileException
        ? "no such file or directory"
        : e.getClass() == IOException.class
            ? String.valueOf(e.getMessage())
            : SystemErrors.reason(e);
  }

  /** The command of commands; what stands behind it is parsed here. */
  Outcome tar() {
    List<String> words = session.line().operands();
    if (words.isEmpty()) {
      return Outcome.grammar(Outcome.FAILED, "", usage());
    }
    if (!words.get(0).equals("rootfs-upper")) {
      return Outcome.grammar(Outcome.FAILED, "", usage());
    }
    Catalog.Flag file =
        new Catalog.Flag("file", "string", "", List.of(), true, false, false, null, false, false);
    GoFlags.Parsed parsed =
        GoFlags.parse(java.util.Map.of("file", file), words.subList(1, words.size()));
    if (parsed.error() != null || parsed.rest().size() != 1) {
      String error = parsed.error() == null ? "" : parsed.error() + "\n";
      return Outcome.grammar(
          Outcome.FAILED, "", error + "rootfs-upper\n" + Usage.flags(List.of(file)));
    }
    return archive(parsed.rest().get(0), parsed.last("file"));
  }

  private String usage() {
    return Usage.refused(
        session.profile(), java.util.Objects.requireNonNull(session.line().command()));
  }

  private Outcome archive(String id, @org.jspecify.annotations.Nullable String given) {
    Container container = session.loadAs(id, "loading container");
    String out =
        "Serializing rootfs upper layer into a tar archive for container: "
            + container.id()
            + ", sandbox: "
            + container.fullId().sandbox()
            + "\n";
    if (session.specOf(container).rootIsReadOnly()) {
      session.caller().print(out);
      throw new RunscError(
          "TarRootfsUpperLayer failed: serializing rootfs upper layer to tar: rootfs is not an"
              + " overlayfs");
    }
    byte[] archive = new byte[EMPTY_ARCHIVE];
    if (given == null || given.isEmpty()) {
      session.caller().print(out.getBytes(StandardCharsets.UTF_8), new byte[0]);
      session.caller().print(archive, new byte[0]);
      return Outcome.success("");
    }
    Path file = session.request().resolve(given);
    try {
      Files.write(file, archive);
    } catch (IOException e) {
      throw new RunscError(SystemErrors.describe("open", file, e).replace(file.toString(), given));
    }
    return Outcome.success(out);
  }

  Outcome fscheckpoint() {
    Container container = session.load();
    String given = session.line().flag("image-path");
    if (given.isEmpty()) {
      throw new RunscError("image-path flag must be provided");
    }
    Path directory = session.request().resolve(given);
    try {
      Files.createDirectories(directory);
      for (String file : IMAGE) {
        Files.writeString(
            directory.resolve(file), "fake-runsc filesystems of " + container.id() + "\n");
      }
    } catch (IOException e) {
      throw new RunscError(
          "making directories at path provided: " + SystemErrors.describe("mkdir", directory, e));
    }
    boolean nothing = session.specOf(container).rootIsReadOnly();
    if (!session.line().flags().isTrue("leave-running")) {
      Processes.killSession(container.process());
      Waiting.until(() -> !container.process().isAlive());
    }
    if (nothing) {
      throw new RunscError(
          "filesystem checkpoint saving failed: checkpointing filesystem for container "
              + GoText.quote(container.id())
              + ": no checkpointable filesystems");
    }
    return Outcome.success("");
  }
}
