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

import com.grack.nanojson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes what the executable of a fake does: a shell script that asks an engine. */
final class Launcher {
  /** Where in the launcher the short way begins and ends, which a recorder does not go. */
  private static final String SHORT_WAY = "# The short way.";

  private static final String REST = "# All the rest.";

  /** Where in the launcher the talk begins, which a recorder does in another way. */
  private static final String CALL = "# The call itself.";

  /**
   * Of an engine for one call. The collector is one that can use the objects in the JDK's own
   * archive, which the serial one of JDK 17 cannot; archives are mapped where they were made for
   * instead of being moved; and no method handles are made for the values of an enum.
   */
  private static final List<String> JVM_OPTIONS =
      List.of(
          "-Xshare:auto",
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseG1GC",
          "-XX:ParallelGCThreads=1",
          "-XX:-UsePerfData",
          "-XX:+UnlockDiagnosticVMOptions",
          "-XX:ArchiveRelocationMode=0",
          "-Djdk.reflect.useNativeAccessorOnly=true",
          "-Xlog:disable",
          "-Xlog:all=error:stderr");

  private Launcher() {}

  /** What is the same for all fakes of this JVM, and is made once. */
  private static final class Shared {
    static final ClassArchive ARCHIVE = new ClassArchive(java(), JVM_OPTIONS, classPath());
    static final String SANDBOX = resource("sandbox.sh");
    static final String EXECUTABLE = resource("executable.sh");
    static final String TEXT =
        resource("launcher.sh")
            .replace("@SLOTS@", Integer.toString(FakeServer.SLOTS))
            .replace("@JAVA@", FakeHome.shellQuote(java().toString()))
            .replace("@JAVA_OPTIONS@", String.join(" ", JVM_OPTIONS))
            .replace(
                "@ARCHIVE@", FakeHome.shellQuote(ARCHIVE.file().map(Path::toString).orElse("")))
            .replace("@CLASS_PATH@", FakeHome.shellQuote(classPath()));

    private static String resource(String name) {
      try {
        return FakeHome.resource(name);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** The executable of every fake, which does what the launcher beside it says. */
  static String executable() {
    return Shared.EXECUTABLE;
  }

  /** The script of the process of a container. */
  static String sandbox() {
    return Shared.SANDBOX;
  }

  /** The launcher of the fake in a directory. */
  static String of(Path directory, FakeOptions options) throws IOException {
    String script = Shared.TEXT;
    if (options.passThrough().isPresent()) {
      script =
          script.substring(0, script.indexOf(SHORT_WAY))
              + script.substring(script.indexOf(REST), script.indexOf(CALL))
              + FakeHome.resource("recorder.sh")
                  .replace("@REAL@", FakeHome.shellQuote(options.passThrough().get().toString()));
    }
    return script
        .replace("@ENVIRONMENT@", environment(options))
        .replace("@DIR@", FakeHome.shellQuote(directory.toString()));
  }

  private static String environment(FakeOptions options) {
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
    return environment.toString();
  }

  /** Makes what lets an engine for one call start fast, and says why if that can't be done. */
  static Optional<String> makeClassArchive() {
    return Shared.ARCHIVE.make();
  }

  private static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  private static String classPath() {
    return Stream.of(Launcher.class, JsonParser.class)
        .map(Launcher::location)
        .distinct()
        .reduce((a, b) -> a + File.pathSeparator + b)
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
}
