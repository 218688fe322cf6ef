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
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import com.grack.nanojson.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Scripted replies and workloads: what a fake answers before its model is asked, and what its
 * containers do. Immutable; written in JSON or with {@link #builder()}.
 *
 * <pre>{@code
 * {
 *   "replies": [
 *     { "on": { "command": "start", "id": "web" },
 *       "reply": [ { "exit": 128, "stderr": "starting container: no\n", "delay": "150ms" },
 *                  { "model": true } ],
 *       "then": "model" }
 *   ],
 *   "workloads": [
 *     { "id": "job", "stdout": "done\n", "after": "200ms", "exit": 7, "signals": { "TERM": "ignore" } }
 *   ]
 * }
 * }</pre>
 *
 * <p>The first entry that matches a call answers it; its replies are given one after the other, and
 * {@code then} says what follows the last: {@code repeat} (the default) gives the last again,
 * {@code model} asks the model, {@code fail} refuses the call. In {@code on}, a value is a text to
 * be equal to, or an object {@code {"matches": "regular expression"}}, {@code {"present": true}},
 * {@code {"absent": true}} or {@code {"any": true}}. All of it is in {@code docs/script-format.md},
 * and in a JSON Schema beside this class, {@code script.schema.json}.
 *
 * @since 0.1.0
 */
public final class Script {
  private static final Script EMPTY = parse("{}");

  private final String source;
  private final String json;
  private final Path base;
  private final long seed;
  private final List<ScriptedReply> replies;
  private final List<ScriptedWorkload> workloads;
  private final List<FaultRule> faults;

  private Script(String source, String json, Path base, Optional<Long> seed) {
    this.source = source;
    this.json = json;
    this.base = base;
    ScriptReader reader = new ScriptReader(source, json, document(source, json), base);
    this.seed = seed(reader.seed(), seed);
    this.replies = reader.replies();
    this.workloads = reader.workloads();
    this.faults = reader.faults();
  }

  /**
   * A script that answers nothing.
   *
   * @return the empty script
   */
  public static Script empty() {
    return EMPTY;
  }

  /**
   * Reads a script from a file. Files that it names are looked for beside it.
   *
   * @param file a file of JSON in UTF-8
   * @return the script
   * @throws ScriptException if the file can't be read or holds no script; the message names file,
   *     line and column
   */
  public static Script load(Path file) {
    String text;
    try {
      text = Files.readString(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new ScriptException("script " + file + " does not exist", e);
    } catch (IOException e) {
      throw new ScriptException("script " + file + " cannot be read as UTF-8 text: " + e, e);
    }
    Path base = file.toAbsolutePath().normalize().getParent();
    return new Script(file.toString(), text, base == null ? Path.of("/") : base, Optional.empty());
  }

  /**
   * Reads a script from text. Files that it names are looked for in the working directory.
   *
   * @param json the script's text
   * @return the script
   * @throws ScriptException if the text is no script
   */
  public static Script parse(String json) {
    return new Script("script", json, Path.of("").toAbsolutePath(), Optional.empty());
  }

  private static long seed(Optional<Long> written, Optional<Long> kept) {
    if (written.isPresent()) {
      return written.get();
    }
    return kept.isPresent() ? kept.get() : new Random().nextLong(1_000_000_000);
  }

  /** Reads back a script that was kept. */
  static Script restore(String source, String json, Path base, long seed) {
    return new Script(source, json, base, Optional.of(seed));
  }

  private static Object document(String source, String json) {
    try {
      return JsonParser.any().from(json);
    } catch (JsonParserException e) {
      throw new ScriptException(
          source
              + ":"
              + e.getLinePosition()
              + ":"
              + e.getCharPosition()
              + ": not JSON: "
              + e.getMessage(),
          e);
    }
  }

  /**
   * This script with the faults of another one added; its replies and workloads are added as well.
   *
   * @param other such as a file that holds nothing but faults
   * @return a new script
   */
  public Script plus(Script other) {
    JsonObject merged = new JsonObject();
    JsonObject mine = (JsonObject) document(source, json);
    JsonObject others = (JsonObject) document(other.source, other.json);
    for (String key : List.of("replies", "workloads", "faults")) {
      JsonArray list = new JsonArray(mine.getArray(key, new JsonArray()));
      list.addAll(others.getArray(key, new JsonArray()));
      merged.put(key, list);
    }
    merged.put("seed", others.has("seed") ? other.seed : seed);
    boolean hasOwn = !replies.isEmpty() || !faults.isEmpty() || !workloads.isEmpty();
    return new Script(
        hasOwn ? source + " + " + other.source : other.source,
        JsonWriter.string(merged),
        hasOwn ? base : other.base,
        Optional.empty());
  }

  /**
   * A builder of scripts.
   *
   * @return a new, empty builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The script's text.
   *
   * @return JSON that {@link #parse} reads
   */
  public String json() {
    return json;
  }

  /**
   * What chance is drawn from, for jitter and for faults with a probability: the {@code seed} of
   * the script or, if it has none, a number drawn when it was read. With the same seed the same
   * calls go wrong.
   *
   * @return the seed
   */
  public long seed() {
    return seed;
  }

  String source() {
    return source;
  }

  Path base() {
    return base;
  }

  List<ScriptedReply> replies() {
    return replies;
  }

  List<ScriptedWorkload> workloads() {
    return workloads;
  }

  List<FaultRule> faults() {
    return faults;
  }

  /** What the process of a container does, or a program of exec in it. */
  Optional<ScriptedWorkload> workload(boolean exec, String id, List<String> args) {
    return workloads.stream().filter(one -> one.matches(exec, id, args)).findFirst();
  }

  /** Names an entry with the place where it stands. */
  String name(String list, int index) {
    String path = list + "[" + index + "]";
    String place = JsonPlaces.find(json, path);
    return path + " (" + source + ":" + place.substring(0, place.indexOf(':')) + ")";
  }

  /** The variables that have to be known of a call. */
  Set<String> variables() {
    Set<String> names = new TreeSet<>();
    replies.forEach(reply -> names.addAll(reply.on().environment().keySet()));
    faults.forEach(rule -> names.addAll(rule.on().environment().keySet()));
    names.addAll(Placeholders.variables(json));
    return names;
  }

  /** Builds a {@link Script}. Not thread-safe. */
  public static final class Builder {
    private final JsonArray replies = new JsonArray();
    private final JsonArray workloads = new JsonArray();
    private final JsonArray faults = new JsonArray();
    private final JsonObject document = new JsonObject();

    private Builder() {}

    /**
     * Sets what chance is drawn from.
     *
     * @param seed any number
     * @return this
     */
    public Builder seed(long seed) {
      document.put("seed", seed);
      return this;
    }

    /**
     * Lets calls of a command go wrong.
     *
     * @param command the command's name, such as {@code start}
     * @param faults what goes wrong, at least one
     * @return the rule, to be narrowed; it is part of the script at once
     */
    public FaultEntry fault(String command, Fault... faults) {
      JsonObject rule = new JsonObject();
      this.faults.add(rule);
      return new FaultEntry(this, rule, command, faults);
    }

    /**
     * Begins an entry that answers calls of a command.
     *
     * @param command the command's name, such as {@code start}
     * @return the entry, to be narrowed and given replies; it is part of the script at once
     */
    public Entry on(String command) {
      JsonObject entry = new JsonObject();
      replies.add(entry);
      return new Entry(this, entry, Objects.requireNonNull(command, "command"));
    }

    /**
     * Lets the process of a container print something and end.
     *
     * @param id the container's id
     * @param stdout what it prints on standard output when it starts
     * @param after how long it then runs
     * @param exit its exit status, 0 to 255
     * @return this
     */
    public Builder workload(String id, String stdout, Duration after, int exit) {
      JsonObject workload = new JsonObject();
      workload.put("id", id);
      workload.put("stdout", stdout);
      workload.put("after", after.toMillis() + "ms");
      workload.put("exit", exit);
      workloads.add(workload);
      return this;
    }

    /**
     * Lets a program that {@code exec} starts print something and end.
     *
     * @param args the program and its arguments
     * @param stdout what it prints on standard output when it starts
     * @param after how long it then runs
     * @param exit its exit status, 0 to 255
     * @return this
     */
    public Builder exec(List<String> args, String stdout, Duration after, int exit) {
      JsonObject workload = new JsonObject();
      workload.put("execProgram", true);
      workload.put("args", new JsonArray(args));
      workload.put("stdout", stdout);
      workload.put("after", after.toMillis() + "ms");
      workload.put("exit", exit);
      workloads.add(workload);
      return this;
    }

    /**
     * Builds the script.
     *
     * @return the script
     * @throws ScriptException if an entry is none, such as one without a reply
     */
    public Script build() {
      document.put("replies", replies);
      document.put("workloads", workloads);
      document.put("faults", faults);
      return parse(JsonWriter.string(document));
    }
  }

  /** One entry of a script: the calls it answers and its replies in order. Not thread-safe. */
  public static final class Entry {
    private final Builder builder;
    private final JsonObject on = new JsonObject();
    private final JsonArray reply = new JsonArray();
    private final JsonObject entry;

    private Entry(Builder builder, JsonObject entry, String command) {
      this.builder = builder;
      this.entry = entry;
      on.put("command", command);
      entry.put("on", on);
      entry.put("reply", reply);
    }

    /**
     * Narrows the entry to one container.
     *
     * @param id the container id as the caller types it
     * @return this
     */
    public Entry id(String id) {
      on.put("id", id);
      return this;
    }

    /**
     * Narrows the entry to calls with a command flag.
     *
     * @param name the flag's name without dashes
     * @param value the flag's last value
     * @return this
     */
    public Entry flag(String name, String value) {
      narrow("flags", name, value);
      return this;
    }

    /**
     * Narrows the entry to calls with a global flag.
     *
     * @param name the flag's name without dashes
     * @param value the flag's last value
     * @return this
     */
    public Entry globalFlag(String name, String value) {
      narrow("globalFlags", name, value);
      return this;
    }

    /**
     * Narrows the entry to calls of containers with an annotation.
     *
     * @param name the annotation's name
     * @param value its value
     * @return this
     */
    public Entry annotation(String name, String value) {
      narrow("annotations", name, value);
      return this;
    }

    /**
     * Lets the first calls that match pass to the entries after this one.
     *
     * @param calls how many
     * @return this
     */
    public Entry afterCalls(int calls) {
      entry.put("afterCalls", calls);
      return this;
    }

    /**
     * Answers so many calls, and is as if it were not there after them.
     *
     * @param times how many, at least 1
     * @return this
     */
    public Entry times(int times) {
      entry.put("times", times);
      return this;
    }

    /**
     * Counts each container for itself.
     *
     * @return this
     */
    public Entry perContainer() {
      entry.put("perContainer", true);
      return this;
    }

    private void narrow(String key, String name, String value) {
      JsonObject flags = on.getObject(key);
      if (flags == null) {
        flags = new JsonObject();
        on.put(key, flags);
      }
      flags.put(name, value);
    }

    /**
     * Adds a reply.
     *
     * @param exit the exit code
     * @param stdout what is written on standard output
     * @param stderr what is written on standard error
     * @return this
     */
    public Entry reply(int exit, String stdout, String stderr) {
      return reply(exit, stdout, stderr, Duration.ZERO);
    }

    /**
     * Adds a reply that takes its time.
     *
     * @param exit the exit code
     * @param stdout what is written on standard output
     * @param stderr what is written on standard error
     * @param delay how long the call takes before it answers
     * @return this
     */
    public Entry reply(int exit, String stdout, String stderr, Duration delay) {
      JsonObject one = new JsonObject();
      one.put("exit", exit);
      one.put("stdout", stdout);
      one.put("stderr", stderr);
      one.put("delay", delay.toMillis() + "ms");
      reply.add(one);
      return this;
    }

    /**
     * Adds the model's own answer as a reply, for sequences such as "fail once, then work".
     *
     * @return this
     */
    public Entry replyFromModel() {
      JsonObject one = new JsonObject();
      one.put("model", true);
      reply.add(one);
      return this;
    }

    /**
     * After the last reply, lets the model answer instead of repeating it, and ends the entry.
     *
     * @return the script's builder
     */
    public Builder thenModel() {
      entry.put("then", "model");
      return builder;
    }

    /**
     * After the last reply, refuses further calls instead of repeating it, and ends the entry.
     *
     * @return the script's builder
     */
    public Builder thenFail() {
      entry.put("then", "fail");
      return builder;
    }

    /**
     * After the last reply, repeats it (the default), and ends the entry.
     *
     * @return the script's builder
     */
    public Builder thenRepeat() {
      entry.put("then", "repeat");
      return builder;
    }
  }

  /** A rule for what goes wrong: the calls it is about, and how often. Not thread-safe. */
  public static final class FaultEntry {
    private final Builder builder;
    private final JsonObject rule;
    private final JsonObject on = new JsonObject();

    private FaultEntry(Builder builder, JsonObject rule, String command, Fault... faults) {
      this.builder = builder;
      this.rule = rule;
      JsonArray list = new JsonArray();
      for (Fault fault : faults) {
        list.add(document("fault", fault.json()));
      }
      on.put("command", Objects.requireNonNull(command, "command"));
      rule.put("on", on);
      rule.put("fault", list);
    }

    /**
     * Narrows the rule to one container.
     *
     * @param id the container id as the caller types it
     * @return this
     */
    public FaultEntry id(String id) {
      on.put("id", id);
      return this;
    }

    /**
     * Narrows the rule to calls of containers with an annotation.
     *
     * @param name the annotation's name
     * @param value its value
     * @return this
     */
    public FaultEntry annotation(String name, String value) {
      JsonObject annotations = on.getObject("annotations", new JsonObject());
      annotations.put(name, value);
      on.put("annotations", annotations);
      return this;
    }

    /**
     * Leaves the first calls in peace.
     *
     * @param calls how many
     * @return this
     */
    public FaultEntry afterCalls(int calls) {
      rule.put("afterCalls", calls);
      return this;
    }

    /**
     * Goes wrong so many times.
     *
     * @param times how many, at least 1
     * @return this
     */
    public FaultEntry times(int times) {
      rule.put("times", times);
      return this;
    }

    /**
     * Counts each container for itself.
     *
     * @return this
     */
    public FaultEntry perContainer() {
      rule.put("perContainer", true);
      return this;
    }

    /**
     * Goes wrong by chance, drawn from the script's {@linkplain Script#seed() seed}.
     *
     * @param probability above 0 and at most 1
     * @return this
     */
    public FaultEntry probability(double probability) {
      rule.put("probability", probability);
      return this;
    }

    /**
     * Ends the rule.
     *
     * @return the script's builder
     */
    public Builder and() {
      return builder;
    }
  }
}
