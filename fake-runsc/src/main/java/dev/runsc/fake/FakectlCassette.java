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

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code fakectl cassette}. */
@Command(
    name = "cassette",
    mixinStandardHelpOptions = true,
    description = "Prints what the real runsc behind DIR/runsc was seen to answer.")
final class FakectlCassette implements Runnable {
  @Mixin Fakectl.Target target = new Fakectl.Target();
  @Spec @Nullable CommandSpec spec;

  @Option(
      names = "--redact",
      paramLabel = "REGEX",
      description = "Replace what matches with [redacted] (repeatable).")
  List<Pattern> secrets = List.of();

  @Option(names = "--output", paramLabel = "FILE", description = "Write to a file.")
  @Nullable Path output;

  @Override
  public void run() {
    FakeHome home = FakeHome.open(target.directory);
    Cassette cassette = Cassette.of(new Engine(home, home.options()));
    for (Pattern secret : secrets) {
      cassette = cassette.redact(secret);
    }
    if (output != null) {
      cassette.write(output);
    } else {
      Fakectl.out(spec).print(cassette.json());
      Fakectl.out(spec).flush();
    }
  }
}
