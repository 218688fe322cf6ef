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

import static dev.runsc.testkit.RunscAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runsc.Runsc;
import dev.runsc.fake.FakeRunsc;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;

class RunscInjectionTest {
  @Test
  void fields_haveWhatTheParametersOfTheirTestHave() {
    EngineExecutionResults results = Kit.run(FieldsTestCase.class);

    results.testEvents().assertStatistics(stats -> stats.succeeded(3));
    List<Path> seen = Seen.by(FieldsTestCase.class);
    assertThat(seen).hasSize(3).doesNotHaveDuplicates().allMatch(path -> !path.toFile().exists());
  }

  abstract static class Base {
    @InjectRunsc private Bundles bundles;

    final Path bundle() {
      return bundles.bundle().write();
    }
  }

  @ExtendWith(RunscExtension.class)
  static class FieldsTestCase extends Base {
    @InjectRunsc private Runsc runsc;
    @InjectRunsc FakeRunsc fake;
    @InjectRunsc RunscTarget target;
    @FreshId private String id;

    private String created;

    @BeforeEach
    void create() {
      created = id;
      runsc.create(id, bundle());
    }

    @RepeatedTest(2)
    void isCreated(Runsc sameClient, FakeRunsc sameFake) {
      Seen.saw(FieldsTestCase.class, fake);

      assertThat(sameClient).isSameAs(runsc);
      assertThat(sameFake).isSameAs(fake);
      assertThat(target.executable()).isEqualTo(fake.executable());
      assertThat(target.name()).isEqualTo("fake:" + fake.options().release());
      assertThat(runsc.state(created)).isCreated();
      assertThat(fake).invoked().withGlobalFlag("root", target.root()).times(2);
    }

    @Nested
    class Inner {
      @InjectRunsc private FakeRunsc again;

      @Test
      void seesTheSame() {
        Seen.saw(FieldsTestCase.class, again);

        assertThat(again).isSameAs(fake);
        assertThat(runsc.state(id)).isCreated();
      }
    }
  }

  @Test
  void staticFields_areSharedByTheTestsOfTheirClass() {
    EngineExecutionResults results = Kit.run(StaticFieldTestCase.class);

    results.testEvents().assertStatistics(stats -> stats.succeeded(2));
    assertThat(new HashSet<>(Seen.by(StaticFieldTestCase.class))).hasSize(1);
  }

  @ExtendWith(RunscExtension.class)
  static class StaticFieldTestCase {
    @InjectRunsc private static FakeRunsc shared;
    @FreshId private static String id;

    @BeforeAll
    static void isThere() {
      assertThat(shared.directory()).isDirectory();
      assertThat(id).startsWith("test-");
    }

    @Test
    void one(FakeRunsc fake) {
      Seen.saw(StaticFieldTestCase.class, shared);
      assertThat(fake).isSameAs(shared);
    }

    @Test
    void two(FakeRunsc fake) {
      Seen.saw(StaticFieldTestCase.class, fake);
    }
  }

  @Test
  void fieldsOfAnInstanceForAllTests_shareAsItsConstructorDoes() {
    EngineExecutionResults results = Kit.run(PerClassFieldTestCase.class);

    results.testEvents().assertStatistics(stats -> stats.succeeded(2));
    assertThat(new HashSet<>(Seen.by(PerClassFieldTestCase.class))).hasSize(1);
  }

  @ExtendWith(RunscExtension.class)
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class PerClassFieldTestCase {
    @InjectRunsc private FakeRunsc fake;

    @RepeatedTest(2)
    void isThere() {
      Seen.saw(PerClassFieldTestCase.class, fake);
    }
  }

  static Stream<Arguments> misuses() {
    return Stream.of(
        Arguments.of(
            FinalFieldTestCase.class,
            "the field "
                + FinalFieldTestCase.class.getName()
                + "#runsc is final and cannot be set: leave out \"final\""),
        Arguments.of(
            ForeignFieldTestCase.class,
            "the field "
                + ForeignFieldTestCase.class.getName()
                + "#bundle is of type dev.runsc.testkit.OciBundle, and @InjectRunsc is for Bundles,"
                + " FakeRunsc, Runsc, RunscTarget"),
        Arguments.of(
            NumberedTestCase.class,
            "the field "
                + NumberedTestCase.class.getName()
                + "#id is of type int, and @FreshId is for String"));
  }

  @ParameterizedTest
  @MethodSource("misuses")
  void misuse_isRefusedByName(Class<?> testCase, String message) {
    EngineExecutionResults results = Kit.run(testCase);

    assertThat(Kit.failure(results)).hasMessage(message);
  }

  @ExtendWith(RunscExtension.class)
  static class FinalFieldTestCase {
    @InjectRunsc final Runsc runsc = Runsc.builder().build();

    @Test
    void isRefused() {
      assertThat(runsc).isNotNull();
    }
  }

  @ExtendWith(RunscExtension.class)
  static class ForeignFieldTestCase {
    @InjectRunsc OciBundle bundle;

    @Test
    void isRefused() {}
  }

  @ExtendWith(RunscExtension.class)
  static class NumberedTestCase {
    @FreshId int id;

    @Test
    void isRefused() {}
  }

  @Test
  void freshIdThatIsNoString_isRefusedByName() {
    assertThat(Kit.failure(Kit.run(NumberedParameterTestCase.class)))
        .hasMessageContaining("is of type java.nio.file.Path, and @FreshId is for String");
  }

  @ExtendWith(RunscExtension.class)
  static class NumberedParameterTestCase {
    @Test
    void isRefused(@FreshId Path id) {}
  }

  @Test
  void freshIds_areDifferentAndOfOneLength() {
    Set<String> ids = ConcurrentHashMap.newKeySet();
    for (int i = 0; i < 1000; i++) {
      ids.add(FreshIds.next());
    }

    assertThat(ids).hasSize(1000).allMatch(id -> id.matches("test-[a-z0-9]{12}"));
  }
}
