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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Calls of a real {@code runsc} and its answers, recorded once and replayed without it: by the
 * state that each container is in, and in order. Immutable; a readable JSON document.
 *
 * <p>What differs from run to run is normalised: {@code {{root}}}, {@code {{id1}}}, {@code
 * {{pid1}}} and {@code {{bundle1}}} stand for the root directory, and for the id, the sandbox's
 * process and the bundle of the first container, {@code {{now}}} for a time, {@code {{flag:NAME}}}
 * for a path that the caller gave in a flag.
 *
 * @since 0.1.0
 */
public final class Cassette {
  /** The version of the format that this class writes and reads. */
  public static final int VERSION = 1;

  private static final String REDACTED = "[redacted]";

  private final String release;
  private final String recordedAt;
  private final List<Entry> calls;

  Cassette(String release, String recordedAt, List<Entry> calls) {
    this.release = release;
    this.recordedAt = recordedAt;
    this.calls = List.copyOf(calls);
  }

  /**
   * One recorded call.
   *
   * @param container which container it is about, from 1 in the order of their first calls; 0: none
   * @param after how many calls that change something had begun before it
   * @param until the call that had begun when this one ended: it waits for that; or its own index
   * @param alive whether the container's sandbox was alive when it had ended
   * @param abandoned whether the caller died before it was answered
   * @param prints what was written to streams of earlier calls, or of this one after its end
   */
  record Entry(
      List<String> argv,
      int container,
      int after,
      int until,
      long tookMillis,
      int exit,
      String stdout,
      String stderr,
      Map<String, String> files,
      boolean alive,
      boolean abandoned,
      List<Print> prints) {

    private Entry map(UnaryOperator<String> change) {
      Map<String, String> changed = new TreeMap<>();
      files.forEach((flag, text) -> changed.put(flag, change.apply(text)));
      return new Entry(
          argv.stream().map(change).toList(),
          container,
          after,
          until,
          tookMillis,
          exit,
          change.apply(stdout),
          change.apply(stderr),
          changed,
          alive,
          abandoned,
          prints.stream().map(one -> one.map(change)).toList());
    }
  }

  /**
   * What a container, or a call that went on, wrote to a stream that it had been given.
   *
   * @param call the call whose stream it is, by its place in the list
   * @param stream {@code stdout} or {@code stderr}
   * @param text what was written
   * @param early whether it came before the end of the call that it is noted with
   */
  record Print(int call, String stream, String text, boolean early) {
    private Print map(UnaryOperator<String> change) {
      return new Print(call, stream, change.apply(text), early);
    }

    private JsonObject json() {
      JsonObject json = new JsonObject();
      json.put("call", call);
      json.put("stream", stream);
      json.put("text", text);
      json.put("early", early);
      return json;
    }

    private static Print of(JsonObject json) {
      return new Print(
          json.getInt("call"),
          json.getString("stream"),
          json.getString("text"),
          json.getBoolean("early", false));
    }
  }

  static Cassette of(Engine engine) {
    if (engine.options().passThrough().isEmpty()) {
      throw new IllegalStateException(
          engine.home().directory()
              + " stands in front of no real runsc; make it with FakeOptions.passThrough or with:"
              + " fakectl record DIR --real PATH");
    }
    List<Prints.Seen> prints = engine.prints().all();
    return new Normalising(engine.profile()).cassette(engine.recording().all(), prints);
  }

  /**
   * Reads a cassette from a file.
   *
   * @param file a cassette that {@link #write} wrote
   * @return the cassette
   * @throws ScriptException if it can't be read or is none
   */
  public static Cassette load(Path file) {
    try {
      return parse(Files.readString(file), file.toString());
    } catch (IOException e) {
      throw new ScriptException("cassette " + file + " cannot be read: " + e, e);
    }
  }

