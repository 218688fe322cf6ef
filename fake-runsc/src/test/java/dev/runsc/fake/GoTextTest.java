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

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"plain|\"plain\"", "a\"b|\"a\\\"b\"", "café|\"café\"", "a\\b|\"a\\\\b\""})
  void quote_printsAsGo(String text, String quoted) {
    assertThat(GoText.quote(text)).isEqualTo(quoted);
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "+7", "-7", "0x1f", "0b11", "0o17", "017", "1_000_0", "0x_1"})
  void flagInteger_thatGoReads_isRead(String text) {
    boolean underscoredWithoutPrefix = text.equals("1_000_0");

    assertThat(GoText.parseFlagInteger(text).isPresent()).isEqualTo(!underscoredWithoutPrefix);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "1s", "0x", "08", "+", "--1", " 1", "1_", "9223372036854775808"})
  void flagInteger_thatGoRefuses_isRefused(String text) {
    assertThat(GoText.parseFlagInteger(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "15s", "1h0m0s", "-1.5h", ".5s", "100ms", "2µs"})
  void duration_thatGoReads_isRead(String text) {
    assertThat(GoText.isDuration(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "s", "1 s", "1d"})
  void duration_thatGoRefuses_isRefused(String text) {
    assertThat(GoText.isDuration(text)).isFalse();
  }
}
