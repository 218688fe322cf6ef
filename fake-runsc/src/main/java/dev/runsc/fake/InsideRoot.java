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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Paths of a container below its root directory. Symbolic links are followed as inside, so that no
 * path leads out of the root.
 */
final class InsideRoot {
  /** As many links as Linux follows. */
  private static final int MOST_LINKS = 40;

  private final Path root;

  InsideRoot(Path root) {
    this.root = root;
  }

  /** Where a path of the container is on the host, whether it exists or not. */
  Path find(String path) throws IOException {
    Deque<String> left = new ArrayDeque<>();
    push(left, Path.of("/").resolve(path));
    Path inside = Path.of("/");
    int links = 0;
    while (!left.isEmpty()) {
      String name = left.pop();
      if (name.equals("..")) {
        inside = inside.getParent() == null ? inside : inside.getParent();
        continue;
      }
      Path next = inside.resolve(name);
      Path host = onHost(next);
      if (!Files.isSymbolicLink(host)) {
        inside = next;
        continue;
      }
      links++;
      if (links > MOST_LINKS) {
        throw new IOException("too many levels of symbolic links");
      }
      Path target = Files.readSymbolicLink(host);
      inside = target.isAbsolute() ? Path.of("/") : inside;
      push(left, target);
    }
    return onHost(inside);
  }

  private static void push(Deque<String> left, Path path) {
    for (int i = path.getNameCount() - 1; i >= 0; i--) {
      String name = path.getName(i).toString();
      if (!name.equals(".") && !name.isEmpty()) {
        left.push(name);
      }
    }
  }

  private Path onHost(Path inside) {
    return root.resolve(inside.toString().substring(1));
  }
}
