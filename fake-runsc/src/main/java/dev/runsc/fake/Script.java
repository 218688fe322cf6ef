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
 * be equal to, or an object {@code {"matches": "regular expression"}}, {@code {"present": true}} or
 * {@code {"absent": true}}.
 */
public final class Script {
  private static final Script EMPTY = parse("{}");

  private final String json;
  private final List<ScriptedReply> replies;
  private final List<ScriptedWorkload> workloads;

  private Script(String json, List<ScriptedReply> replies, List<ScriptedWorkload> workloads) {
    this.json = json;
    this.replies = replies;
    this.workloads = workloads;
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
   * Reads a script from a file.
   *
   * @param file a file of JSON in UTF-8
   * @return the script
   * @throws ScriptException if the file can't be read or holds no script
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
    return parse(text, file.toString());
  }

  /**
   * Reads a script from text.
   *
   * @param json the script's text
   * @return the script
   * @throws ScriptException if the text is no script
   */
  public static Script parse(String json) {
    return parse(json, "script");
  }

  private static Script parse(String json, String source) {
    Object document;
    try {
      document = JsonParser.any().from(json);
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
    ScriptReader reader = new ScriptReader(source);
    return new Script(json, reader.replies(document), reader.workloads(document));
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

  List<ScriptedReply> replies() {
    return replies;
  }

  List<ScriptedWorkload> workloads() {
    return workloads;
  }

  /** Builds a {@link Script}. Not thread-safe. */
  public static final class Builder {
    private final JsonArray replies = new JsonArray();
    private final JsonArray workloads = new JsonArray();

    private Builder() {}

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
     * Builds the script.
     *
     * @return the script
     * @throws ScriptException if an entry is none, such as one without a reply
     */
    public Script build() {
      JsonObject document = new JsonObject();
      document.put("replies", replies);
      document.put("workloads", workloads);
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
}
