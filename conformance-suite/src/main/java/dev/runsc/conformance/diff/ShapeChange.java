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

package dev.runsc.conformance.diff;

import java.util.List;
import java.util.Locale;

/**
 * A field of a command's JSON that came, went, or has another type.
 *
 * @param command the command
 * @param path where the field is: {@code $[].status}
 * @param before its types in the first; empty if it is not there
 * @param after its types in the second; empty if it is not there
 */
public record ShapeChange(String command, String path, List<String> before, List<String> after) {

  /** In words. */
  public String show() {
    String place = command + ": " + path;
    if (before.isEmpty()) {
      return place + " is new (" + types(after) + ")";
    }
    return after.isEmpty()
        ? place + " is gone (was " + types(before) + ")"
        : place + " is " + types(after) + ", was " + types(before);
  }

  private static String types(List<String> types) {
    return String.join(" or ", types).toLowerCase(Locale.ROOT);
  }
}
