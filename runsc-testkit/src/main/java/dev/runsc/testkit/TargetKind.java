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

/**
 * On what a test runs.
 *
 * @since 0.1.0
 */
public enum TargetKind {
  /** A fake: no root, no Linux, no gVisor needed. */
  FAKE,
  /** A real runsc of this host, which needs Linux and root. */
  REAL,
  /** A real runsc in a container of Docker, for hosts on which it does not run as it is. */
  CONTAINER;

  /** How it is named in front of a release. */
  String prefix() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
