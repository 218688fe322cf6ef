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

/**
 * A script that is made to be executed.
 *
 * <p>While one thread writes a file, another one may start a process, which holds our descriptor
 * for a moment; to execute the file meanwhile fails with "Text file busy". So a shell writes it,
 * which starts nothing meanwhile, and others of the same text are links to it.
 */
final class Executable {
  private static final String WRITING =
      "umask 077; printf %s \"$2\" >\"$1.draft\" && chmod 700 \"$1.draft\" && mv -f \"$1.draft\" \"$1\"";

  private Executable() {}

  /** Makes a file whole or not at all, with mode 700, unless it is there. */
  static void make(Path file, String text) throws IOException {
    if (isMade(file, text)) {
      return;
    }
    Process shell =
        new ProcessBuilder("/bin/sh", "-c", WRITING, "fake-runsc-writer", file.toString(), text)
            .redirectErrorStream(true)
            .start();
    shell.getOutputStream().close();
    String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (shell.waitFor() != 0) {
        throw new IOException("cannot write " + file + ": " + said.strip());
      }
    } catch (InterruptedException e) {
      shell.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + file + " was written", e);
    }
  }

  /**
   * Makes a file a link to one of the same text, which costs a fraction of making another; the two
   * may be on different file systems, where it cannot be done.
   */
  static void link(Path file, String text, Path same) throws IOException {
    if (isMade(file, text)) {
      return;
    }
    Files.deleteIfExists(file);
    try {
      Files.createLink(file, same);
    } catch (IOException | UnsupportedOperationException e) {
      make(file, text);
    }
  }

  private static boolean isMade(Path file, String text) throws IOException {
    return Files.isExecutable(file) && Files.readString(file).equals(text);
  }
}
