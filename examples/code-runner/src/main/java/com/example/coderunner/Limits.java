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

package com.example.coderunner;

import java.time.Duration;

/**
 * What a snippet may use.
 *
 * @param start how long its sandbox may take to come up, which is not the snippet's time
 * @param time how long the snippet may run
 * @param memoryBytes how much memory each of its processes may have, and its sandbox as a whole
 * @param outputBytes how much of each of its outputs is kept
 * @param diskBytes how much it may write to {@code /tmp}, the only place it can write to
 */
public record Limits(
    Duration start, Duration time, long memoryBytes, int outputBytes, long diskBytes) {

  /** Enough for exercises and small jobs. */
  public static final Limits DEFAULTS =
      new Limits(Duration.ofSeconds(20), Duration.ofSeconds(10), 256L << 20, 64 << 10, 16L << 20);

  /**
   * The same with another time for the snippet.
   *
   * @param other how long it may run
   * @return other limits
   */
  public Limits withTime(Duration other) {
    return new Limits(start, other, memoryBytes, outputBytes, diskBytes);
  }

  /**
   * The same with another time for the sandbox.
   *
   * @param other how long it may take to come up
   * @return other limits
   */
  public Limits withStart(Duration other) {
    return new Limits(other, time, memoryBytes, outputBytes, diskBytes);
  }
}
