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
import dev.runsc.testkit.internal.Release;
import java.lang.reflect.AnnotatedElement;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.TestAbortedException;

/**
 * Gives tests a fake {@code runsc} and a client for it.
 *
 * <p>Parameters of these types are resolved, in test methods, lifecycle methods and constructors,
 * and fields of them that are annotated with {@link InjectRunsc} are set:
 *
 * <ul>
 *   <li>{@link Runsc}: a client whose command is the fake and whose root is a fresh directory;
 *   <li>{@link FakeRunsc}: the fake itself, to assert on the calls that it recorded;
 *   <li>{@link Bundles}: makes OCI bundles in a fresh directory;
 *   <li>{@link RunscTarget}: what the test runs on, for code that starts runsc itself;
 *   <li>{@link String} with {@link FreshId}: a container id that nobody else has.
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
 * <p><strong>Afterwards</strong> every container is ended, and a test that has left a process, a
 * mount or a file that cannot be removed fails and is named. If all went well, everything in the
 * directory of the test is removed; it is made by {@link dev.runsc.fake.TemporaryDirectories} for a
 * fake, and below {@code java.io.tmpdir} for a real runsc. After a failure it is kept; where it is
 * and the calls of the test are attached to the failure as a suppressed exception, its path is the
 * report entry {@value #DIRECTORY_ENTRY}, and the calls are published as files of the test.
 *
 * <p>Safe for tests that run in parallel. Needs JUnit 5.13 or later.
 *
 * @since 0.1.0
 */
