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

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares transcripts, entry by entry, part by part, line by line. */
public final class Comparison {

  private static final String CALL = "call";

  private Comparison() {}

  /**
   * Compares a transcript with a reference. Where not even what was done is the same, the bodies
   * have gone different ways, and nothing after it is compared.
   *
   * @return the differences, in the order of the entries; empty if there are none
   */
  public static List<Difference> of(Transcript reference, Transcript other) {
    List<Difference> differences = new ArrayList<>();
    int count = Math.max(reference.entries().size(), other.entries().size());
    for (int i = 0; i < count; i++) {
      List<String> referenceTitle = title(reference, i);
      List<String> otherTitle = title(other, i);
      if (!referenceTitle.equals(otherTitle)) {
        String shown = referenceTitle.isEmpty() ? otherTitle.get(0) : referenceTitle.get(0);
        differences.add(new Difference(i + 1, shown, CALL, 1, referenceTitle, otherTitle));
        break;
      }
      compare(i + 1, reference.entries().get(i), other.entries().get(i), differences);
    }
    return differences;
  }

  private static List<String> title(Transcript transcript, int index) {
    return index < transcript.entries().size()
        ? List.of(transcript.entries().get(index).title())
        : List.of();
  }

  private static void compare(
      int number, Entry reference, Entry other, List<Difference> differences) {
    Set<String> names = new LinkedHashSet<>(reference.parts().keySet());
    names.addAll(other.parts().keySet());
    for (String name : names) {
      List<String> referenceLines = lines(reference.parts(), name);
      List<String> otherLines = lines(other.parts(), name);
      for (AbstractDelta<String> delta : DiffUtils.diff(referenceLines, otherLines).getDeltas()) {
        differences.add(
            new Difference(
                number,
                reference.title(),
                name,
                delta.getSource().getPosition() + 1,
                delta.getSource().getLines(),
                delta.getTarget().getLines()));
      }
    }
  }

  private static List<String> lines(Map<String, String> parts, String name) {
    String text = parts.get(name);
    return text == null ? List.of("(not there)") : Transcript.lines(text);
  }
}
