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
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The file of recorded calls: one JSON object in one line for each, appended in one write. Reading
 * goes on where the last reading ended.
 */
final class Records {
  private static final int LONGEST_OUTPUT = 64 * 1024;

  /** A time that is told without seconds, because it has none. */
  private static final String WHOLE_MINUTE = "2000-01-01T00:00";

  private final Path file;
  private final List<Invocation> read = new ArrayList<>();
  private long position;

  Records(Path file) {
    this.file = file;
  }

  void append(Invocation invocation) {
    Engine.append(file, JsonWriter.string(toJson(invocation)) + "\n");
  }

  /** All whole records, in the order in which the calls ended. */
  synchronized List<Invocation> all() {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() < position) {
        forget();
      }
      ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size() - position));
      int count = 0;
      while (bytes.hasRemaining() && count >= 0) {
        count = channel.read(bytes, position + bytes.position());
      }
      takeLines(bytes.array(), bytes.position());
    } catch (NoSuchFileException e) {
      forget();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
    return List.copyOf(read);
  }

  /** The lines of the file as they are. */
  List<String> lines() {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private void takeLines(byte[] bytes, int length) {
    int start = 0;
    for (int i = 0; i < length; i++) {
      if (bytes[i] == '\n') {
        read.add(parse(new String(bytes, start, i - start, StandardCharsets.UTF_8)));
        start = i + 1;
      }
    }
    position += start;
  }

  private void forget() {
    read.clear();
    position = 0;
  }

  synchronized void clear() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    forget();
  }

  private static JsonObject toJson(Invocation invocation) {
    JsonObject json = new JsonObject();
    json.put("index", invocation.index());
    json.put("argv", new JsonArray(invocation.argv()));
    JsonObject call = new JsonObject();
    call.put("globalFlags", flags(invocation.call().globalFlags()));
    call.put("command", invocation.call().command());
    call.put("flags", flags(invocation.call().flags()));
    call.put("positionals", new JsonArray(invocation.call().positionals()));
    json.put("call", call);
    json.put("cwd", invocation.cwd().toString());
    json.put("environment", new JsonObject(invocation.environment()));
    json.put("pid", invocation.pid());
    json.put("ppid", invocation.ppid());
    json.put("start", text(invocation.start()));
    json.put("elapsedNanos", invocation.elapsed().toNanos());
    if (invocation.exit().isPresent()) {
      json.put("exit", invocation.exit().getAsInt());
    }
    json.put("stdout", bounded(invocation.stdout()));
    json.put("stderr", bounded(invocation.stderr()));
    json.put("answeredBy", invocation.answeredBy());
    json.put("release", invocation.release());
    json.put("reason", invocation.reason());
    if (!invocation.faults().isEmpty()) {
      json.put("faults", new JsonArray(invocation.faults()));
    }
    if (invocation.stdin().isPresent()) {
      json.put("stdin", bounded(invocation.stdin().get()));
    }
    if (invocation.failure().isPresent()) {
      json.put("failure", invocation.failure().get());
    }
    return json;
  }

  /** As {@link Instant#toString}, without the formatters that take long to be made. */
  private static String text(Instant time) {
    String text = LocalDateTime.ofInstant(time, ZoneOffset.UTC).toString();
    return text + (text.length() == WHOLE_MINUTE.length() ? ":00Z" : "Z");
  }

  private static String bounded(String text) {
    return text.length() <= LONGEST_OUTPUT
        ? text
        : text.substring(0, LONGEST_OUTPUT) + "… (" + text.length() + " characters in all)";
  }

  private static JsonObject flags(Map<String, List<String>> flags) {
    JsonObject json = new JsonObject();
    for (Map.Entry<String, List<String>> flag : flags.entrySet()) {
      json.put(flag.getKey(), new JsonArray(flag.getValue()));
    }
    return json;
  }

  private Invocation parse(String line) {
    try {
      JsonObject json = JsonParser.object().from(line);
      JsonObject call = json.getObject("call");
      Map<String, String> environment = new LinkedHashMap<>();
      json.getObject("environment")
          .forEach((name, value) -> environment.put(name, String.valueOf(value)));
      return new Invocation(
          json.getLong("index"),
          strings(json.getArray("argv")),
          new Call(
              flags(call.getObject("globalFlags")),
              call.getString("command"),
              flags(call.getObject("flags")),
              strings(call.getArray("positionals"))),
          Path.of(json.getString("cwd")),
          Map.copyOf(environment),
          json.getLong("pid"),
          json.getLong("ppid"),
          Instant.parse(json.getString("start")),
          Duration.ofNanos(json.getLong("elapsedNanos")),
          json.has("exit") ? OptionalInt.of(json.getInt("exit")) : OptionalInt.empty(),
          json.getString("stdout"),
          json.getString("stderr"),
          json.getString("answeredBy"),
          json.getString("release"),
          Optional.ofNullable(json.getString("failure")),
          Optional.ofNullable(json.getString("stdin")),
          json.getString("reason", ""),
          strings(json.getArray("faults")));
    } catch (JsonParserException e) {
      throw new IllegalStateException(file + " has a damaged line: " + line, e);
    }
  }

  private static Map<String, List<String>> flags(JsonObject json) {
    Map<String, List<String>> flags = new LinkedHashMap<>();
    json.forEach((name, values) -> flags.put(name, strings((JsonArray) values)));
    return flags;
  }

  private static List<String> strings(@Nullable JsonArray list) {
    return list == null ? List.of() : list.stream().map(String::valueOf).toList();
  }
}
