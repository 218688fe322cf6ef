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

package dev.runsc.conformance.targets;

/** What a target must be able to do for a scenario to mean something on it. */
public enum Capability {
  /**
   * The program in the bundle is run. Without it, only what runsc itself says and does can be
   * looked at.
   */
  RUNS_PROGRAMS,
  /**
   * The pid in {@code state} is that of a process of this host, which can be looked at and killed.
   */
  HOST_PIDS
}
