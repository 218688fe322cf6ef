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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a launcher asks: words ended by NUL, first the format's version, the fake's directory, the
 * launcher's and its parent's process id, the working directory, then variables up to {@code --},
 * then the arguments.
 */
record Request(
    Path home, long pid, long ppid, Path cwd, Map<String, String> environment, List<String> argv) {

  /** The variables that runsc itself looks at. */
  static final List<String> NEEDED_VARIABLES = List.of("TZ", "USER", "XDG_RUNTIME_DIR");

  /** Whether a shell can hold a variable of that name. */
  static boolean isVariable(String name) {
    return name.matches("[A-Za-z_][A-Za-z0-9_]*");
  }

  /** Reads and removes a request: once it is gone the launcher knows that it was taken. */
  static Request take(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.delete(file);
    List<String> words = words(bytes);
    if (words.size() < 6 || !words.get(0).equals("1")) {
      throw new IOException("not a request: " + file);
    }
    int marker = words.subList(5, words.size()).indexOf("--") + 5;
    Map<String, String> environment = new LinkedHashMap<>();
    for (String variable : words.subList(5, marker)) {
      int equals = variable.indexOf('=');
      if (equals > 0) {
        environment.put(variable.substring(0, equals), variable.substring(equals + 1));
      }
    }
    return new Request(
        Path.of(words.get(1)),
        Long.parseLong(words.get(2)),
        Long.parseLong(words.get(3)),
        Path.of(words.get(4)),
        environment,
        List.copyOf(words.subList(marker + 1, words.size())));
  }

  private static List<String> words(byte[] bytes) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == 0) {
        words.add(new String(bytes, start, i - start, StandardCharsets.UTF_8));
        start = i + 1;
      }
    }
    return words;
  }

  @Nullable String variable(String name) {
    return environment.get(name);
  }

  /** A path as the caller means it: relative ones start at its working directory. */
  Path resolve(String path) {
    return cwd.resolve(path);
  }
}
