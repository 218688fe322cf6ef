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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a real runsc was seen to answer, raw, one line for each call: what a cassette is made of.
 */
final class Recording {
  private final Path file;

  Recording(Path file) {
    this.file = file;
  }

  /**
   * One call.
   *
   * @param began when, in milliseconds
   * @param ended when, in milliseconds
   * @param files side files by the flag that names them
   * @param pid the container's sandbox after the call, or 0
   * @param abandoned whether the caller died before it was answered
   */
  record Take(
      long index,
      long began,
      long ended,
      List<String> argv,
      String cwd,
      int exit,
      String stdout,
      String stderr,
      Map<String, String> files,
      long pid,
      boolean abandoned) {}

  /** A call begins, of whose end nothing may ever be seen. */
  void begin(long index, long began, List<String> argv, String cwd) {
    write(new Take(index, began, Long.MAX_VALUE, argv, cwd, 0, "", "", Map.of(), 0, true));
  }

  /** A call has ended. */
  void append(Take take) {
    write(take);
  }

  private void write(Take take) {
    JsonObject json = new JsonObject();
    json.put("index", take.index());
    json.put("began", take.began());
    json.put("ended", take.ended());
    json.put("argv", new JsonArray(take.argv()));
    json.put("cwd", take.cwd());
    json.put("exit", take.exit());
    json.put("stdout", take.stdout());
    json.put("stderr", take.stderr());
    json.put("files", new JsonObject(take.files()));
    json.put("pid", take.pid());
    json.put("abandoned", take.abandoned());
    Engine.append(file, JsonWriter.string(json) + "\n");
  }

  /** All calls, in the order in which they began. */
  List<Take> all() {
    Map<Long, Take> takes = new TreeMap<>();
    try {
      String text = Files.readString(file);
      // A last line without its end is still being written.
      for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
        Take take = parse(JsonParser.object().from(line));
        takes.put(take.index(), take);
      }
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    } catch (JsonParserException e) {
      throw new IllegalStateException(file + " is damaged; record anew", e);
    }
    return new ArrayList<>(takes.values());
  }

  private static Take parse(JsonObject json) {
    Map<String, String> files = new TreeMap<>();
    json.getObject("files").forEach((flag, text) -> files.put(flag, String.valueOf(text)));
    return new Take(
        json.getLong("index"),
        json.getLong("began"),
        json.getLong("ended"),
        json.getArray("argv").stream().map(String::valueOf).toList(),
        json.getString("cwd"),
        json.getInt("exit"),
        json.getString("stdout"),
        json.getString("stderr"),
        files,
        json.getLong("pid"),
        json.getBoolean("abandoned", false));
  }
}
