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
 * What a stream carried.
 *
 * @param text what was kept, in UTF-8; if the stream was longer than the limit, its beginning and
 *     its end with a line between them that says how much is missing
 * @param size the number of bytes the stream carried
 * @param complete whether everything was kept
 * @since 0.1.0
 */
public record Captured(String text, long size, boolean complete) {

  static final Captured EMPTY = new Captured("", 0, true);
}
