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

/** The part of a call that is underlined in a failure text. */
sealed interface Mark {

  /** Nothing to underline: what differs is not there, or not in the command line. */
  record Nothing() implements Mark {}

  /** A flag with its value. */
  record Flag(boolean global, String name) implements Mark {}

  /** One of what follows the flags. */
  record Positional(int index) implements Mark {}
}
