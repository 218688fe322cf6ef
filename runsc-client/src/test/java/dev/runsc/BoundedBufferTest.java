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

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BoundedBufferTest {

  private static Captured captured(int limit, int chunk, String text) {
    BoundedBuffer buffer = new BoundedBuffer(limit);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at < bytes.length; at += chunk) {
      int length = Math.min(chunk, bytes.length - at);
      byte[] piece = new byte[chunk];
      System.arraycopy(bytes, at, piece, 0, length);
      buffer.append(piece, length);
    }
    return buffer.captured();
  }

  @Test
  void upToTheLimit_everythingIsKept() {
    String text = "0123456789";

    for (int chunk = 1; chunk <= 10; chunk++) {
      assertThat(captured(10, chunk, text)).isEqualTo(new Captured(text, 10, true));
      assertThat(captured(11, chunk, text)).isEqualTo(new Captured(text, 10, true));
    }
  }

  @Test
  void beyondTheLimit_bothEndsAndTheSizeAreKept() {
    String text = "abcdefghijklmnopqrstuvwxyz";

    for (int chunk = 1; chunk <= 26; chunk++) {
      assertThat(captured(9, chunk, text))
          .isEqualTo(new Captured("abcd\n[... 17 of 26 bytes left out ...]\nvwxyz", 26, false));
    }
  }

  @Test
  void nothing_isEmpty() {
    assertThat(new BoundedBuffer(2).captured()).isEqualTo(Captured.EMPTY);
  }

  @Test
  void largeLimit_costsNothingUntilUsed() {
    assertThat(captured(Integer.MAX_VALUE, 3, "abc").text()).isEqualTo("abc");
  }
}
