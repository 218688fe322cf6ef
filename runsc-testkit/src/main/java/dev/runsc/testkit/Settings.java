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

/** What annotation and builder both come to. */
record Settings(
    String release,
    Optional<String> ociVersion,
    Workload workload,
    boolean strict,
    Set<String> environment,
    String script) {

  Settings {
    environment = Set.copyOf(environment);
  }

  /**
   * @param options all but the runtime-spec version, which is that of the release unless it is set
   * @param ociVersion the runtime-spec version, if it is set
   */
  static Settings of(FakeOptions options, Optional<String> ociVersion) {
    return new Settings(
        options.release(),
        ociVersion,
        options.workload(),
        options.strict(),
        options.environment(),
        options.script().json());
  }

  FakeOptions fakeOptions() {
    FakeOptions.Builder options =
        FakeOptions.builder()
            .release(release)
            .workload(workload)
            .strict(strict)
            .environment(environment.toArray(new String[0]))
            .script(Script.parse(script));
    ociVersion.ifPresent(options::ociVersion);
    return options.build();
  }

  /** These settings, where a place closer to the test sets nothing else. */
  Settings overriddenBy(PartialSettings closer) {
    Set<String> names = new LinkedHashSet<>(environment);
    names.addAll(closer.environment());
    return new Settings(
        closer.release().orElse(release),
        closer.ociVersion().or(() -> ociVersion),
        closer.workload().orElse(workload),
        closer.strict().orElse(strict),
        names,
        closer.script().orElse(script));
  }
}
