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

package dev.runsc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A shell script that stands in for runsc, in a directory of its own. */
final class Stub {

  private final Path directory;
  private final Path script;

  private Stub(Path directory, Path script) {
    this.directory = directory;
    this.script = script;
  }

  /**
   * Makes a stand-in.
   *
   * @param body shell commands; {@code $DIR} is the stub's directory, the arguments are in {@code
   *     $@}; each call's arguments are kept
   */
  static Stub in(Path directory, String body) {
    Path script = directory.resolve("runsc");
    String text =
        "#!/bin/sh\nDIR='"
            + directory
            + "'\nfor arg in \"$@\"; do printf '%s\\0' \"$arg\"; done >\"$DIR/args.$$\"\n"
            + "mv \"$DIR/args.$$\" \"$DIR/call.$$\"\n"
            + body
            + "\n";
    try {
      Files.writeString(script, text);
      Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Stub(directory, script);
  }

  /** A stand-in that prints a text and ends well. */
  static Stub printing(Path directory, String stdout) {
    return in(directory, "cat <<'END-OF-TEXT'\n" + stdout + "\nEND-OF-TEXT");
  }

  Path script() {
    return script;
  }

  Path file(String name) {
    return directory.resolve(name);
  }

  Runsc client() {
    return builder().build();
  }

  Runsc.Builder builder() {
    return Runsc.builder().command(script).timeout(Duration.ofSeconds(30));
  }

  /** The arguments of every call, in no particular order. */
  List<List<String>> calls() {
    List<List<String>> calls = new ArrayList<>();
    try (var files = Files.newDirectoryStream(directory, "call.*")) {
      for (Path file : files) {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        calls.add(text.isEmpty() ? List.of() : List.of(text.split("\0")));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return calls;
  }

  /** The arguments of the only call. */
  List<String> onlyCall() {
    List<List<String>> calls = calls();
    if (calls.size() != 1) {
      throw new AssertionError("one call was expected: " + calls);
    }
    return calls.get(0);
  }
}
