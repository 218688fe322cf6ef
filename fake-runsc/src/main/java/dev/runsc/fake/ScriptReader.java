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
import dev.runsc.fake.ScriptedReply.Delay;
import dev.runsc.fake.ScriptedReply.SideFile;
import dev.runsc.fake.ScriptedReply.Then;
import dev.runsc.fake.ScriptedReply.Turns;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Turns a parsed JSON document into the parts of a {@link Script}, or says what is wrong where. */
final class ScriptReader extends JsonReading {
  private static final Set<String> ANSWERING =
      Set.of("exit", "stdout", "stderr", "files", "process");

  private final JsonObject root;
  private final Path base;

  /** Reads a document; the files that it names are below the base. */
  ScriptReader(String source, String text, Object document, Path base) {
    super(source, text);
    this.root =
        object(document, DOCUMENT, Set.of("$schema", "seed", "replies", "workloads", "faults"));
    this.base = base;
  }

  Optional<Long> seed() {
    Object seed = root.get("seed");
    if (seed == null) {
      return Optional.empty();
    }
    if (seed instanceof Integer || seed instanceof Long) {
      return Optional.of(((Number) seed).longValue());
    }
    throw wrong("seed", "is " + shown(seed) + "; it is a whole number");
  }

  List<ScriptedReply> replies() {
    return root.has("replies") ? entries("replies", this::reply) : List.of();
  }

  List<ScriptedWorkload> workloads() {
    return root.has("workloads") ? entries("workloads", this::workload) : List.of();
  }

  List<FaultRule> faults() {
    return root.has("faults") ? entries("faults", this::faultRule) : List.of();
  }

  private <T> List<T> entries(String key, BiFunction<@Nullable Object, String, T> read) {
    List<T> entries = new ArrayList<>();
    JsonArray list = array(root.get(key), key);
    for (int i = 0; i < list.size(); i++) {
      entries.add(read.apply(list.get(i), key + "[" + i + "]"));
    }
    return List.copyOf(entries);
  }

  private ScriptedReply reply(@Nullable Object value, String at) {
    JsonObject entry =
        object(value, at, Set.of("on", "reply", "then", "times", "afterCalls", "perContainer"));
    CallMatch on = on(entry, at);
    List<Answer> answers = oneOrMore(entry.get("reply"), at + ".reply", this::answer);
    String then =
        oneOf(entry.get("then"), at + ".then", "repeat", List.of("repeat", "model", "fail"));
    return new ScriptedReply(
        on, turns(entry, at), answers, Then.valueOf(then.toUpperCase(Locale.ROOT)));
  }

  private FaultRule faultRule(@Nullable Object value, String at) {
    JsonObject entry =
        object(
            value, at, Set.of("on", "fault", "times", "afterCalls", "perContainer", "probability"));
    FaultReader reader = new FaultReader(this);
    Object probability = entry.get("probability");
    double chance = probability instanceof Number number ? number.doubleValue() : 1;
    if ((probability != null && !(probability instanceof Number)) || !(chance > 0 && chance <= 1)) {
      throw wrong(
          at + ".probability",
          "is " + shown(probability) + "; it is a number above 0 and at most 1");
    }
    return new FaultRule(
        on(entry, at),
        turns(entry, at),
        chance,
        oneOrMore(entry.get("fault"), at + ".fault", reader::fault));
  }

  private <T> List<T> oneOrMore(
      @Nullable Object value, String at, BiFunction<@Nullable Object, String, T> read) {
    List<T> all = new ArrayList<>();
    if (value instanceof JsonArray list) {
      for (int i = 0; i < list.size(); i++) {
        all.add(read.apply(list.get(i), at + "[" + i + "]"));
      }
    } else if (value != null) {
      all.add(read.apply(value, at));
    }
    if (all.isEmpty()) {
      throw wrong(at, "is missing or empty; it is an object or a list of objects");
    }
    return List.copyOf(all);
  }

  private Turns turns(JsonObject entry, String at) {
    return new Turns(
        number(entry.get("afterCalls"), at + ".afterCalls", 0, 0, Integer.MAX_VALUE),
        entry.has("times")
            ? OptionalInt.of(number(entry.get("times"), at + ".times", 1, 1, Integer.MAX_VALUE))
            : OptionalInt.empty(),
        flag(entry.get("perContainer"), at + ".perContainer"));
  }

