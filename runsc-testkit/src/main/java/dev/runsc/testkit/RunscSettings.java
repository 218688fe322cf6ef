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

import dev.runsc.fake.Workload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says what a test runs on and how that behaves. It goes together with {@link RunscExtension}.
 *
 * <p>It may stand on a test method, a test class, a class or interface that the test class extends,
 * an enclosing class, or another annotation. What one of them does not set is taken from the next,
 * in that order, then from the extension's {@linkplain RunscExtension#builder() builder}, then from
 * the defaults. Annotations on one element may share the work, but not set the same thing twice.
 *
 * <pre>{@code
 * @ExtendWith(RunscExtension.class)
 * @RunscSettings(release = "20221219.0")
 * class CleanupTest {
 *   @Test
 *   @RunscSettings(script = """
 *       {"replies": [{"on": {"command": "delete"}, "reply": [{"exit": 128}, {"model": true}]}]}
 *       """)
 *   void deleteIsTriedAgain(Runsc runsc, FakeRunsc fake) { … }
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
public @interface RunscSettings {

  /**
   * What the test runs on.
   *
   * @return one target; empty if not set here. {@link TargetKind#FAKE} by default
   */
  TargetKind[] target() default {};

  /**
   * The gVisor release to imitate, such as {@code 20240729.0}; on a real target the one that it has
   * to be.
   *
   * @return for a fake one of {@link dev.runsc.fake.FakeOptions#releases()}; empty if not set here.
   *     The newest one there is by default
   */
  String release() default "";

  /**
   * The version of the runtime-spec that the fake tells, which belongs to a build rather than to a
   * release.
   *
   * @return such as {@code 1.1.0-rc.1}; empty if not set here. That of Debian's build of the
   *     release by default
   */
  String ociVersion() default "";

  /**
   * The {@code --platform} of a real target. A fake takes any.
   *
   * @return such as {@code systrap}; empty if not set here. The first that works by default
   */
  String platform() default "";

  /**
   * What becomes of the test if it is to run on a real target and there is none.
   *
   * @return one value; empty if not set here. By default what JUnit's configuration parameter
   *     {@value RunscExtension#MISSING_REAL_PARAMETER} says, {@code fail} or {@code skip}, and
   *     {@link MissingReal#FAIL} if it says nothing
   */
  MissingReal[] missingReal() default {};

  /**
   * What runs in the containers of a fake.
   *
   * @return one kind of workload; empty if not set here. {@link Workload#SCRIPTED} by default
   */
  Workload[] workload() default {};

  /**
   * Whether calls that no scripted reply matches are refused instead of modelled.
   *
   * @return one value; empty if not set here. False by default
   */
  boolean[] strict() default {};

  /**
   * The scripted replies and workloads.
   *
   * @return the {@linkplain dev.runsc.fake.Script text of a script}; empty if not set here. No
   *     script by default
   */
  String script() default "";

  /**
   * The scripted replies and workloads, from a resource.
   *
   * @return the resource's name, relative to the class that has this annotation (or to the
   *     annotation that has it), or from the root with a slash at its beginning; empty if not set
   *     here
   */
  String scriptResource() default "";

  /**
   * The environment variables whose values are recorded with each call. Don't name secrets.
   *
   * @return names, to which those of the other places are added. None by default
   */
  String[] environment() default {};

  /**
   * Whether the test fails if the fake had to refuse a call: one that no scripted reply matched
   * although only they answer, or that is neither scripted nor modelled. Code that swallows errors
   * would hide it.
   *
   * @return one value; empty if not set here. True by default
   */
  boolean[] failOnUnexpectedCalls() default {};

  /**
   * Whether the test fails if a scripted reply was never given.
   *
   * @return one value; empty if not set here. False by default
   */
  boolean[] failOnUnusedReplies() default {};

  /**
   * Whether the test fails if it leaves a container. It is ended in any case.
   *
   * @return one value; empty if not set here. False by default
   */
  boolean[] failOnLeftContainers() default {};

  /**
   * What becomes of the directory of the test.
   *
   * @return one value; empty if not set here. {@link Cleanup#ON_SUCCESS} by default
   */
  Cleanup[] cleanup() default {};
}
