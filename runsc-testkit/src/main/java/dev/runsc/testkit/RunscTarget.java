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

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a test runs on, for code under test that starts runsc itself instead of using a client.
 *
 * @param kind fake, real or a container
 * @param release the gVisor release it imitates or is; empty for a real build that tells none
 * @param executable the executable to start
 * @param root the {@code --root} directory of the test
 * @param globalFlags what the calls of {@link dev.runsc.Runsc} begin with beside {@code --root};
 *     calls by other means need them as well
 * @since 0.1.0
 */
public record RunscTarget(
    TargetKind kind,
    Optional<String> release,
    Path executable,
    Path root,
    List<String> globalFlags) {

  /**
   * Copies the flags.
   *
   * @param kind fake, real or a container
   * @param release the gVisor release; empty for a real build that tells none
   * @param executable the executable to start
   * @param root the {@code --root} directory of the test
   * @param globalFlags the global flags beside {@code --root}
   */
  public RunscTarget {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(release, "release");
    Objects.requireNonNull(executable, "executable");
    Objects.requireNonNull(root, "root");
    globalFlags = List.copyOf(globalFlags);
  }

  /**
   * Its name in reports.
   *
   * @return such as {@code fake:20240729.0}
   */
  public String name() {
    return kind.prefix() + release.map(one -> ":" + one).orElse("");
  }
}
