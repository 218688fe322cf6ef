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

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import dev.runsc.fake.ScriptedReply.Answer;
import dev.runsc.fake.ScriptedReply.Match;
import dev.runsc.fake.ScriptedReply.On;
import dev.runsc.fake.ScriptedReply.Then;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Turns a parsed JSON document into the parts of a {@link Script}, or says what is wrong where. */
final class ScriptReader {
  private static final Pattern DURATION = Pattern.compile("([0-9]+)(ms|s|m)");

  private final String source;

  ScriptReader(String source) {
    this.source = source;
  }

  List<ScriptedReply> replies(Object document) {
    JsonObject root = object(document, "the document", Set.of("replies", "workloads"));
    List<ScriptedReply> replies = new ArrayList<>();
    JsonArray entries = array(root.get("replies"), "replies");
    for (int i = 0; i < entries.size(); i++) {
      replies.add(reply(entries.get(i), "replies[" + i + "]"));
    }
    return List.copyOf(replies);
  }

  List<ScriptedWorkload> workloads(Object document) {
    JsonObject root = object(document, "the document", Set.of("replies", "workloads"));
    List<ScriptedWorkload> workloads = new ArrayList<>();
    JsonArray entries = array(root.get("workloads"), "workloads");
    for (int i = 0; i < entries.size(); i++) {
      workloads.add(workload(entries.get(i), "workloads[" + i + "]"));
    }
    return List.copyOf(workloads);
  }

  private ScriptedReply reply(Object value, String at) {
    JsonObject entry = object(value, at, Set.of("on", "reply", "then"));
    Object on = entry.get("on");
    if (on == null) {
      throw wrong(at + ".on", "is missing; {} would match every call");
    }
    Object reply = entry.get("reply");
    List<Answer> answers = new ArrayList<>();
    if (reply instanceof JsonArray sequence) {
      for (int i = 0; i < sequence.size(); i++) {
        answers.add(answer(sequence.get(i), at + ".reply[" + i + "]"));
      }
    } else if (reply != null) {
      answers.add(answer(reply, at + ".reply"));
    }
    if (answers.isEmpty()) {
      throw wrong(at + ".reply", "is missing or empty; it is an object or a list of objects");
    }
    return new ScriptedReply(on(on, at + ".on"), List.copyOf(answers), then(entry, at));
  }

  private Then then(JsonObject entry, String at) {
    String text = text(entry.get("then"), at + ".then", "repeat");
    for (Then then : Then.values()) {
      if (then.name().toLowerCase(Locale.ROOT).equals(text)) {
        return then;
      }
    }
    throw wrong(at + ".then", "is \"" + text + "\"; it is \"repeat\", \"model\" or \"fail\"");
  }

  private On on(Object value, String at) {
    JsonObject on =
        object(value, at, Set.of("command", "id", "flags", "globalFlags", "positionals"));
    List<Match> positionals = null;
    if (on.has("positionals")) {
      positionals = new ArrayList<>();
      JsonArray words = array(on.get("positionals"), at + ".positionals");
      for (int i = 0; i < words.size(); i++) {
        positionals.add(match(words.get(i), at + ".positionals[" + i + "]"));
      }
    }
    return new On(
        on.has("command") ? match(on.get("command"), at + ".command") : null,
        on.has("id") ? match(on.get("id"), at + ".id") : null,
        matches(on.get("flags"), at + ".flags"),
        matches(on.get("globalFlags"), at + ".globalFlags"),
        positionals);
  }

  private Map<String, Match> matches(@Nullable Object value, String at) {
    Map<String, Match> matches = new LinkedHashMap<>();
    if (value != null) {
      JsonObject flags = object(value, at, null);
      for (Map.Entry<String, Object> flag : flags.entrySet()) {
        if (flag.getKey().startsWith("-")) {
          throw wrong(at, "names the flag \"" + flag.getKey() + "\"; leave out the dashes");
        }
        matches.put(flag.getKey(), match(flag.getValue(), at + "." + flag.getKey()));
      }
    }
    return matches;
  }

  private Match match(@Nullable Object value, String at) {
    if (value instanceof String text) {
      return new Match.Literal(text);
    }
    if (!(value instanceof JsonObject object) || object.size() != 1) {
      throw wrong(
          at,
          "is "
              + shown(value)
              + "; it is a text, {\"matches\": \"regex\"}, {\"present\": true} or {\"absent\": true}");
    }
    JsonObject one = object(object, at, Set.of("matches", "present", "absent"));
    if (one.has("matches")) {
      String regex = text(one.get("matches"), at + ".matches", "");
      try {
        return new Match.Regex(Pattern.compile(regex));
      } catch (PatternSyntaxException e) {
        throw wrong(at + ".matches", "is no regular expression: " + e.getMessage());
      }
    }
    boolean present = one.has("present");
    if (!Boolean.TRUE.equals(one.get(present ? "present" : "absent"))) {
      throw wrong(at, "is " + shown(value) + "; only true makes sense here");
    }
    return new Match.Presence(present);
  }

