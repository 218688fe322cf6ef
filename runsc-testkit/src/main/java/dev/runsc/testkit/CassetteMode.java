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
 * What a test does with its cassette.
 *
 * @since 0.1.0
 */
public enum CassetteMode {
  /** It is replayed; a test without one fails. */
  REPLAY,
  /** It is replayed, and recorded on a real runsc if it is missing. */
  RECORD_IF_MISSING,
  /** It is recorded anew on a real runsc, and written if the test passes. */
  RERECORD
}
