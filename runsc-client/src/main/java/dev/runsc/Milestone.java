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
 * What else than the end of a process can be waited for; see {@link Runsc#await}.
 *
 * @since 0.1.0
 */
public enum Milestone {
  /** A checkpoint has been made. Since release 20240715.0. */
  CHECKPOINT("--checkpoint=1"),
  /** The container has been restored, what is read in the background included. Since 20250414.0. */
  RESTORE("--restore"),
  /** The file systems have been saved. Since release 20260323.0. */
  FS_CHECKPOINT("--fscheckpoint"),
  /** The file systems have been restored. Since release 20260323.0. */
  FS_RESTORE("--fsrestore");

  private final String flag;

  Milestone(String flag) {
    this.flag = flag;
  }

  /**
   * The flag that chooses it. {@code checkpoint} was a number, of the checkpoint to wait for, until
   * it became a switch in 20250106.0, which takes a 1 as well.
   */
  String flag() {
    return flag;
  }
}
