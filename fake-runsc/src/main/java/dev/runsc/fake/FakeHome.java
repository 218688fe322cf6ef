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
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.CodeSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory of one fake: its executable, its records, and below {@code .fake} what it needs.
 */
final class FakeHome {
  /** Where in the launcher the talk begins, which a recorder does in another way. */
  private static final String CALL = "# The call itself.";

  /** How often a directory is emptied at most before it counts as one that cannot be removed. */
  private static final int REMOVALS = 50;

  private static final String OWNER_ONLY = "rwx------";

  /** Of an engine for one call. */
  private static final List<String> JVM_OPTIONS =
      List.of(
          "-Xshare:auto",
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-XX:-UsePerfData",
          "-Xlog:disable",
          "-Xlog:all=error:stderr");

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
    FakeHome home = new FakeHome(directory.toAbsolutePath().normalize());
    try {
      home.requireEmptyOrHome();
      makePrivate(home.directory);
      for (String sub : List.of("", "calls", "sandboxes", "locks")) {
        makePrivate(home.internal().resolve(sub));
      }
      write(home.internal().resolve("runsc-sandbox"), resource("sandbox.sh"));
      write(home.optionsFile(), optionsText(options));
      Executables.write(home.executable(), home.launcher(options));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot make a fake runsc in " + home.directory + ": " + e.getMessage(), e);
    }
    return home;
  }

  private void requireEmptyOrHome() throws IOException {
    if (Files.exists(directory) && !Files.isDirectory(directory)) {
      throw new FileAlreadyExistsException(directory.toString(), null, "it is a file");
    }
    if (!Files.isDirectory(directory) || Files.exists(optionsFile())) {
      return;
    }
    try (Stream<Path> files = Files.list(directory)) {
      if (files.findAny().isPresent()) {
        throw new FileAlreadyExistsException(
            directory.toString(), null, "it holds other files; use a new or empty directory");
      }
    }
  }

  private static void makePrivate(Path directory) throws IOException {
    Files.createDirectories(directory);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(OWNER_ONLY));
  }

  /** Writes a file whole or not at all. */
  static void write(Path file, String text) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".draft");
    Files.writeString(draft, text);
    Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
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

  private String launcher(FakeOptions options) throws IOException {
    StringBuilder environment = new StringBuilder();
    Stream.of(Request.NEEDED_VARIABLES, options.environment(), options.script().variables())
        .flatMap(Collection::stream)
        .distinct()
        .sorted()
        .forEach(
            name ->
                environment
                    .append("\"${")
                    .append(name)
                    .append('+')
                    .append(name)
                    .append("=$")
                    .append(name)
                    .append("}\" "));
    String script = resource("launcher.sh");
    if (options.passThrough().isPresent()) {
      int ends = script.indexOf(CALL);
      script =
          script.substring(0, ends)
              + resource("recorder.sh")
                  .replace("@REAL@", shellQuote(options.passThrough().get().toString()));
    }
    return script
        .replace("@DIR@", shellQuote(directory.toString()))
        .replace("@SLOTS@", Integer.toString(FakeServer.SLOTS))
        .replace("@JAVA@", shellQuote(java().toString()))
        .replace("@JAVA_OPTIONS@", String.join(" ", JVM_OPTIONS))
        .replace("@ARCHIVE@", shellQuote(classArchive().file().map(Path::toString).orElse("")))
        .replace("@CLASS_PATH@", shellQuote(classPath()))
        .replace("@ENVIRONMENT@", environment.toString());
  }

  private static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  private static ClassArchive classArchive() {
    return new ClassArchive(java(), classPath());
  }

  /** Makes what lets an engine for one call start fast, and says why if that can't be done. */
  static Optional<String> makeClassArchive() {
    return classArchive().make(JVM_OPTIONS);
  }

  private static String classPath() {
    return Stream.of(FakeHome.class, JsonParser.class)
        .map(FakeHome::location)
        .distinct()
        .reduce((a, b) -> a + java.io.File.pathSeparator + b)
        .orElseThrow();
  }

  private static String location(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null) {
      throw new IllegalStateException("cannot tell where " + type.getName() + " was loaded from");
    }
    try {
      return Path.of(source.getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("not a file: " + source.getLocation(), e);
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
    return JsonWriter.string(json) + "\n";
  }

  /** Reads back what the fake was made with. */
  FakeOptions options() {
    try {
      JsonObject json = JsonParser.object().from(Files.readString(optionsFile()));
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
      // A shell reads a file like this in one go, and other files byte by byte.
      write(
          serverFile(),
          "_fr_srv="
              + shellQuote(server.toString())
              + "\n# "
              + ProcessHandle.current().pid()
              + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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

  private Path optionsFile() {
    return internal().resolve("options.json");
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
