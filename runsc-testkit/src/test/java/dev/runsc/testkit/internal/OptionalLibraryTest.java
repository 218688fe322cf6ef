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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Libraries that users have to ask for stay in their package, and are named where they lack. */
class OptionalLibraryTest {
  private static final Path SOURCES =
      Path.of(System.getProperty("basedir", "")).resolve("src/main/java");
  private static final String KIT = "dev/runsc/testkit/";

  /** What is imported, and the only places that may import it. */
  private static final Map<String, Set<String>> CONFINED =
      Map.of(
          "com.github.tomakehurst", Set.of("wiremock"),
          "org.apache.commons", Set.of("wiremock", "testcontainers"),
          "org.testcontainers", Set.of("testcontainers"),
          "com.github.dockerjava", Set.of("testcontainers"),
          "org.awaitility", Set.of("awaitility"));

  @Test
  void libraries_areConfinedToTheirPackages() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(SOURCES)) {
      files = all.filter(path -> path.toString().endsWith(".java")).toList();
    }

    assertThat(files).hasSizeGreaterThan(50).allSatisfy(OptionalLibraryTest::checkImports);
  }

  private static void checkImports(Path file) throws IOException {
    Path directory = SOURCES.resolve(KIT).relativize(file.getParent());
    String text = Files.readString(file);
    CONFINED.forEach(
        (prefix, places) -> {
          if (!places.contains(directory.toString())) {
            assertThat(text)
                .as("%s uses %s", file, prefix)
                .doesNotContain("import " + prefix + ".", "import static " + prefix + ".");
          }
        });
  }

  @ParameterizedTest
  @CsvSource({
    "org.awaitility., dev.runsc.testkit.awaitility.RunscAwait, (wait),"
        + " 'dev.runsc.testkit.awaitility needs org.awaitility:awaitility, which is not there: '",
    "com.github.tomakehurst., dev.runsc.testkit.wiremock.ReleaseBucket, builder,"
        + " 'dev.runsc.testkit.wiremock needs org.wiremock:wiremock, which is not there: '",
    "org.testcontainers., dev.runsc.testkit.testcontainers.GvisorContainers, (start),"
        + " 'dev.runsc.testkit.testcontainers needs org.testcontainers:testcontainers, which is'",
    "org.apache.commons., dev.runsc.testkit.wiremock.BucketRelease, (archive), 'a release bucket"
        + " with gvisor.tar.bz2 needs org.apache.commons:commons-compress, which'",
  })
  void missingLibrary_isNamed(String hidden, String type, String call, String message)
      throws Exception {
    try (Without loader = new Without(hidden)) {
      Class<?> loaded = Class.forName(type, true, loader);

      assertThatThrownBy(() -> Calls.make(loaded, call))
          .rootCause()
          .isInstanceOf(ClassNotFoundException.class);
      assertThatThrownBy(() -> Calls.make(loaded, call))
          .satisfies(failure -> assertThat(messages(failure)).contains(message));
    }
  }

  private static String messages(Throwable failure) {
    StringBuilder all = new StringBuilder();
    for (Throwable one = failure; one != null; one = one.getCause()) {
      all.append(one.getMessage()).append('\n');
    }
    return all.toString();
  }

  /** Calls into classes of another loader. */
  private static final class Calls {
    static void make(Class<?> type, String call) throws Exception {
      switch (call) {
        case "(start)" ->
            type.getMethod("start", java.util.Optional.class, java.util.Optional.class)
                .invoke(
                    type.getConstructor().newInstance(),
                    java.util.Optional.empty(),
                    java.util.Optional.empty());
        case "(wait)" ->
            type.getMethod("atMost", java.time.Duration.class)
                .invoke(null, java.time.Duration.ofSeconds(1));
        case "(archive)" -> {
          Object release = type.getMethod("of", String.class).invoke(null, "20260831.0");
          var objects = type.getDeclaredMethod("objects");
          objects.setAccessible(true);
          objects.invoke(release);
        }
        default -> {
          // Reflection would look at all methods, also at those whose types are hidden.
          Class<?> result =
              Class.forName(type.getName() + "$Builder", false, type.getClassLoader());
          try {
            MethodHandles.publicLookup()
                .findStatic(type, call, MethodType.methodType(result))
                .invoke();
          } catch (Exception | Error e) {
            throw e;
          } catch (Throwable e) {
            throw new IllegalStateException(e);
          }
        }
      }
    }
  }

  /** Loads the kit anew, and has no classes whose names begin so. */
  private static final class Without extends URLClassLoader {
    private final String hidden;

    Without(String hidden) {
      super(
          new URL[] {OptionalLibrary.class.getProtectionDomain().getCodeSource().getLocation()},
          OptionalLibraryTest.class.getClassLoader());
      this.hidden = hidden;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        if (name.startsWith(hidden)) {
          throw new ClassNotFoundException(name);
        }
        if (name.startsWith("dev.runsc.testkit.") && findLoadedClass(name) == null) {
          return findClass(name);
        }
        return super.loadClass(name, resolve);
      }
    }
  }
}
