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

package dev.runsc.conformance.fetch;

import dev.runsc.conformance.fetch.FetchException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** Looks at the head of an executable: is it one at all, and for which machine? */
final class Elf {

  private static final byte[] MAGIC = {0x7f, 'E', 'L', 'F'};
  private static final int CLASS = 4;
  private static final int CLASS_64 = 2;
  private static final int DATA = 5;
  private static final int LITTLE_ENDIAN = 1;
  private static final int MACHINE = 18;
  private static final int HEADER = 20;

  /** The numbers of the ELF specification for the machines that gVisor is built for. */
  private static final Map<String, Integer> MACHINES = Map.of("x86_64", 62, "aarch64", 183);

  private Elf() {}

  /**
   * Checks a file.
   *
   * @param architecture the machine that it must be for, as {@code uname -m} tells it
   * @throws FetchException if it is something else
   */
  static void require(Path file, String architecture) throws IOException, FetchException {
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(HEADER);
    }
    if (head.length < HEADER || !Arrays.equals(MAGIC, Arrays.copyOf(head, MAGIC.length))) {
      throw wrong(file, "is not an ELF executable");
    }
    if (head[CLASS] != CLASS_64 || head[DATA] != LITTLE_ENDIAN) {
      throw wrong(file, "is not a 64-bit little-endian executable");
    }
    int machine = (head[MACHINE] & 0xff) | (head[MACHINE + 1] & 0xff) << 8;
    if (machine != MACHINES.getOrDefault(architecture, -1)) {
      throw wrong(file, "is not for " + architecture + " but for the ELF machine " + machine);
    }
  }

  private static FetchException wrong(Path file, String what) {
    return new FetchException(Kind.WRONG, "what was served as " + file.getFileName() + " " + what);
  }
}