  private Answer answer(@Nullable Object value, String at) {
    JsonObject reply = object(value, at, Set.of("model", "exit", "stdout", "stderr", "delay"));
    Object model = reply.get("model");
    if (model != null && !(model instanceof Boolean)) {
      throw wrong(at + ".model", "is " + shown(model) + "; it is true or false");
    }
    boolean asksModel = Boolean.TRUE.equals(model);
    if (asksModel && (reply.has("exit") || reply.has("stdout") || reply.has("stderr"))) {
      throw wrong(at, "asks the model and gives an answer of its own; leave out one of the two");
    }
    return new Answer(
        asksModel,
        status(reply.get("exit"), at + ".exit", 0),
        text(reply.get("stdout"), at + ".stdout", ""),
        text(reply.get("stderr"), at + ".stderr", ""),
        duration(reply.get("delay"), at + ".delay"));
  }

  private ScriptedWorkload workload(Object value, String at) {
    JsonObject workload =
        object(value, at, Set.of("id", "stdout", "stderr", "after", "exit", "signals"));
    Map<String, Optional<Integer>> signals = new LinkedHashMap<>();
    if (workload.has("signals")) {
      JsonObject given = object(workload.get("signals"), at + ".signals", null);
      for (Map.Entry<String, Object> entry : given.entrySet()) {
        String place = at + ".signals." + entry.getKey();
        Signals.Signal signal =
            Signals.parse(entry.getKey())
                .orElseThrow(() -> wrong(place, "is no signal that runsc accepts"));
        signals.put(
            signal.name(),
            "ignore".equals(entry.getValue())
                ? Optional.empty()
                : Optional.of(status(entry.getValue(), place, 0)));
      }
    }
    if (workload.has("after") && !workload.has("exit")) {
      throw wrong(at, "has \"after\" without \"exit\"; say with which status it ends");
    }
    return new ScriptedWorkload(
        workload.has("id") ? match(workload.get("id"), at + ".id") : new Match.Presence(true),
        text(workload.get("stdout"), at + ".stdout", ""),
        text(workload.get("stderr"), at + ".stderr", ""),
        duration(workload.get("after"), at + ".after"),
        workload.has("exit")
            ? Optional.of(status(workload.get("exit"), at + ".exit", 0))
            : Optional.empty(),
        signals);
  }

  private int status(@Nullable Object value, String at, int absent) {
    if (value == null) {
      return absent;
    }
    if (value instanceof Integer code && code >= 0 && code <= 255) {
      return code;
    }
    throw wrong(at, "is " + shown(value) + "; it is a whole number from 0 to 255");
  }

  private Duration duration(@Nullable Object value, String at) {
    if (value == null) {
      return Duration.ZERO;
    }
    Matcher matcher = DURATION.matcher(value instanceof String text ? text : "");
    if (!matcher.matches()) {
      throw wrong(at, "is " + shown(value) + "; it is a time such as \"150ms\", \"2s\" or \"1m\"");
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      default -> Duration.ofMinutes(amount);
    };
  }

  private String text(@Nullable Object value, String at, String absent) {
    if (value == null) {
      return absent;
    }
    if (value instanceof String text) {
      return text;
    }
    throw wrong(at, "is " + shown(value) + "; it is a text");
  }

  private JsonArray array(@Nullable Object value, String at) {
    if (value == null) {
      return new JsonArray();
    }
    if (value instanceof JsonArray list) {
      return list;
    }
    throw wrong(at, "is " + shown(value) + "; it is a list");
  }

  private JsonObject object(@Nullable Object value, String at, @Nullable Set<String> keys) {
    if (!(value instanceof JsonObject object)) {
      throw wrong(at, "is " + shown(value) + "; it is an object");
    }
    for (String key : object.keySet()) {
      if (keys != null && !keys.contains(key)) {
        throw wrong(
            at,
            "has the unknown key \"" + key + "\"; known are " + String.join(", ", sorted(keys)));
      }
    }
    return object;
  }

  private static List<String> sorted(Set<String> keys) {
    List<String> sorted = new ArrayList<>(keys);
    sorted.sort(null);
    return sorted;
  }

  private static String shown(@Nullable Object value) {
    if (value instanceof String text) {
      return GoText.quote(text);
    }
    if (value instanceof JsonArray) {
      return "a list";
    }
    return value instanceof JsonObject ? "an object" : String.valueOf(value);
  }

  private ScriptException wrong(String at, String what) {
    return new ScriptException(source + ": " + at + " " + what);
  }
}