  private CallMatch on(JsonObject entry, String entryAt) {
    String at = entryAt + ".on";
    if (entry.get("on") == null) {
      throw wrong(at, "is missing; {} would match every call");
    }
    JsonObject on =
        object(
            entry.get("on"),
            at,
            Set.of(
                "command",
                "id",
                "flags",
                "globalFlags",
                "positionals",
                "environment",
                "annotations",
                "stdin"));
    return new CallMatch(
        on.has("command") ? match(on.get("command"), at + ".command") : null,
        on.has("id") ? match(on.get("id"), at + ".id") : null,
        matches(on.get("flags"), at + ".flags"),
        matches(on.get("globalFlags"), at + ".globalFlags"),
        words(on.get("positionals"), at + ".positionals"),
        variables(on.get("environment"), at + ".environment"),
        matches(on.get("annotations"), at + ".annotations"),
        on.has("stdin") ? match(on.get("stdin"), at + ".stdin") : null);
  }

  /** One match for each word of a list; null if there is no list. */
  private @Nullable List<Match> words(@Nullable Object value, String at) {
    if (value == null) {
      return null;
    }
    List<Match> matches = new ArrayList<>();
    JsonArray words = array(value, at);
    for (int i = 0; i < words.size(); i++) {
      matches.add(match(words.get(i), at + "[" + i + "]"));
    }
    return List.copyOf(matches);
  }

  private Map<String, Match> variables(@Nullable Object value, String at) {
    Map<String, Match> matches = matches(value, at);
    for (String name : matches.keySet()) {
      if (!Request.isVariable(name)) {
        throw wrong(
            at + "." + name, "is no variable's name: letters, digits and _, and no digit first");
      }
    }
    return matches;
  }

