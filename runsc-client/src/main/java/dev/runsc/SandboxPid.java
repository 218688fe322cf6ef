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
 * A process, by its number in the sandbox: what {@link Runsc#ps(String)} and {@link
 * Runsc#top(String)} tell and {@link Runsc#kill(String, Signal, KillOptions) kill} takes.
 *
 * <p>All containers of a sandbox share these numbers. Where a container has a pid namespace of its
 * own, its programs see other ones ({@link ContainerPid}). Neither is a pid of the host.
 *
 * @param value the number
 * @since 0.1.0
 */
public record SandboxPid(int value) {

  /**
   * Checks the number.
   *
   * @param value the number
   * @throws IllegalArgumentException if it is not positive
   */
  public SandboxPid {
    if (value <= 0) {
      throw new IllegalArgumentException("a pid is positive: " + value);
    }
  }

  @Override
  public String toString() {
    return Integer.toString(value);
  }
}
