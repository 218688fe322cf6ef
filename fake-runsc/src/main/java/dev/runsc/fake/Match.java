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

package dev.runsc.fake;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What one word of a call has to be. */
sealed interface Match {
  boolean matches(@Nullable String actual);

  String shown();

  static String shown(@Nullable String actual) {
    if (actual == null) {
      return "absent";
    }
    return GoText.quote(actual.length() > 200 ? actual.substring(0, 200) + "…" : actual);
  }

  /** Equal to a text. */
  record Literal(String text) implements Match {
    @Override
    public boolean matches(@Nullable String actual) {
      return text.equals(actual);
    }

    @Override
    public String shown() {
      return GoText.quote(text);
    }
  }

  /** Matches a regular expression from end to end. */
  record Regex(Pattern pattern) implements Match {
    @Override
    public boolean matches(@Nullable String actual) {
      return actual != null && pattern.matcher(actual).matches();
    }

    @Override
    public String shown() {
      return "a match of " + pattern;
    }

    /** By the text of the pattern: patterns themselves have no equality. */
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Regex regex && regex.pattern.pattern().equals(pattern.pattern());
    }

    @Override
    public int hashCode() {
      return pattern.pattern().hashCode();
    }
  }

  /** There, or not there, whatever its value. */
  record Presence(boolean present) implements Match {
    @Override
    public boolean matches(@Nullable String actual) {
      return present == (actual != null);
    }

    @Override
    public String shown() {
      return present ? "present" : "absent";
    }
  }

  /** There or not, and whatever it is: a place in a list that does not matter. */
  record Any() implements Match {
    @Override
    public boolean matches(@Nullable String actual) {
      return true;
    }

    @Override
    public String shown() {
      return "anything";
    }
  }
}
