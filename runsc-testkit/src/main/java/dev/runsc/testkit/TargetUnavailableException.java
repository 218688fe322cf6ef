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

import org.jspecify.annotations.Nullable;

/**
 * There is no such target here. The message says why, and what to do about it.
 *
 * <p>What it tells does not change, so any thread may read it.
 *
 * @since 0.1.0
 */
public final class TargetUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Names the reason.
   *
   * @param reason why, and what to do about it
   * @param cause what failed; null if nothing did
   */
  public TargetUnavailableException(String reason, @Nullable Throwable cause) {
    super(reason, cause);
  }
}
