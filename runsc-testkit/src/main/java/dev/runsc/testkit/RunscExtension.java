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

import dev.runsc.Runsc;
import dev.runsc.fake.FakeOptions;
import dev.runsc.fake.FakeRunsc;
import dev.runsc.fake.Script;
import dev.runsc.fake.Workload;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a fake {@code runsc} and a client for it.
 *
 * <p>Parameters of these types are resolved, in test methods, lifecycle methods and constructors:
 *
 * <ul>
 *   <li>{@link Runsc}: a client whose command is the fake and whose root is a fresh directory;
 *   <li>{@link FakeRunsc}: the fake itself, to assert on the calls that it recorded;
 *   <li>{@link Bundles}: makes OCI bundles in a fresh directory.
 * </ul>
 *
 * <pre>{@code
 * @ExtendWith(RunscExtension.class)
 * class ContainersTest {
 *   @Test
 *   void startsWhatItCreated(Runsc runsc, FakeRunsc fake, Bundles bundles) {
 *     Path bundle = bundles.bundle().write();
 *
 *     new Containers(runsc).launch("web", bundle);
 *
 *     assertThat(fake).invoked("create").withFlag("bundle", bundle).withId("web")
 *         .invoked("start").withId("web");
 *   }
 * }
 * }</pre>
 *
 * <p><strong>Scope.</strong> Every test has a fake of its own, the same one for all its parameters
 * and for its lifecycle methods. Whoever asks for one before there is a test, in {@code @BeforeAll}
 * or in the constructor of a class with {@code Lifecycle.PER_CLASS}, shares it with all tests of
 * that class and of the classes nested in it.
 *
 * <p><strong>Settings.</strong> {@link RunscSettings} on method or class, or {@link #builder()}
 * with {@code @RegisterExtension}, which is best static; the annotation goes over the builder.
 *
 * <p><strong>Afterwards</strong> every container is ended. If all went well, everything in the
 * directory of the test, which is below {@code java.io.tmpdir}, is removed. After a failure it is
 * kept; where it is and the calls of the test are attached to the failure as a suppressed
 * exception, its path is the report entry {@value #DIRECTORY_ENTRY}, and the calls are published as
 * files of the test.
 *
 * <p>Safe for tests that run in parallel. Needs JUnit 5.13 or later.
 */
public final class RunscExtension
    implements BeforeAllCallback, BeforeEachCallback, ParameterResolver, InvocationInterceptor {

  /** The key of the report entry that has the path of a failed test's directory. */
  public static final String DIRECTORY_ENTRY = "runsc.directory";

  static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(RunscExtension.class);
  private static final String SCOPE = "scope";
  private static final String WATCH = "watch";
  private static final Set<Class<?>> RESOLVED = Set.of(Runsc.class, FakeRunsc.class, Bundles.class);

  private final Settings settings;

  /** An extension with the default settings, for {@code @ExtendWith}. */
  public RunscExtension() {
    this(Settings.of(FakeOptions.defaults(), Optional.empty()));
  }

  private RunscExtension(Settings settings) {
    this.settings = settings;
  }

  /**
   * Begins an extension with other settings, for {@code @RegisterExtension}.
   *
   * @return a new builder with the default settings
   */
  public static Builder builder() {
    return new Builder();
  }

  Settings settings() {
    return settings;
  }

  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(
      ExtensionContext rootContext) {
    return ExtensionContextScope.TEST_METHOD;
  }

  /** Checks the settings of a class before anything of it runs. */
  @Override
  public void beforeAll(ExtensionContext context) {
    requireOneMeaning(context, scope(context));
  }

  /** Checks the settings of a test, and has a failure noticed by the fake that it shares. */
  @Override
  public void beforeEach(ExtensionContext context) {
    TestScope scope = scope(context);
    requireOneMeaning(context, scope);
    if (scope != null && !scope.isOf(context)) {
      context.getStore(NAMESPACE).put(WATCH, new FailureWatch(context, scope));
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return RESOLVED.contains(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    TestScope scope = scope(context);
    Settings wanted = requireOneMeaning(context, scope);
    if (scope == null) {
      scope = new TestScope(context, wanted);
      context.getStore(NAMESPACE).put(SCOPE, scope);
    }
    return scope.resolve(parameter.getParameter().getType());
  }

  /** Has the failure of a dynamic test noticed, which its factory's context knows nothing of. */
  @Override
  public void interceptDynamicTest(
      Invocation<@Nullable Void> invocation,
      DynamicTestInvocationContext invocationContext,
      ExtensionContext context)
      throws Throwable {
    try {
      invocation.proceed();
    } catch (Throwable failure) {
      TestScope scope = scope(context);
      if (scope != null) {
        scope.failed(context, failure);
      }
      throw failure;
    }
  }

  private static @Nullable TestScope scope(ExtensionContext context) {
    return context.getStore(NAMESPACE).get(SCOPE, TestScope.class);
  }

  /** The settings of a test, which a fake that is there already must have. */
  private Settings requireOneMeaning(ExtensionContext context, @Nullable TestScope scope) {
    Settings wanted = SettingsLookup.settings(context, settings);
    if (scope != null && !scope.settings().equals(wanted)) {
      throw new ExtensionConfigurationException(
          "@RunscSettings of "
              + TestScope.name(context)
              + " cannot be followed: it shares the fake of "
              + scope.name()
              + ", which has other settings. Move the annotation to "
              + scope.name()
              + ", or ask for the fake in a @BeforeEach or test method instead of there, so that"
              + " every test has its own");
    }
    return wanted;
  }

  /** Builds a {@link RunscExtension}. Not thread-safe. */
  public static final class Builder {
    private final FakeOptions.Builder options = FakeOptions.builder();
    private @Nullable String ociVersion;

    private Builder() {}

    /**
     * Sets the gVisor release to imitate.
     *
     * @param release one of {@link FakeOptions#releases()}; the newest if not set
     * @return this
     * @throws IllegalArgumentException if there is no profile of that release
     */
    public Builder release(String release) {
      options.release(release);
      return this;
    }

    /**
     * Sets the version of the runtime-spec that the fake tells, which belongs to a build rather
     * than to a release.
     *
     * @param ociVersion such as {@code 1.1.0-rc.1}; that of Debian's build of the release if not
     *     set
     * @return this
     */
    public Builder ociVersion(String ociVersion) {
      this.ociVersion = Objects.requireNonNull(ociVersion, "ociVersion");
      return this;
    }

    /**
     * Sets what runs in the containers.
     *
     * @param workload the kind of workload; {@link Workload#SCRIPTED} if not set
     * @return this
     */
    public Builder workload(Workload workload) {
      options.workload(workload);
      return this;
    }

    /**
     * Sets whether calls that no scripted reply matches are refused instead of modelled.
     *
     * @param strict true for scripted replies only; false if not set
     * @return this
     */
    public Builder strict(boolean strict) {
      options.strict(strict);
      return this;
    }

    /**
     * Sets the scripted replies and workloads.
     *
     * @param script the script; empty if not set
     * @return this
     */
    public Builder script(Script script) {
      options.script(script);
      return this;
    }

    /**
     * Sets the scripted replies and workloads from a file.
     *
     * @param file a script in JSON
     * @return this
     * @throws dev.runsc.fake.ScriptException if it can't be read or is none
     */
    public Builder script(Path file) {
      options.script(file);
      return this;
    }

    /**
     * Adds environment variables whose values are recorded with each call. Don't name secrets.
     *
     * @param names the variables' names; none if not set
     * @return this
     * @throws IllegalArgumentException if a name is none that a shell can hold
     */
    public Builder environment(String... names) {
      options.environment(names);
      return this;
    }

    /**
     * Builds the extension.
     *
     * @return an immutable extension
     */
    public RunscExtension build() {
      return new RunscExtension(Settings.of(options.build(), Optional.ofNullable(ociVersion)));
    }
  }
}
