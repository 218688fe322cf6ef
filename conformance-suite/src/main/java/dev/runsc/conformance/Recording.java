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

package dev.runsc.conformance;

import dev.runsc.conformance.transcript.Entry;
import dev.runsc.conformance.transcript.Normaliser;
import dev.runsc.conformance.transcript.Transcript;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Collects what a scenario did. An entry has its place from its begin, so that calls that overlap
 * are in the same order on every target. Thread-safe.
 */
final class Recording {

  private static final Map<String, String> UNENDED = Map.of("exit", "(did not end)");

  private final Normaliser normaliser;
  private final List<Entry> entries = new ArrayList<>();
  private final Map<Integer, Supplier<Map<String, String>>> pending = new LinkedHashMap<>();

  Recording(Normaliser normaliser) {
    this.normaliser = normaliser;
  }

  /** Takes a place for something that begins now. */
  synchronized int begin(String title) {
    entries.add(new Entry(normaliser.apply(title), UNENDED));
    return entries.size() - 1;
  }

  /** Says what came of it. */
  synchronized void end(int place, Map<String, String> parts) {
    end(place, null, parts);
  }

  /** Says what came of it, and what it was, if that was not known at the begin. */
  synchronized void end(
      int place, @org.jspecify.annotations.Nullable String title, Map<String, String> parts) {
    Map<String, String> normalised = new LinkedHashMap<>();
    parts.forEach((name, text) -> normalised.put(name, normaliser.apply(text)));
    String shown = title == null ? entries.get(place).title() : normaliser.apply(title);
    entries.set(place, new Entry(shown, normalised));
  }

  /**
   * Says how to tell what came of it, which is asked for at the end of the scenario: a container
   * goes on writing to the streams of the call that made it, sooner or later.
   */
  synchronized void endLater(int place, Supplier<Map<String, String>> parts) {
    pending.put(place, parts);
  }

  synchronized Transcript transcript() {
    pending.forEach((place, parts) -> end(place, parts.get()));
    pending.clear();
    return new Transcript(entries);
  }
}