  /**
   * The cassette that ships with the fake: the life of one container, recorded on the real release.
   *
   * @param release {@code 20221219.0} or {@code 20240729.0}
   * @return the cassette
   * @throws IllegalArgumentException if there is none of this release
   */
  public static Cassette shipped(String release) {
    String name = "cassettes/" + release + ".json";
    try {
      return parse(FakeHome.resource(name), name);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("no cassette of release " + release + " ships", e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }

  static Cassette parse(String json, String source) {
    try {
      JsonObject document = JsonParser.object().from(json);
      if (document.getInt("cassette", 0) != VERSION) {
        throw new ScriptException(
            source + " is no cassette of version " + VERSION + ", which is all this one can read");
      }
      List<Entry> entries =
          document.getArray("calls", new JsonArray()).stream()
              .map(one -> entry((JsonObject) one))
              .toList();
      return new Cassette(
          document.getString("release", ""), document.getString("recordedAt", ""), entries);
    } catch (JsonParserException | ClassCastException | NullPointerException e) {
      throw new ScriptException(source + " is no cassette: " + e.getMessage(), e);
    }
  }

  private static Entry entry(JsonObject json) {
    Map<String, String> files = new TreeMap<>();
    json.getObject("files", new JsonObject())
        .forEach((flag, text) -> files.put(flag, String.valueOf(text)));
    return new Entry(
        json.getArray("argv").stream().map(String::valueOf).toList(),
        json.getInt("container", 0),
        json.getInt("after", 0),
        json.getInt("until", 0),
        json.getLong("tookMillis", 0),
        json.getInt("exit", 0),
        json.getString("stdout", ""),
        json.getString("stderr", ""),
        files,
        json.getBoolean("alive", false),
        json.getBoolean("abandoned", false),
        json.getArray("prints", new JsonArray()).stream()
            .map(one -> Print.of((JsonObject) one))
            .toList());
  }

  /**
   * Writes this cassette.
   *
   * @param file where to
   */
  public void write(Path file) {
    try {
      Files.writeString(file, json());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the cassette " + file, e);
    }
  }

  /**
   * This cassette as text.
   *
   * @return indented JSON
   */
  public String json() {
    JsonObject document = new JsonObject();
    document.put("cassette", VERSION);
    document.put("release", release);
    document.put("recordedAt", recordedAt);
    JsonArray list = new JsonArray();
    for (Entry entry : calls) {
      JsonObject json = new JsonObject();
      json.put("argv", new JsonArray(entry.argv()));
      json.put("container", entry.container());
      json.put("after", entry.after());
      json.put("until", entry.until());
      json.put("tookMillis", entry.tookMillis());
      json.put("exit", entry.exit());
      json.put("stdout", entry.stdout());
      json.put("stderr", entry.stderr());
      json.put("files", new JsonObject(entry.files()));
      json.put("alive", entry.alive());
      if (entry.abandoned()) {
        json.put("abandoned", true);
      }
      if (!entry.prints().isEmpty()) {
        json.put("prints", new JsonArray(entry.prints().stream().map(Print::json).toList()));
      }
      list.add(json);
    }
    document.put("calls", list);
    return JsonWriter.indent("  ").string().object(document).done() + "\n";
  }

  /**
   * The same without something that is not for everybody's eyes.
   *
   * @param secret what to take out of arguments, outputs and files
   * @return a new cassette with {@code [redacted]} in its place
   */
  public Cassette redact(Pattern secret) {
    return new Cassette(
        release,
        recordedAt,
        calls.stream()
            .map(entry -> entry.map(text -> secret.matcher(text).replaceAll(REDACTED)))
            .toList());
  }

  /**
   * The gVisor release that answered.
   *
   * @return such as {@code 20240729.0}
   */
  public String release() {
    return release;
  }

  /**
   * When it was recorded.
   *
   * @return a day such as {@code 2026-02-01}
   */
  public String recordedAt() {
    return recordedAt;
  }

  /**
   * How many calls it holds.
   *
   * @return the number of calls
   */
  public int size() {
    return calls.size();
  }

  List<Entry> calls() {
    return calls;
  }
}
