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

package dev.runsc.conformance.surface;

/**
 * A flag as a usage text tells it.
 *
 * @param name its name, without dashes
 * @param type {@code string}, {@code int}, {@code duration}, {@code value}, …; {@code bool} where
 *     the text names none
 * @param standard its default as it is printed; empty if none is, which means the type's zero
 * @param description the sentence, without the default; empty if the executable prints none
 */
public record Flag(String name, String type, String standard, String description) {

  /** The default in words. */
  public String shownDefault() {
    if (!standard.isEmpty()) {
      return standard;
    }
    return switch (type) {
      case "bool" -> "false";
      case "int", "uint", "float" -> "0";
      case "duration" -> "0s";
      case "string" -> "\"\"";
      default -> "(none)";
    };
  }
}
