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

import java.util.Locale;
import java.util.Optional;

/**
 * The status of a container, as {@code runsc state} and {@code runsc list} name it.
 *
 * @since 0.1.0
 */
public enum ContainerStatus {
  /** Being created. In the runtime's own words only; no release has been seen reporting it. */
  CREATING,
  /** Created, its program not started yet. */
  CREATED,
  /** Its program is running. */
  RUNNING,
  /** Its processes are frozen. */
  PAUSED,
  /** Its program has ended, or its sandbox has died. */
  STOPPED;

  /**
   * Returns the word runsc uses.
   *
   * @return the lower-case name, such as {@code running}
   */
  public String runscName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Finds a status by the word runsc uses.
   *
   * @param name the word, such as {@code running}
   * @return the status, or empty if no release known here has such a status
   */
  public static Optional<ContainerStatus> of(String name) {
    for (ContainerStatus status : values()) {
      if (status.runscName().equals(name)) {
        return Optional.of(status);
      }
    }
    return Optional.empty();
  }
}
