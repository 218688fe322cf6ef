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

package dev.runsc.conformance.transcript;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One thing that was done or looked at, and what came of it.
 *
 * @param title what was done, such as a command line
 * @param parts what came of it, by name: {@code exit}, {@code stdout}, {@code stderr}, …
 */
public record Entry(String title, Map<String, String> parts) {

  /** Copies the parts. */
  public Entry {
    parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
  }
}
