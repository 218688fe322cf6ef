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
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ExitStatusTest {

  @Test
  void codesAbove128_standForSignals() {
    assertThat(new ExitStatus(137).signal()).hasValue(9);
    assertThat(new ExitStatus(192).signal()).hasValue(64);
    assertThat(new ExitStatus(128).signal()).isEmpty();
    assertThat(new ExitStatus(193).signal()).isEmpty();
    assertThat(new ExitStatus(255).signal()).isEmpty();
    assertThat(new ExitStatus(0).success()).isTrue();
    assertThat(new ExitStatus(1).success()).isFalse();
  }

  @Test
  void codeThatIsNone_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new ExitStatus(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> new ExitStatus(256));
  }
}
