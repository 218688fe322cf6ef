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

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogTextTest {
  static List<String> releases() {
    return Profile.releases();
  }

  @ParameterizedTest
  @MethodSource("releases")
  void catalog_isTheSameWhenItIsReadBack(String release) {
    Catalog catalog = Catalog.load(release);

    Catalog read = CatalogText.read(CatalogText.of(catalog));

    assertThat(List.copyOf(read.globalFlags().values()))
        .isEqualTo(List.copyOf(catalog.globalFlags().values()));
    assertThat(read.commands()).isEqualTo(catalog.commands());
    for (int i = 0; i < read.commands().size(); i++) {
      assertThat(read.commands().get(i).flags().keySet())
          .containsExactlyElementsOf(catalog.commands().get(i).flags().keySet());
    }
  }
}
