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

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A record of {@code runsc events}.
 *
 * @param type the type; {@code stats} in all known releases
 * @param id the container
 * @param stats what the container uses; empty for other types than {@code stats}
 * @param otherFields fields this library does not know, by name, as for {@link
 *     Container#otherFields()}
 * @since 0.1.0
 */
public record Event(
    String type, String id, Optional<Stats> stats, Map<String, Object> otherFields) {

  /**
   * Copies the map.
   *
   * @param type the type
   * @param id the container
   * @param stats what the container uses
   * @param otherFields fields this library does not know
   */
  public Event {
    otherFields = Collections.unmodifiableMap(new LinkedHashMap<>(otherFields));
  }
}
