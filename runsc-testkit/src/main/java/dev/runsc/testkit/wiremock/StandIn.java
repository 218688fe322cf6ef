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

package dev.runsc.testkit.wiremock;

import dev.runsc.testkit.internal.Release;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** What stands for an executable that nobody gave: an ELF header and reproducible bytes. */
final class StandIn {
  private static final int HEADER = 64;
  private static final int BODY = 64 * 1024;
  private static final short EXECUTABLE = 2;
  private static final short X86_64 = 62;
  private static final short AARCH64 = 183;

  private StandIn() {}

  static byte[] of(Release release, String architecture, String name) {
    ByteBuffer file = ByteBuffer.allocate(HEADER + BODY).order(ByteOrder.LITTLE_ENDIAN);
    file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0}).putLong(0);
    file.putShort(EXECUTABLE).putShort(architecture.equals("aarch64") ? AARCH64 : X86_64);
    // Version, entry, two tables that are not there, flags, and the size of this header. Without a
    // program header no kernel runs it.
    file.putInt(1).putLong(0).putLong(0).putLong(0).putInt(0).putShort((short) HEADER);
    file.position(HEADER);
    byte[] body = new byte[BODY];
    new Random((release + "/" + architecture + "/" + name).hashCode()).nextBytes(body);
    byte[] note =
        ("\nstand-in for " + name + " of gVisor " + release + " (" + architecture + ")\n")
            .getBytes(StandardCharsets.UTF_8);
    System.arraycopy(note, 0, body, 0, note.length);
    return file.put(body).array();
  }
}
