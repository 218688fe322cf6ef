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

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands for {@code {{id}}} and its like in the replies to one call. */
final class Placeholders {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]*)\\}\\}");
  private static final Set<String> NUMBERS = Set.of("pid", "index", "callPid");
  private static final Set<String> PLAIN =
      Set.of("id", "pid", "callPid", "now", "bundle", "root", "cwd", "release", "index");
  private static final Set<String> NAMED = Set.of("flag", "globalFlag", "positional", "env");
  static final String KNOWN =
      "{{id}}, {{pid}}, {{callPid}}, {{now}}, {{bundle}}, {{root}}, {{cwd}}, {{release}},"
          + " {{index}}, {{flag:NAME}}, {{globalFlag:NAME}}, {{positional:N}} and {{env:NAME}}";

  private final Facts facts;
  private final String release;
  private final long index;

  Placeholders(Facts facts, String release, long index) {
    this.facts = facts;
    this.release = release;
    this.index = index;
  }

  /** The first placeholder in a text that is none of ours. */
  static Optional<String> unknown(String template) {
    return PLACEHOLDER
        .matcher(template)
        .results()
        .filter(found -> !isKnown(found.group(1)))
        .map(found -> found.group())
        .findFirst();
  }

  private static boolean isKnown(String name) {
    int colon = name.indexOf(':');
    if (colon < 0) {
      return PLAIN.contains(name);
    }
    String kind = name.substring(0, colon);
    String what = name.substring(colon + 1);
    return kind.equals("positional")
        ? what.matches("[0-9]{1,4}")
        : NAMED.contains(kind) && !what.isEmpty();
  }

  /** The variables that a text asks for. */
  static List<String> variables(String template) {
    return PLACEHOLDER
        .matcher(template)
        .results()
        .map(found -> found.group(1))
        .filter(name -> name.startsWith("env:"))
        .map(name -> name.substring("env:".length()))
        .toList();
  }

  /** Whether a text is nothing but the placeholder of a number. */
  static boolean isNumber(String text) {
    Matcher matcher = PLACEHOLDER.matcher(text);
    return matcher.matches() && NUMBERS.contains(matcher.group(1));
  }

  String expand(String template) {
    return template.contains("{{")
        ? PLACEHOLDER
            .matcher(template)
            .replaceAll(found -> Matcher.quoteReplacement(value(found.group(1))))
        : template;
  }

  private String value(String name) {
    int colon = name.indexOf(':');
    if (colon >= 0) {
      return named(name.substring(0, colon), name.substring(colon + 1));
    }
    return switch (name) {
      case "id" -> facts.call().id().orElse("");
      case "pid" -> Long.toString(facts.containerPid().orElse(facts.request().pid()));
      case "callPid" -> Long.toString(facts.request().pid());
      case "now" -> Instant.now().toString();
      case "bundle" -> facts.bundle().toString();
      case "root" -> facts.root().toString();
      case "cwd" -> facts.request().cwd().toString();
      case "release" -> release;
      default -> Long.toString(index);
    };
  }

  private String named(String kind, String what) {
    Call call = facts.call();
    return switch (kind) {
      case "flag" -> call.flag(what).orElse("");
      case "globalFlag" -> call.globalFlag(what).orElse("");
      case "env" -> Optional.ofNullable(facts.request().variable(what)).orElse("");
      default -> {
        int number = Integer.parseInt(what);
        yield number < call.positionals().size() ? call.positionals().get(number) : "";
      }
    };
  }
}