public final class RunscExtension
    implements ExecutionCondition,
        BeforeAllCallback,
        AfterAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        ParameterResolver,
        TestInstancePreConstructCallback,
        TestInstancePostProcessor,
        TestTemplateInvocationContextProvider,
        InvocationInterceptor {

  /** The key of the report entry that has the path of a failed test's directory. */
  public static final String DIRECTORY_ENTRY = "runsc.directory";

  /**
   * The configuration parameter of JUnit that says what becomes of tests without a real runsc:
   * {@code fail} or {@code skip}.
   */
  public static final String MISSING_REAL_PARAMETER = "runsc.missing-real";

  /**
   * The configuration parameter of JUnit that says where cassettes are: a directory, relative to
   * that of the project.
   */
  public static final String CASSETTES_PARAMETER = "runsc.cassettes";

  /**
   * The configuration parameter of JUnit that says what is done with cassettes, whatever their
   * {@link RunscCassette} says: {@code replay}, {@code record-if-missing} or {@code rerecord}.
   */
  public static final String CASSETTE_MODE_PARAMETER = "runsc.cassette-mode";

  static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(RunscExtension.class);
  private static final String SCOPE = "scope";
  private static final String WATCH = "watch";
  static final Set<Class<?>> RESOLVED =
      Set.of(Runsc.class, FakeRunsc.class, Bundles.class, RunscTarget.class);

  private final Settings settings;

  /** An extension with the default settings, for {@code @ExtendWith}. */
  public RunscExtension() {
    this(Settings.DEFAULTS);
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

  /** Skips what is to run on a real runsc where there is none, if that is to be skipped. */
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    // Each invocation of those has a target of its own, and looks for itself.
    return TargetInvocations.supports(context)
        ? ConditionEvaluationResult.enabled("runs on several targets")
        : evaluate(context, settings);
  }

  static ConditionEvaluationResult evaluate(ExtensionContext context, Settings base) {
    try {
      Settings wanted = needed(context, base);
      return RealRequirement.skipped(context, wanted)
          .map(ConditionEvaluationResult::disabled)
          .orElseGet(() -> ConditionEvaluationResult.enabled("runs on " + wanted.target()));
    } catch (ExtensionConfigurationException | AssertionError e) {
      // JUnit would wrap it here; the test fails of it before it begins.
      return ConditionEvaluationResult.enabled("fails: " + e.getMessage());
    }
  }

  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return TargetInvocations.supports(context);
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    return TargetInvocations.of(context, settings);
  }

  /** Checks the settings of a class before anything of it runs, and sets its static fields. */
  @Override
  public void beforeAll(ExtensionContext context) {
    requireOneMeaning(context, scope(context));
    FieldInjection.inject(
        context.getRequiredTestClass(), null, field -> resolve(field, field.getType(), context));
  }

  /** Lets no instance be made for a real runsc that is not there. */
  @Override
  public void preConstructTestInstance(
      TestInstanceFactoryContext factoryContext, ExtensionContext context) {
    if (!TargetInvocations.supports(context)) {
      requireTarget(context, settings);
    }
  }

  static void requireTarget(ExtensionContext context, Settings base) {
    RealRequirement.skipped(context, needed(context, base))
        .ifPresent(
            reason -> {
              throw new TestAbortedException(reason);
            });
  }

  /** Sets the fields of an instance. */
  @Override
  public void postProcessTestInstance(Object instance, ExtensionContext context) {
    FieldInjection.inject(
        instance.getClass(), instance, field -> resolve(field, field.getType(), context));
  }

  /** Checks the settings of a test, and has a failure noticed by the fake that it shares. */
  @Override
  public void beforeEach(ExtensionContext context) {
    TestScope scope = scope(context);
    requireOneMeaning(context, scope);
    requireTarget(context, settings);
    if (scope != null && !scope.isOf(context)) {
      context.getStore(NAMESPACE).put(WATCH, new FailureWatch(context, scope));
    }
  }

  /** Fails a test whose calls were refused. */
  @Override
  public void afterEach(ExtensionContext context) {
    TestScope scope = scope(context);
    if (scope != null) {
      scope.verify(context);
    }
  }

  /** Fails a class whose calls outside of its tests were refused. */
  @Override
  public void afterAll(ExtensionContext context) {
    TestScope scope = scope(context);
    if (scope != null && scope.isOf(context)) {
      scope.verify(context);
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return RESOLVED.contains(parameter.getParameter().getType())
        || parameter.isAnnotated(FreshId.class);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    if (parameter.isAnnotated(FreshId.class)) {
      FieldInjection.requireString("the " + parameter, type);
      return FreshIds.next();
    }
    return resolve(parameter.getParameter(), type, context);
  }

  private Object resolve(AnnotatedElement element, Class<?> type, ExtensionContext context) {
    if (AnnotationSupport.isAnnotated(element, FreshId.class)) {
      return FreshIds.next();
    }
    TestScope scope = scope(context);
    Settings wanted = requireOneMeaning(context, scope);
    if (scope == null) {
      scope = new TestScope(context, wanted);
      context.getStore(NAMESPACE).put(SCOPE, scope);
    }
    return scope.resolve(type);
  }

  static String resolvedTypes() {
    return RESOLVED.stream().map(Class::getSimpleName).sorted().collect(Collectors.joining(", "));
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
    Settings wanted = wanted(context, settings);
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

  /** The settings of a test as far as it has not been given already what they ask for. */
  private static Settings needed(ExtensionContext context, Settings base) {
    TestScope scope = scope(context);
    Settings wanted = wanted(context, base);
    boolean isTest = context.getTestMethod().isPresent() && !isContainer(context);
    boolean isForAnother = scope == null ? !isTest : !scope.isOf(context);
    return isForAnother ? wanted.withoutCassette() : wanted;
  }

  /** Whether it stands for several invocations, each of which looks for itself. */
  private static boolean isContainer(ExtensionContext context) {
    String id = context.getUniqueId();
    return id.startsWith("[test-template:", id.lastIndexOf('['));
  }

  private static Settings wanted(ExtensionContext context, Settings base) {
    Settings wanted = SettingsLookup.settings(context, base);
    RealRequirement.check(wanted, TestScope.name(context));
    return wanted;
  }

  /** Builds a {@link RunscExtension}. Not thread-safe. */
  public static final class Builder {
    private Optional<TargetKind> target = Optional.empty();
    private Optional<String> release = Optional.empty();
    private Optional<String> ociVersion = Optional.empty();
    private Optional<String> platform = Optional.empty();
    private Optional<MissingReal> missingReal = Optional.empty();
    private Optional<Workload> workload = Optional.empty();
    private Optional<Boolean> strict = Optional.empty();
    private final Set<String> environment = new LinkedHashSet<>();
    private Optional<String> script = Optional.empty();
    private Optional<Boolean> failOnUnexpectedCalls = Optional.empty();
    private Optional<Boolean> failOnUnusedReplies = Optional.empty();
    private Optional<Boolean> failOnLeftContainers = Optional.empty();
    private Optional<Cleanup> cleanup = Optional.empty();
    private Optional<CassetteSetting> cassette = Optional.empty();

    private Builder() {}

    /**
     * Sets what tests run on.
     *
     * @param target the target; {@link TargetKind#FAKE} if not set
     * @return this
     */
    public Builder target(TargetKind target) {
      this.target = Optional.of(target);
      return this;
    }

    /**
     * Sets the gVisor release to imitate; on a real target the one that it has to be.
     *
     * @param release for a fake one of {@link FakeOptions#releases()}; the newest there is if not
     *     set
     * @return this
     * @throws IllegalArgumentException if it is not written like a release
     */
    public Builder release(String release) {
      this.release = Optional.of(Release.parse(release).toString());
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
      this.ociVersion = Optional.of(ociVersion);
      return this;
    }

    /**
     * Sets the {@code --platform} of a real target. A fake takes any.
     *
     * @param platform such as {@code systrap}; the first that works if not set
     * @return this
     */
    public Builder platform(String platform) {
      this.platform = Optional.of(platform);
      return this;
    }

    /**
     * Sets what becomes of tests that are to run on a real target where there is none.
     *
     * @param missingReal fail or skip; what {@value #MISSING_REAL_PARAMETER} says if not set, and
     *     fail if that says nothing
     * @return this
     */
    public Builder missingReal(MissingReal missingReal) {
      this.missingReal = Optional.of(missingReal);
      return this;
    }

    /**
     * Sets what runs in the containers of a fake.
     *
     * @param workload the kind of workload; {@link Workload#SCRIPTED} if not set
     * @return this
     */
    public Builder workload(Workload workload) {
      this.workload = Optional.of(workload);
      return this;
    }

    /**
     * Sets whether calls that no scripted reply matches are refused instead of modelled.
     *
     * @param strict true for scripted replies only; false if not set
     * @return this
     */
    public Builder strict(boolean strict) {
      this.strict = Optional.of(strict);
      return this;
    }

    /**
     * Sets the scripted replies and workloads.
     *
     * @param script the script; empty if not set
     * @return this
     */
    public Builder script(Script script) {
      this.script = Optional.of(script.json());
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
      return script(Script.load(file));
    }

    /**
     * Adds environment variables whose values are recorded with each call. Don't name secrets.
     *
     * @param names the variables' names; none if not set
     * @return this
     * @throws IllegalArgumentException if a name is none that a shell can hold
     */
    public Builder environment(String... names) {
      environment.addAll(FakeOptions.builder().environment(names).build().environment());
      return this;
    }

    /**
     * Sets whether a test fails if the fake had to refuse a call: one that no scripted reply
     * matched although only they answer, or that is neither scripted nor modelled.
     *
     * @param fail true, as if not set, or false
     * @return this
     */
    public Builder failOnUnexpectedCalls(boolean fail) {
      this.failOnUnexpectedCalls = Optional.of(fail);
      return this;
    }

    /**
     * Sets whether a test fails if a scripted reply was never given.
     *
     * @param fail true, or false as if not set
     * @return this
     */
    public Builder failOnUnusedReplies(boolean fail) {
      this.failOnUnusedReplies = Optional.of(fail);
      return this;
    }

    /**
     * Sets whether a test fails if it leaves a container, which is ended in any case.
     *
     * @param fail true, or false as if not set
     * @return this
     */
    public Builder failOnLeftContainers(boolean fail) {
      this.failOnLeftContainers = Optional.of(fail);
      return this;
    }

    /**
     * Sets what becomes of the directory of a test.
     *
     * @param cleanup when it is removed; {@link Cleanup#ON_SUCCESS} if not set
     * @return this
     */
    public Builder cleanup(Cleanup cleanup) {
      this.cleanup = Optional.of(cleanup);
      return this;
    }

    /**
     * Has tests answered from cassettes, as {@link RunscCassette} does.
     *
     * @param mode what is done with them; there are none if not set
     * @return this
     */
    public Builder cassettes(CassetteMode mode) {
      this.cassette = Optional.of(new CassetteSetting("", mode));
      return this;
    }

    /**
     * Builds the extension.
     *
     * @return an immutable extension
     */
    public RunscExtension build() {
      return new RunscExtension(
          Settings.DEFAULTS.overriddenBy(
              new PartialSettings(
                  target,
                  release,
                  ociVersion,
                  platform,
                  missingReal,
                  workload,
                  strict,
                  environment,
                  script,
                  failOnUnexpectedCalls,
                  failOnUnusedReplies,
                  failOnLeftContainers,
                  cleanup,
                  cassette)));
    }
  }
}
