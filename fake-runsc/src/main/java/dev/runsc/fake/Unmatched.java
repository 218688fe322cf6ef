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

import java.util.List;
import java.util.Objects;

/**
 * Explains to a strict fake's caller why no scripted reply answers: the closest entry, and all that
 * the call would have to have otherwise.
 */
final class Unmatched {
  /** An entry for another command is further away than any for the same one. */
  private static final int OTHER_COMMAND = 1000;

  private Unmatched() {}

  static String explain(Facts facts, Script script) {
    StringBuilder out = new StringBuilder("no scripted reply matches ");
    out.append(String.join(" ", facts.request().argv().stream().map(Match::shown).toList()));
    List<ScriptedReply> replies = script.replies();
    if (replies.isEmpty()) {
      return out.append("; the script has no replies").toString();
    }
    int closest = 0;
    int distance = Integer.MAX_VALUE;
    for (int i = 0; i < replies.size(); i++) {
      int here = distance(replies.get(i).on(), facts);
      if (here < distance) {
        closest = i;
        distance = here;
      }
    }
    List<String> mismatches = replies.get(closest).on().mismatches(facts);
    return out.append("; closest is ")
        .append(script.name("replies", closest))
        .append(": ")
        .append(
            mismatches.isEmpty()
                ? "it matches, but not this time (times, afterCalls)"
                : String.join("; ", mismatches))
        .toString();
  }

  private static int distance(CallMatch on, Facts facts) {
    boolean other =
        on.command() != null
            && !Objects.requireNonNull(on.command()).matches(facts.call().command());
    return on.mismatches(facts).size() + (other ? OTHER_COMMAND : 0);
  }
}
