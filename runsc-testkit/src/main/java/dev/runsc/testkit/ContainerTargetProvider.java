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

import java.util.Optional;

/**
 * Prepares {@link TargetKind#CONTAINER}. The kit finds it by {@link java.util.ServiceLoader}; the
 * one that it brings along needs Testcontainers.
 *
 * <p>Need not be thread-safe: the kit asks it from one thread at a time.
 *
 * @since 0.1.0
 */
public interface ContainerTargetProvider {

  /**
   * Starts a container in which a real runsc works. The kit does so once for all tests of a run
   * that ask for the same, and closes it at the end of the run.
   *
   * @param release the gVisor release that it has to be; empty for any
   * @param platform gVisor's platform; empty for the first that works
   * @return what tests run on
   * @throws TargetUnavailableException if there can be none here, such as without Docker
   */
  ContainerTarget start(Optional<String> release, Optional<String> platform)
      throws TargetUnavailableException;
}