  private Map<String, Match> matches(@Nullable Object value, String at) {
    Map<String, Match> matches = new LinkedHashMap<>();
    if (value != null) {
      for (Map.Entry<String, Object> flag : object(value, at, null).entrySet()) {
        if (flag.getKey().startsWith("-")) {
          throw wrong(
              at + "." + flag.getKey(), "begins with a dash; leave out the dashes of a flag");
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
              + "; it is a text, {\"matches\": \"regex\"}, {\"present\": true}, {\"absent\": true}"
              + " or {\"any\": true}");
    }
    JsonObject one = object(object, at, Set.of("matches", "present", "absent", "any"));
    if (one.has("matches")) {
      String regex = text(one.get("matches"), at + ".matches", "");
      try {
        return new Match.Regex(Pattern.compile(regex, Pattern.DOTALL));
      } catch (PatternSyntaxException e) {
        throw wrong(at + ".matches", "is no regular expression: " + e.getMessage());
      }
    }
    String key = one.keySet().iterator().next();
    if (!Boolean.TRUE.equals(one.get(key))) {
      throw wrong(at + "." + key, "is " + shown(one.get(key)) + "; only true makes sense here");
    }
    return key.equals("any") ? new Match.Any() : new Match.Presence(key.equals("present"));
  }

  private Answer answer(@Nullable Object value, String at) {
    JsonObject reply =
        object(
            value,
            at,
            Set.of("model", "exit", "stdout", "stderr", "delay", "jitter", "files", "process"));
    boolean asksModel = flag(reply.get("model"), at + ".model");
    if (asksModel && ANSWERING.stream().anyMatch(reply::has)) {
      throw wrong(at, "asks the model and gives an answer of its own; leave out one of the two");
    }
    return new Answer(
        asksModel,
        status(reply.get("exit"), at + ".exit", 0),
        content(reply.get("stdout"), at + ".stdout"),
        content(reply.get("stderr"), at + ".stderr"),
        new Delay(
            duration(reply.get("delay"), at + ".delay"),
            duration(reply.get("jitter"), at + ".jitter")),
        sideFiles(reply.get("files"), at + ".files"),
        flag(reply.get("process"), at + ".process"));
  }

  private List<SideFile> sideFiles(@Nullable Object value, String at) {
    List<SideFile> files = new ArrayList<>();
    JsonArray list = array(value, at);
    for (int i = 0; i < list.size(); i++) {
      String place = at + "[" + i + "]";
      JsonObject file = object(list.get(i), place, Set.of("flag", "globalFlag", "content"));
      if (file.has("flag") == file.has("globalFlag")) {
        throw wrong(
            place,
            "has to have either \"flag\" or \"globalFlag\": the flag in which the caller names the"
                + " file, such as \"pid-file\"");
      }
      String key = file.has("flag") ? "flag" : "globalFlag";
      files.add(
          new SideFile(
              text(file.get(key), place + "." + key, ""),
              key.equals("globalFlag"),
              content(file.get("content"), place + ".content")));
    }
    return List.copyOf(files);
  }

  private Content content(@Nullable Object value, String at) {
    if (value == null) {
      return Content.NOTHING;
    }
    if (value instanceof String text) {
      return new Content.Text(known(text, at));
    }
    if (!(value instanceof JsonObject object) || object.size() != 1) {
      throw wrong(
          at,
          "is "
              + shown(value)
              + "; it is a text, {\"json\": …}, {\"file\": \"name\"} or {\"base64\": \"…\"}");
    }
    JsonObject one = object(object, at, Set.of("json", "file", "base64"));
    if (one.has("file")) {
      return new Content.OfFile(fileBeside(text(one.get("file"), at + ".file", ""), at + ".file"));
    }
    if (one.has("base64")) {
      String base64 = text(one.get("base64"), at + ".base64", "");
      try {
        Base64.getDecoder().decode(base64);
      } catch (IllegalArgumentException e) {
        throw wrong(at + ".base64", "is no base64: " + e.getMessage());
      }
      return new Content.Bytes(base64);
    }
    Object json = one.get("json");
    checkTree(json, at + ".json");
    return new Content.Json(json == null ? new JsonObject() : json);
  }

  private void checkTree(@Nullable Object value, String at) {
    if (value instanceof String text) {
      known(text, at);
    } else if (value instanceof JsonArray list) {
      for (int i = 0; i < list.size(); i++) {
        checkTree(list.get(i), at + "[" + i + "]");
      }
    } else if (value instanceof JsonObject object) {
      object.forEach((key, one) -> checkTree(one, at + "." + key));
    }
  }

  private String known(String template, String at) {
    Optional<String> unknown = Placeholders.unknown(template);
    if (unknown.isPresent()) {
      throw wrong(
          at, "has the unknown placeholder " + unknown.get() + "; known are " + Placeholders.KNOWN);
    }
    return template;
  }

  private Path fileBeside(String name, String at) {
    Path file = base.resolve(name).normalize();
    if (name.isEmpty() || Path.of(name).isAbsolute() || !file.startsWith(base)) {
      throw wrong(
          at, "is " + shown(name) + "; it is a relative path of a file beside the script or below");
    }
    if (!Files.isReadable(file)) {
      throw wrong(at, "is " + shown(name) + ", but there is no readable file " + file);
    }
    return file;
  }

  private ScriptedWorkload workload(@Nullable Object value, String at) {
    JsonObject workload =
        object(
            value,
            at,
            Set.of("id", "args", "execProgram", "stdout", "stderr", "after", "exit", "signals"));
    boolean exec = flag(workload.get("execProgram"), at + ".execProgram");
    if (exec && workload.has("signals")) {
      throw wrong(
          at + ".signals", "is for the process of a container; a signal ends a program of exec");
    }
    Map<String, Optional<Integer>> signals = new LinkedHashMap<>();
    if (workload.has("signals")) {
      JsonObject given = object(workload.get("signals"), at + ".signals", null);
      for (Map.Entry<String, Object> entry : given.entrySet()) {
        String place = at + ".signals." + entry.getKey();
        signals.put(
            signal(entry.getKey(), place),
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
        words(workload.get("args"), at + ".args"),
        exec,
        text(workload.get("stdout"), at + ".stdout", ""),
        text(workload.get("stderr"), at + ".stderr", ""),
        duration(workload.get("after"), at + ".after"),
        workload.has("exit")
            ? Optional.of(status(workload.get("exit"), at + ".exit", 0))
            : Optional.empty(),
        signals);
  }

  /** A signal that runsc accepts, by its name without SIG. */
  String signal(String given, String at) {
    return Signals.parse(given)
        .orElseThrow(() -> wrong(at, "is no signal that runsc accepts"))
        .name();
  }
}
