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
 * A failure of the imitated runsc itself: one message on standard error and in its log, exit 128.
 */
class RunscError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RunscError(String message) {
    super(message);
  }

  /** The same failure, seen from the caller of what failed. */
  RunscError in(String context) {
    return new RunscError(context + ": " + getMessage());
  }

  String message() {
    return String.valueOf(getMessage());
  }
}
