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

package dev.runsc.conformance.fuzz;

import dev.runsc.conformance.transcript.Difference;
import java.util.List;

/**
 * Something that a fake answers differently from what it imitates.
 *
 * @param reference the name of what is imitated
 * @param fake the name of the fake
 * @param sequence the number of the first sequence that showed it
 * @param times how many sequences showed it first of all
 * @param drawn how many steps the sequence had
 * @param tries how many shorter or plainer ones were tried
 * @param steady whether it was seen again when the sequence was played again
 * @param steps the smallest sequence that shows it, in words
 * @param difference where the answers differ
 * @param source the scenario that shows it, as a Java class
 */
public record Finding(
    String reference,
    String fake,
    int sequence,
    int times,
    int drawn,
    int tries,
    boolean steady,
    List<String> steps,
    Difference difference,
    String source) {

  /** Copies the list. */
  public Finding {
    steps = List.copyOf(steps);
  }
}
