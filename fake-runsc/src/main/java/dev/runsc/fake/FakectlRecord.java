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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fakectl record}. */
@Command(
    name = "record",
    mixinStandardHelpOptions = true,
    description = "Puts an executable DIR/runsc in front of a real runsc and records its answers.")
final class FakectlRecord implements Runnable {
  private static final Pattern VERSION =
      Pattern.compile("runsc version (?:release-|0\\.0~)?([0-9]{8}\\.[0-9]+)");

  @Mixin Fakectl.Target target = new Fakectl.Target();
  @Spec @Nullable CommandSpec spec;

  @Option(
      names = "--real",
      required = true,
      paramLabel = "PATH",
      description = "The real executable.")
  Path real = Path.of("");

  @Option(
      names = "--release",
      paramLabel = "R",
      description =
          "By the grammar of which release command lines are read (default: what --version of the"
              + " real one tells, or the nearest older profile).")
  @Nullable String release;

  @Option(names = "--faults", paramLabel = "FILE", description = "What goes wrong, in JSON.")
  @Nullable Path faults;

  @Option(
      names = "--script",
      paramLabel = "FILE",
      description = "Replies that are given instead of the real one's, in JSON.")
  @Nullable Path script;

  @Option(
      names = "--record-env",
      paramLabel = "NAME",
      description = "Record this environment variable of each call (repeatable).")
  List<String> environment = List.of();

  @Override
  public void run() {
    if (!Files.isExecutable(real) || Files.isDirectory(real)) {
      throw new ParameterException(
          Fakectl.commandLine(spec), real + " is no executable; give the path of a real runsc");
    }
    String imitated = release == null ? nearest(releaseOf(real)) : release;
    FakeOptions.Builder options =
        FakeOptions.builder()
            .release(imitated)
            .passThrough(real)
            .environment(environment.toArray(new String[0]));
    if (script != null) {
      options.script(script);
    }
    if (faults != null) {
      options.faults(faults);
    }
    Fakectl.make(target.directory, options.build(), spec);
  }

  /** What the real one says it is. */
  private static Optional<String> releaseOf(Path real) {
    try {
      Process process =
          new ProcessBuilder(real.toString(), "--version").redirectErrorStream(true).start();
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      Matcher matcher = VERSION.matcher(text);
      return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(real + " cannot be run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + real + " tells its version", e);
    }
  }

  private String nearest(Optional<String> told) {
    String nearest = FakeOptions.nearestRelease(told.orElse(FakeOptions.DEFAULT_RELEASE));
    if (!nearest.equals(told.orElse(""))) {
      Fakectl.commandLine(spec)
          .getErr()
          .println(
              "fakectl: "
                  + real
                  + " is "
                  + told.map(one -> "of release " + one).orElse("of no release that it tells")
                  + "; its command lines are read as those of "
                  + nearest);
    }
    return nearest;
  }
}
