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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Which calls an entry of a script is about; what is absent is not looked at. */
record CallMatch(
    @Nullable Match command,
    @Nullable Match id,
    Map<String, Match> flags,
    Map<String, Match> globalFlags,
    @Nullable List<Match> positionals,
    Map<String, Match> environment,
    Map<String, Match> annotations,
    @Nullable Match stdin) {

  boolean matches(Facts facts) {
    return mismatches(facts, true).isEmpty();
  }

  /** All that a call would have to have otherwise, most telling first; empty if it matches. */
  List<String> mismatches(Facts facts) {
    return mismatches(facts, false);
  }

  private List<String> mismatches(Facts facts, boolean firstIsEnough) {
    Call call = facts.call();
    List<String> out = new ArrayList<>();
    compare(out, "command", command, call.command());
    compare(out, "id", id, call.id().orElse(null));
    if (firstIsEnough && !out.isEmpty()) {
      return out;
    }
    compare(out, "--", flags, name -> call.flag(name).orElse(null));
    compare(out, "global --", globalFlags, name -> call.globalFlag(name).orElse(null));
    comparePositionals(out, call.positionals());
    compare(out, "variable ", environment, name -> facts.request().variable(name));
    compare(out, "annotation ", annotations, name -> annotation(facts, name));
    // Looked at only if all else fits: what is read is taken from the container.
    if (stdin != null && out.isEmpty()) {
      compare(out, "standard input", stdin, facts.stdin());
    }
    return out;
  }

  private static @Nullable String annotation(Facts facts, String name) {
    return facts.annotation(name);
  }

  private static void compare(
      List<String> out, String what, @Nullable Match expected, @Nullable String actual) {
    if (expected != null && !expected.matches(actual)) {
      out.add(what + " is " + Match.shown(actual) + " instead of " + expected.shown());
    }
  }

  @SuppressWarnings(
      "NullAway") // UnaryOperator of a nullable result; NullAway reads no type uses here
  private static void compare(
      List<String> out,
      String what,
      Map<String, Match> expected,
      UnaryOperator<@Nullable String> actual) {
    expected.forEach((name, match) -> compare(out, what + name, match, actual.apply(name)));
  }

  private void comparePositionals(List<String> out, List<String> actual) {
    if (positionals == null) {
      return;
    }
    if (positionals.size() != actual.size()) {
      out.add("it has " + actual.size() + " positionals instead of " + positionals.size());
      return;
    }
    for (int i = 0; i < positionals.size(); i++) {
      compare(out, "positional " + i, positionals.get(i), actual.get(i));
    }
  }

  /** What is asked for, in short, to name an entry. */
  String shown() {
    List<String> parts = new ArrayList<>();
    parts.add(command == null ? "any command" : unquoted(command));
    if (id != null) {
      parts.add(unquoted(id));
    }
    flags.forEach((name, match) -> parts.add("--" + name + "=" + unquoted(match)));
    globalFlags.forEach((name, match) -> parts.add("global --" + name + "=" + unquoted(match)));
    return String.join(" ", parts);
  }

  private static String unquoted(Match match) {
    return match instanceof Match.Literal literal ? literal.text() : match.shown();
  }
}
