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

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import com.grack.nanojson.JsonWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory of one fake: its executable, its records, and below {@code .fake} what it needs.
 */
final class FakeHome {
  /** How often a directory is emptied at most before it counts as one that cannot be removed. */
  private static final int REMOVALS = 50;

  /** In the directory of a server: what {@link #servedText} makes. */
  static final String SERVED = "served";

  private static final Set<StandardOpenOption> OVERWRITING =
      Set.of(
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.WRITE);

  private static final FileAttribute<Set<PosixFilePermission>> FOR_OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private static final FileAttribute<Set<PosixFilePermission>> OWNERS_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path directory;

  private FakeHome(Path directory) {
    this.directory = directory;
  }

  /** A home that was made before. */
  static FakeHome open(Path directory) {
    FakeHome home = new FakeHome(directory.toAbsolutePath().normalize());
    if (!Files.isRegularFile(home.optionsFile())) {
      throw new IllegalArgumentException(
          directory
              + " is not the directory of a fake runsc; make one with: fakectl init "
              + directory);
    }
    return home;
  }

  /** Makes a home, or makes one anew in a directory that is one already. */
  static FakeHome init(Path directory, FakeOptions options) {
    return init(directory, options, null);
  }

  /**
   * The same with a server.
   *
   * @param executable an executable that its own can be a link to, if there is one
   */
  static FakeHome init(Path directory, FakeOptions options, @Nullable Path executable) {
    FakeHome home = new FakeHome(directory.toAbsolutePath().normalize());
    try {
      if (!isMade(home.directory)) {
        home.requireEmptyOrHome();
        restrict(home.directory);
      }
      // Everything else is made when it is needed: to make a file can cost half a millisecond.
      if (!isMade(home.internal())) {
        restrict(home.internal());
      }
      write(home.optionsFile(), optionsText(options) + "\n" + options.profile().catalog().text());
      write(home.launcher(), Launcher.of(home.directory, options));
      if (executable == null) {
        Executable.make(home.executable(), Launcher.executable());
      } else {
        Executable.link(home.executable(), Launcher.executable(), executable);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot make a fake runsc in " + home.directory + ": " + e.getMessage(), e);
    }
    return home;
  }

  private void requireEmptyOrHome() throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new FileAlreadyExistsException(directory.toString(), null, "it is a file");
    }
    if (Files.exists(optionsFile())) {
      return;
    }
    try (Stream<Path> files = Files.list(directory)) {
      if (files.findAny().isPresent()) {
        throw new FileAlreadyExistsException(
            directory.toString(), null, "it holds other files; use a new or empty directory");
      }
    }
  }

  /** Makes a directory for its owner only, with its parents; false if something is there. */
  static boolean isMade(Path directory) throws IOException {
    try {
      Files.createDirectory(directory, FOR_OWNER_ONLY);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (NoSuchFileException e) {
      Files.createDirectories(directory.resolveSibling(""));
      return isMade(directory);
    }
  }

  private static void restrict(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new FileAlreadyExistsException(directory.toString(), null, "it is a file");
    }
    Files.setPosixFilePermissions(directory, FOR_OWNER_ONLY.value());
  }

  /** Writes a file whole or not at all, for its owner to read and write. */
  static void write(Path file, String text) throws IOException {
    String unique = "." + ProcessHandle.current().pid() + "-" + Thread.currentThread().getId();
    Path draft = file.resolveSibling(file.getFileName() + unique + ".draft");
    try (FileChannel out = FileChannel.open(draft, OVERWRITING, OWNERS_FILE)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
    }
    Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  static String resource(String name) throws IOException {
    try (InputStream in = FakeHome.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new NoSuchFileException(name, null, "missing from the fake-runsc jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static String shellQuote(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  private static String optionsText(FakeOptions options) {
    JsonObject json = new JsonObject();
    json.put("release", options.release());
    json.put("ociVersion", options.ociVersion());
    json.put("workload", options.workload().name());
    json.put("strict", options.strict());
    json.put("environment", new JsonArray(options.environment()));
    JsonObject script = new JsonObject();
    script.put("source", options.script().source());
    script.put("text", options.script().json());
    script.put("base", options.script().base().toString());
    script.put("seed", options.script().seed());
    json.put("script", script);
    options.cassette().ifPresent(cassette -> json.put("cassette", cassette.json()));
    options.passThrough().ifPresent(real -> json.put("passThrough", real.toString()));
    return JsonWriter.string(json);
  }

  /** Reads back what the fake was made with. */
  FakeOptions options() {
    try {
      String text = Files.readString(optionsFile());
      JsonObject json = JsonParser.object().from(text.substring(0, text.indexOf('\n') + 1));
      JsonObject script = json.getObject("script");
      FakeOptions.Builder options =
          FakeOptions.builder()
              .release(json.getString("release"))
              .ociVersion(json.getString("ociVersion"))
              .workload(Workload.valueOf(json.getString("workload")))
              .strict(json.getBoolean("strict"))
              .script(
                  Script.restore(
                      script.getString("source"),
                      script.getString("text"),
                      Path.of(script.getString("base")),
                      script.getLong("seed")));
      if (json.has("cassette")) {
        options.cassette(Cassette.parse(json.getString("cassette"), optionsFile().toString()));
      }
      if (json.has("passThrough")) {
        options.passThrough(Path.of(json.getString("passThrough")));
      }
      for (Object name : json.getArray("environment")) {
        options.environment((String) name);
      }
      return options.build();
    } catch (IOException | JsonParserException e) {
      throw new IllegalStateException(optionsFile() + " is damaged; make the fake anew", e);
    }
  }

  /** The catalog of the release as it was when the fake was made, much faster than from the jar. */
  Catalog catalog() {
    try {
      String text = Files.readString(optionsFile());
      return CatalogText.read(text.substring(text.indexOf('\n') + 1));
    } catch (IOException e) {
      throw new IllegalStateException(optionsFile() + " is damaged; make the fake anew", e);
    }
  }

  Path directory() {
    return directory;
  }

  Path executable() {
    return directory.resolve("runsc");
  }

  Path records() {
    return directory.resolve("invocations.jsonl");
  }

  Path internal() {
    return directory.resolve(".fake");
  }

  Path sandboxes() {
    return internal().resolve("sandboxes");
  }

  /** Names the directory of the resident engine, if there is one. */
  Path serverFile() {
    return internal().resolve("server");
  }

  /** Points the launcher to a resident engine of this process. */
  void serveFrom(Path server) {
    try {
      long other = servedBy();
      if (other != ProcessHandle.current().pid() && Processes.identify(other).isAlive()) {
        throw new IllegalStateException(
            directory
                + " is served by process "
                + other
                + " already; end that one, or use another directory");
      }
      if (!isLinked(server.resolve(SERVED))) {
        write(serverFile(), servedText(server));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What tells launchers of a server, which has it in its directory too. */
  static String servedText(Path server) {
    // A shell reads a file like this in one go, and other files byte by byte.
    return "_fr_srv="
        + shellQuote(server.toString())
        + "\n# "
        + ProcessHandle.current().pid()
        + "\n";
  }

  /** To link a file costs a fraction of making one; it is tried where it can do. */
  private boolean isLinked(Path served) {
    try {
      Files.createLink(serverFile(), served);
      return true;
    } catch (IOException | UnsupportedOperationException e) {
      // There is one already, or the server's directory is on another file system.
      return false;
    }
  }

  private long servedBy() throws IOException {
    try {
      List<String> lines = Files.readAllLines(serverFile());
      String last = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
      return last.startsWith("# ") ? Long.parseLong(last.substring(2)) : 0;
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  private Path launcher() {
    return internal().resolve("launcher");
  }

  private Path optionsFile() {
    return internal().resolve("options");
  }

  /**
   * Removes a directory and all below it, also while somebody else does the same: what is gone
   * already is no failure.
   */
  static void removeTree(Path tree) {
    try {
      for (int tries = 1; ; tries++) {
        try {
          Files.walkFileTree(tree, new Remover());
          return;
        } catch (DirectoryNotEmptyException e) {
          // A process that is ending has left its status there meanwhile.
          if (tries == REMOVALS) {
            throw e;
          }
          Waiting.pause(tries);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + tree + ": " + e, e);
    }
  }

  private static final class Remover extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (failure instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw failure;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
        throws IOException {
      if (failure != null && !(failure instanceof NoSuchFileException)) {
        throw failure;
      }
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
