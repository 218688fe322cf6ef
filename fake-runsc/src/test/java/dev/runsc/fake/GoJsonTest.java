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

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The messages are those of Go's encoding/json, the first four as seen from real runsc. */
class GoJsonTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{ not json|invalid character 'n' looking for beginning of object key string",
        "``|unexpected end of JSON input",
        "{\"a\":1,}|invalid character '}' looking for beginning of object key string",
        "{\"a\" 1}|invalid character '1' after object key",
        "{\"a\":1 \"b\":2}|invalid character '\"' after object key:value pair",
        "[1 2]|invalid character '2' after array element",
        "nope|invalid character 'o' in literal null (expecting 'u')",
        "{} x|invalid character 'x' after top-level value",
        "[-x]|invalid character 'x' in numeric literal",
        "[1.x]|invalid character 'x' after decimal point in numeric literal",
        "[\"\\x\"]|invalid character 'x' in string escape code",
        "{|unexpected end of JSON input"
      })
  void syntaxError_isWordedAsGoDoes(String text, String message) {
    assertThat(GoJson.syntaxError(text)).isEqualTo(Optional.of(message));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        " [1, -2.5e+3, \"\\u00e9\\n\", null, true, {\"a\": [false]}]\n",
        "0",
        "\"\""
      })
  void value_hasNoError(String text) {
    assertThat(GoJson.syntaxError(text)).isEmpty();
  }
}
