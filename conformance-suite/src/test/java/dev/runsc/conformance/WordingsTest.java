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

package dev.runsc.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runsc.testkit.internal.Release;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WordingsTest {

  private static final String MISSING = "loading container \"a\": file does not exist";

  private static String word(String release, String message) {
    return Wordings.of(Optional.of(Release.parse(release))).apply(message);
  }

  @Test
  void olderRelease_keepsTheOldestForm() {
    assertThat(word("20260308.9", MISSING)).isEqualTo(MISSING);
    assertThat(Wordings.of(Optional.empty()).apply(MISSING)).isEqualTo(MISSING);
  }

  @Test
  void newerRelease_hasItsOwn() {
    assertThat(word("20260309.0", MISSING))
        .isEqualTo("FetchSpec failed: loading container: file does not exist");
    assertThat(word("20260817.0", "reading spec: error opening spec file \"/b\": open /b: no"))
        .isEqualTo("FetchSpec failed: reading spec: error opening spec file \"/b\": open /b: no");
  }

  @Test
  void otherMessages_areTheSame() {
    assertThat(word("20260817.0", "unknown signal \"X\"")).isEqualTo("unknown signal \"X\"");
  }
}
