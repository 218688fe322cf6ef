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
 * Why a call is not the one asked for.
 *
 * @param text what it has instead, such as {@code no --force}
 * @param mark where that is
 */
record Difference(String text, Mark mark) {
  static Difference of(String text) {
    return new Difference(text, new Mark.Nothing());
  }
}
