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

import dev.runsc.fake.FakeOptions;
import dev.runsc.fake.Script;
import dev.runsc.fake.Workload;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What annotation and builder both come to.
 *
 * @param target what the test runs on
 * @param release the gVisor release, if it is set
 * @param ociVersion the runtime-spec version, if it is set
 * @param platform gVisor's platform on a real target, if it is set
 * @param missingReal what becomes of a test without a real runsc, if it is set
 * @param cassette what the test is answered from, if not by the model
 */
record Settings(
    TargetKind target,
    Optional<String> release,
    Optional<String> ociVersion,
    Optional<String> platform,
    Optional<MissingReal> missingReal,
    Workload workload,
    boolean strict,
    Set<String> environment,
    String script,
    boolean failOnUnexpectedCalls,
    boolean failOnUnusedReplies,
    boolean failOnLeftContainers,
    Cleanup cleanup,
    Optional<CassetteSetting> cassette) {

  static final Settings DEFAULTS =
      new Settings(
          TargetKind.FAKE,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Workload.SCRIPTED,
          false,
          Set.of(),
          Script.empty().json(),
          true,
          false,
          false,
          Cleanup.ON_SUCCESS,
          Optional.empty());

  Settings {
    environment = Set.copyOf(environment);
  }

  FakeOptions fakeOptions() {
    FakeOptions.Builder options =
        FakeOptions.builder()
            .workload(workload)
            .strict(strict)
            .environment(environment.toArray(new String[0]))
            .script(Script.parse(script));
    release.ifPresent(options::release);
    ociVersion.ifPresent(options::ociVersion);
    return options.build();
  }

  Settings withoutCassette() {
    return new Settings(
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
        Optional.empty());
  }

  /** These settings, where a place closer to the test sets nothing else. */
  Settings overriddenBy(PartialSettings closer) {
    Set<String> names = new LinkedHashSet<>(environment);
    names.addAll(closer.environment());
    return new Settings(
        closer.target().orElse(target),
        closer.release().or(() -> release),
        closer.ociVersion().or(() -> ociVersion),
        closer.platform().or(() -> platform),
        closer.missingReal().or(() -> missingReal),
        closer.workload().orElse(workload),
        closer.strict().orElse(strict),
        names,
        closer.script().orElse(script),
        closer.failOnUnexpectedCalls().orElse(failOnUnexpectedCalls),
        closer.failOnUnusedReplies().orElse(failOnUnusedReplies),
        closer.failOnLeftContainers().orElse(failOnLeftContainers),
        closer.cleanup().orElse(cleanup),
        closer.cassette().or(() -> cassette));
  }
}
