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

package dev.runsc.conformance.result;

import dev.runsc.conformance.transcript.Difference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a fake said differently from the real release of the same name.
 *
 * @param scenario the scenario's id
 * @param fake the fake's name
 * @param real the real target's name
 * @param differences where they differ; never empty
 */
public record Drift(String scenario, String fake, String real, List<Difference> differences) {

  /** The order in reports. */
  public static final Comparator<Drift> ORDER =
      Comparator.comparing(Drift::fake).thenComparing(Drift::real).thenComparing(Drift::scenario);

  /** Copies the list. */
  public Drift {
    differences = List.copyOf(differences);
  }

  /** Says it in lines fit for a terminal. */
  public List<String> show() {
    List<String> lines = new ArrayList<>();
    for (Difference difference : differences) {
      lines.addAll(difference.show(real, fake));
    }
    return lines;
  }
}
