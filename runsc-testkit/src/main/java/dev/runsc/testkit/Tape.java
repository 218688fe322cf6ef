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

package dev.runsc.testkit;

import dev.runsc.fake.Cassette;
import dev.runsc.testkit.internal.Release;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Where the cassette of a test lies, and whether it is to be replayed or recorded. */
final class Tape {
  private static final String DEFAULT_DIRECTORY = "src/test/cassettes";
  private static final String ENDING = ".json";
  private static final Pattern INVOCATION = Pattern.compile("-invocation:#([0-9]+)\\]");

  private final Path directory;
  private final String name;
  private final CassetteMode mode;
  private final Optional<Path> file;

  private Tape(Path directory, String name, CassetteMode mode, Optional<Path> file) {
    this.directory = directory;
    this.name = name;
    this.mode = mode;
    this.file = file;
  }

  /**
   * The cassette of a test.
   *
   * @param context the test, or the class that shares what it has
   * @param settings its settings, with a cassette among them
   */
  static Tape of(ExtensionContext context, Settings settings) {
    CassetteSetting setting = settings.cassette().orElseThrow();
    Path directory =
        Path.of(System.getProperty("basedir", ""))
            .toAbsolutePath()
            .resolve(
                context
                    .getConfigurationParameter(RunscExtension.CASSETTES_PARAMETER)
                    .orElse(DEFAULT_DIRECTORY));
    String name = setting.name().isEmpty() ? name(context) : setting.name() + number(context);
    CassetteMode mode =
        context
            .getConfigurationParameter(RunscExtension.CASSETTE_MODE_PARAMETER)
            .map(Tape::parse)
            .orElse(setting.mode());
    Optional<Path> file =
        settings
            .release()
            .map(release -> directory.resolve(release).resolve(name + ENDING))
            .filter(Files::exists)
            .or(() -> settings.release().isPresent() ? Optional.empty() : newest(directory, name));
    return new Tape(directory, name, mode, file);
  }

  private static CassetteMode parse(String text) {
    for (CassetteMode mode : CassetteMode.values()) {
      if (word(mode).equals(text.strip())) {
        return mode;
      }
    }
    throw new ExtensionConfigurationException(
        "the configuration parameter "
            + RunscExtension.CASSETTE_MODE_PARAMETER
            + " is replay, record-if-missing or rerecord, not "
            + Words.quote(text));
  }

  private static String word(CassetteMode mode) {
    return mode.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String name(ExtensionContext context) {
    String type = context.getRequiredTestClass().getName().replace('$', '.');
    return type
        + context.getTestMethod().map(method -> "." + method.getName()).orElse("")
        + number(context);
  }

  /** Which of several invocations it is; those of a RunscTest are told apart by their releases. */
  private static String number(ExtensionContext context) {
    StringBuilder number = new StringBuilder();
    Matcher matcher = INVOCATION.matcher(context.getUniqueId());
    while (matcher.find()) {
      boolean isLast = matcher.end() == context.getUniqueId().length();
      if (!isLast || !TargetInvocations.supports(context)) {
        number.append('-').append(matcher.group(1));
      }
    }
    return number.toString();
  }

  private static Optional<Path> newest(Path directory, String name) {
    if (!Files.isDirectory(directory)) {
      return Optional.empty();
    }
    try (Stream<Path> releases = Files.list(directory)) {
      return releases
          .filter(one -> Files.exists(one.resolve(name + ENDING)))
          .filter(one -> Release.isOne(String.valueOf(one.getFileName())))
          .max(Comparator.comparing(one -> Release.parse(String.valueOf(one.getFileName()))))
          .map(one -> one.resolve(name + ENDING));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the cassettes in " + directory + ": " + e, e);
    }
  }

  boolean isToBeRecorded() {
    return mode == CassetteMode.RERECORD
        || (mode == CassetteMode.RECORD_IF_MISSING && file.isEmpty());
  }

  /**
   * Reads it.
   *
   * @throws AssertionError if it is not there
   */
  Cassette load() {
    return Cassette.load(
        file.orElseThrow(
            () ->
                new AssertionError(
                    "there is no cassette "
                        + directory.resolve("RELEASE").resolve(name + ENDING)
                        + ": run the test once where real gVisor runs, with mode ="
                        + " CassetteMode.RECORD_IF_MISSING or -D"
                        + RunscExtension.CASSETTE_MODE_PARAMETER
                        + "="
                        + word(CassetteMode.RECORD_IF_MISSING))));
  }

  /** Writes what was recorded; whoever reads it meanwhile sees the old one or the new one. */
  void save(Cassette cassette) throws IOException {
    if (cassette.size() == 0) {
      throw new IOException("there was no call to be recorded for the cassette " + name);
    }
    Path target = directory.resolve(cassette.release()).resolve(name + ENDING);
    Files.createDirectories(target.getParent());
    Path draft = target.resolveSibling(name + "." + ProcessHandle.current().pid() + ".draft");
    try {
      cassette.write(draft);
      Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
