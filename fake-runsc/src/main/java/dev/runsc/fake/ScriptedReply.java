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

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a script: which calls it answers, and how.
 *
 * @param on the calls it answers
 * @param replies at least one
 * @param then what follows the last reply
 */
record ScriptedReply(On on, List<Answer> replies, Then then) {

  /** What follows the last reply of a sequence. */
  enum Then {
    REPEAT,
    MODEL,
    FAIL
  }

  /** One reply of a sequence. */
  record Answer(boolean model, int exit, String stdout, String stderr, Duration delay) {}

  /** The calls an entry answers; what is absent is not looked at. */
  record On(
      @Nullable Match command,
      @Nullable Match id,
      Map<String, Match> flags,
      Map<String, Match> globalFlags,
      @Nullable List<Match> positionals) {

    /** Says why a call does not match, most telling reason first, or empty if it does. */
    Optional<String> mismatch(Call call) {
      if (command != null && !command.matches(call.command())) {
        return Optional.of(
            "command is " + Match.shown(call.command()) + " instead of " + command.shown());
      }
      if (id != null && !id.matches(call.id().orElse(null))) {
        return Optional.of(
            "id is " + Match.shown(call.id().orElse(null)) + " instead of " + id.shown());
      }
      Optional<String> flag = mismatch("--", flags, call.flags());
      if (flag.isEmpty()) {
        flag = mismatch("global --", globalFlags, call.globalFlags());
      }
      return flag.isPresent() ? flag : positionalMismatch(call);
    }

    private Optional<String> positionalMismatch(Call call) {
      if (positionals == null) {
        return Optional.empty();
      }
      if (positionals.size() != call.positionals().size()) {
        return Optional.of(
            "it has "
                + call.positionals().size()
                + " positionals instead of "
                + positionals.size());
      }
      for (int i = 0; i < positionals.size(); i++) {
        String actual = call.positionals().get(i);
        if (!positionals.get(i).matches(actual)) {
          return Optional.of(
              "positional "
                  + i
                  + " is "
                  + Match.shown(actual)
                  + " instead of "
                  + positionals.get(i).shown());
        }
      }
      return Optional.empty();
    }

    private static Optional<String> mismatch(
        String dashes, Map<String, Match> expected, Map<String, List<String>> actual) {
      for (Map.Entry<String, Match> entry : expected.entrySet()) {
        List<String> values = actual.get(entry.getKey());
        String last = values == null ? null : values.get(values.size() - 1);
        if (!entry.getValue().matches(last)) {
          return Optional.of(
              dashes
                  + entry.getKey()
                  + " is "
                  + Match.shown(last)
                  + " instead of "
                  + entry.getValue().shown());
        }
      }
      return Optional.empty();
    }
  }

  /** What one word of a call has to be. */
  sealed interface Match {
    boolean matches(@Nullable String actual);

    String shown();

    static String shown(@Nullable String actual) {
      return actual == null ? "absent" : GoText.quote(actual);
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
  }
}
