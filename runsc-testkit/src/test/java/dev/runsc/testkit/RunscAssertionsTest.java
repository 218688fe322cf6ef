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

package dev.runsc.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.runsc.Container;
import dev.runsc.ContainerStatus;
import dev.runsc.fake.FakeRunsc;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunscAssertionsTest {
  private static Set<String> entryPoints(Class<?> type, String name) {
    return Stream.of(type.getDeclaredMethods())
        .filter(method -> method.getName().equals(name) && !method.isBridge())
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .map(
            method ->
                method.getReturnType().getSimpleName()
                    + " of "
                    + Arrays.toString(method.getParameterTypes()))
        .collect(Collectors.toSet());
  }

  @Test
  void entryPoints_areInStep() {
    Set<String> expected = entryPoints(RunscAssertions.class, "assertThat");

    assertThat(expected).hasSize(6);
    assertThat(entryPoints(RunscAssertions.class, "then")).isEqualTo(expected);
    assertThat(entryPoints(RunscSoftAssertions.class, "assertThat")).isEqualTo(expected);
    assertThat(entryPoints(RunscSoftAssertions.class, "then")).isEqualTo(expected);
  }

  /** What a pattern can ask for, the chain can, and the other way round. */
  @Test
  void patternAndChain_areInStep() {
    assertThat(narrowing(FakeRunscAssert.class)).isEqualTo(narrowing(InvocationPattern.class));
  }

  /** Whatever can be asked of several calls can be asked of one. */
  @Test
  void singleCall_isInStep() {
    Set<String> expected =
        narrowing(InvocationPattern.class).stream()
            .filter(signature -> !signature.startsWith("matching")) // AbstractAssert.matches
            .map(signature -> signature.replaceFirst("^without", "doesNotHave"))
            .map(signature -> signature.replaceFirst("^with", "has"))
            .collect(Collectors.toSet());

    assertThat(signatures(InvocationAssert.class)).containsAll(expected);
  }

  private static Set<String> narrowing(Class<?> type) {
    return signatures(type).stream()
        .filter(signature -> signature.matches("(with|exited|took|matching).*"))
        .collect(Collectors.toSet());
  }

  private static Set<String> signatures(Class<?> type) {
    // Public methods of superclasses that are not public belong to it as well.
    return Stream.of(type.getMethods())
        .filter(method -> method.getDeclaringClass().getPackage().equals(type.getPackage()))
        .map(method -> method.getName() + Arrays.toString(method.getParameterTypes()))
        .collect(Collectors.toSet());
  }

  /** Soft assertions subclass them and override every method. */
  @ParameterizedTest
  @ValueSource(
      classes = {
        FakeRunscAssert.class,
        InvocationAssert.class,
        ContainerAssert.class,
        EventAssert.class,
        StatsAssert.class,
        RunscExceptionAssert.class
      })
  void assertClasses_canBeProxied(Class<? extends AbstractAssert<?, ?>> type) {
    assertThat(type).isPublic().isNotFinal();
    assertThat(type.getConstructors())
        .singleElement()
        .satisfies(constructor -> assertThat(constructor.getParameterCount()).isOne());
    assertThat(type.getDeclaredMethods())
        .filteredOn(method -> Modifier.isPublic(method.getModifiers()) && !method.isBridge())
        // AssertJ 3.27 cannot override that one; see KitAssert.
        .filteredOn(method -> !method.getName().equals("usingRecursiveAssertion"))
        .allMatch(method -> !Modifier.isFinal(method.getModifiers()))
        .extracting(Method::getReturnType)
        .allMatch(AbstractAssert.class::isAssignableFrom);
  }

  @Test
  @ExtendWith(RunscExtension.class)
  void softAssertions_collectAllFailuresOfAChain(FakeRunsc fake) {
    Executable.call(fake, "list --quiet");
    Container stopped =
        new Container(
            "1.2.0",
            "web",
            ContainerStatus.STOPPED,
            OptionalInt.empty(),
            Path.of("/b"),
            Map.of(),
            Map.of());

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(
            () ->
                RunscSoftAssertions.assertSoftly(
                    softly -> {
                      softly
                          .assertThat(fake)
                          .invoked("create")
                          .withFlag("bundle") // not reported on top of that
                          .once()
                          .before("start")
                          .invoked("list")
                          .times(2)
                          .withFlag("format")
                          .neverInvoked("list");
                      softly.then(fake.invocations().get(0)).hasFlag("quiet").exited(1);
                      softly.assertThat(stopped).isRunning().hasPid(1).hasNoPid();
                      softly.assertThat("AssertJ's own").isEmpty();
                    }))
        .satisfies(
            e ->
                assertThat(e.getMessage())
                    .contains("Multiple Failures (8 failures)")
                    .contains(
                        "but none matched; closest is #1: verb \"list\" instead of \"create\"")
                    .contains("to contain 2 times:\n  list\nbut found it once: #1")
                    .contains("closest is #1: no --format")
                    .contains("not to contain:\n  list\nbut found it once: #1")
                    .contains("but it differs: exit 0 instead of 1")
                    .contains("to have status:\n  \"running\"")
                    .contains("to have a pid\nbut it has none")
                    .contains("Expecting empty but was: \"AssertJ's own\""));
  }
}
