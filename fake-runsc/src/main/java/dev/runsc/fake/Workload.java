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

package dev.runsc.fake;

/**
 * What runs in a fake container. Either way it is a real process, alive as long as the container.
 *
 * @since 0.1.0
 */
public enum Workload {
  /**
   * The process does what the {@linkplain Script script} says (prints, ends after a time, ignores a
   * signal); unscripted it runs until it is killed. The bundle's root file system is not looked at.
   */
  SCRIPTED,
  /**
   * The bundle's own {@code process.args} run as a process of the host, <strong>without any
   * sandbox</strong>: only for programs you would run yourself. The root file system must be the
   * host's ({@code root.path} of {@code /}), since nothing changes its root.
   */
  HOST
}
