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

package dev.runsc.testkit.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ReleaseTest {

  @Test
  void versionTexts_ofDebianAndOfPublishedBuilds() {
    assertThat(Release.ofVersionText("runsc version 0.0~20240729.0\nspec: 1.2.0\n"))
        .hasValue(Release.parse("20240729.0"));
    assertThat(Release.ofVersionText("runsc version release-20260817.0\nspec: 1.2.1\n"))
        .hasValue(Release.parse("20260817.0"));
    assertThat(Release.ofVersionText("runsc version VERSION_MISSING\n")).isEmpty();
    assertThat(Release.ofVersionText("fake 20240729.0")).isEmpty();
  }

  @Test
  void order_isByDateThenPatch() {
    assertThat(Release.parse("20221219.0")).isLessThan(Release.parse("20240729.0"));
    assertThat(Release.parse("20240729.10")).isGreaterThan(Release.parse("20240729.9"));
  }

  @Test
  void noRelease_isRefusedWithTheForm() {
    assertThatThrownBy(() -> Release.parse("latest"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("\"latest\" is not a gVisor release: write it like 20240729.0");
  }
}
