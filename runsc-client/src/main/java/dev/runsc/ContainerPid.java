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

/**
 * A process, by its number in its container: what its programs see, and what {@linkplain
 * ExecOptions.Builder#internalPidFile(java.nio.file.Path) an internal pid file} is for.
 *
 * <p>Where containers of one sandbox share its pid namespace, which they do unless their bundles
 * say otherwise, it is equal to the {@link SandboxPid}. Neither is a pid of the host.
 *
 * @param value the number
 * @since 0.1.0
 */
public record ContainerPid(int value) {

  /**
   * Checks the number.
   *
   * @param value the number
   * @throws IllegalArgumentException if it is not positive
   */
  public ContainerPid {
    if (value <= 0) {
      throw new IllegalArgumentException("a pid is positive: " + value);
    }
  }

  @Override
  public String toString() {
    return Integer.toString(value);
  }
}
