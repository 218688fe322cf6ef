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

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunscBuilderTest {

  private final Runsc.Builder builder = Runsc.builder();

  @Test
  void nothingSet_usesDefaultCommand() {
    assertThat(builder.build()).hasToString("Runsc[runsc]");
  }

  @Test
  void b14_flagSetTwice_isRefused() {
    builder.config("platform", "ptrace");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.config(Map.of("platform", "kvm")))
        .withMessage(
            "the flag \"platform\" is set already, to \"ptrace\": overrideConfig sets it whatever"
                + " it was");
  }

  @Test
  void b15_flagThatIsOverridden_keepsItsPlace() {
    Runsc given = builder.config("network", "sandbox").config("platform", "ptrace").build();

    Runsc safe =
        given.toBuilder()
            .overrideConfig("network", "none")
            .overrideConfig("strace", "true")
            .build();

    assertThat(safe).hasToString("Runsc[runsc --network=none --platform=ptrace --strace=true]");
    assertThat(given).hasToString("Runsc[runsc --network=sandbox --platform=ptrace]");
    assertThatIllegalArgumentException().isThrownBy(() -> builder.overrideConfig("log", "/l"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-platform", "--platform", "a=b", "a b", "é", "a\n"})
  void illNamedFlag_isRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.config(name, "x"))
        .withMessageContaining("is no name of a runsc flag");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"root", "log", "log-format", "panic-log", "debug", "debug-log", "version", "help"})
  void flagWithMethodOfItsOwn_isRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.config(name, "x"))
        .withMessageContaining("not the flag \"" + name + "\" here: ");
  }

  @Test
  void wrongTimeoutCommandOrVariable_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> builder.timeout(Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CreateOptions.builder().timeout(Duration.ofSeconds(-1)));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.command(""));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.environment("A=B", "x"));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.inheritEnvironment(""));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.debugLog("\0"));
    assertThatIllegalArgumentException().isThrownBy(() -> new SandboxPid(0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.environment("TOKEN", "secret\0"))
        .withMessageContaining("TOKEN")
        .withMessageNotContaining("secret");
  }

  @Test
  void clientRebuilt_isTheSameAndIndependent() {
    Runsc runsc = builder.command(Path.of("/bin/runsc")).config("a", "1").debug(true).build();

    Runsc more = runsc.toBuilder().config("b", "2").build();
    builder.config("c", "3");

    assertThat(runsc).hasToString("Runsc[/bin/runsc --a=1 --debug=true]");
    assertThat(more).hasToString("Runsc[/bin/runsc --a=1 --b=2 --debug=true]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*", "a?", "[a]", "a/b", "-x", "a b", "é", "a\0"})
  void unaddressableId_isRefusedBeforeAnythingRuns(String id) {
    Runsc runsc = builder.command("/no/such/runsc").build();

    assertThatIllegalArgumentException().isThrownBy(() -> runsc.state(id));
    assertThatIllegalArgumentException().isThrownBy(() -> runsc.start(id));
    assertThatIllegalArgumentException().isThrownBy(() -> runsc.kill(id, Signal.KILL));
    assertThatIllegalArgumentException().isThrownBy(() -> runsc.delete(id));
    assertThatIllegalArgumentException().isThrownBy(() -> runsc.waitFor(id));
  }

  @Test
  void newIdThatLooksLikeFlag_isRefused() {
    Runsc runsc = builder.command("/no/such/runsc").build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> runsc.create("--force", Path.of("/b")))
        .withMessageContaining("for a flag");
    assertThatIllegalArgumentException().isThrownBy(() -> runsc.run("-x", Path.of("/b")));
  }
}
