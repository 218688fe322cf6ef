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
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What containers write to the streams that a call was given, while that goes on and after it: seen
 * where a stream is a plain file, whenever a call begins or ends and when the cassette is made.
 *
 * <p>It is noted with the last call that changes something, since that is what brought it about as
 * far as anybody can tell: polls differ in number from run to run.
 */
final class Prints {
  static final String STDOUT = "stdout";
  static final String STDERR = "stderr";

  private static final String WATCHED = "watched";
  private static final String SEEN = "seen";
  private static final String LAST = "last";
  private static final String LAST_ENDED = "lastEnded";
  private static final int LONGEST = 1 << 20;

  /** The descriptor by which the launcher asks. */
  private static final String SAYING = "8";

  private static final int PATIENCE = 1000;

  private final Locks locks;
  private final Path file;

  Prints(Locks locks, Path file) {
    this.locks = locks;
    this.file = file;
  }

  /**
   * Something that was written.
   *
   * @param call the index of the call whose stream it is
   * @param stream which of its streams
   * @param text what was written
   * @param after the index of the last call that had begun and changes something
   * @param early whether that one had not ended
   */
  record Seen(long call, String stream, String text, long after, boolean early) {}

  /** The plain files behind the output streams of a process, each once. */
  static Map<String, Path> filesOf(long pid) {
    Optional<Path> out = plainFile(pid, 1);
    Optional<Path> err = plainFile(pid, 2).filter(path -> !out.equals(Optional.of(path)));
    Map<String, Path> files = new java.util.LinkedHashMap<>();
    out.ifPresent(path -> files.put(STDOUT, path));
    err.ifPresent(path -> files.put(STDERR, path));
    return files;
  }

  private static Optional<Path> plainFile(long pid, int descriptor) {
    Path descriptors = Path.of("/proc", Long.toString(pid), "fd");
    Path link = descriptors.resolve(Integer.toString(descriptor));
    try {
      // A shell that says something to a descriptor has that for its output meanwhile.
      for (int i = 0; i < PATIENCE && isSame(link, descriptors.resolve(SAYING)); i++) {
        Waiting.pause(1);
      }
      return Files.isRegularFile(link)
          ? Optional.of(Files.readSymbolicLink(link)).filter(Files::isRegularFile)
          : Optional.empty();
    } catch (IOException e) {
      // Of another user, or gone.
      return Optional.empty();
    }
  }

  private static boolean isSame(Path one, Path other) throws IOException {
    return Files.isSymbolicLink(other)
        && Files.readSymbolicLink(one).equals(Files.readSymbolicLink(other));
  }

  /** A call begins: what was written up to now was not its doing. */
  void begin(long call, boolean changes, Map<String, Path> streams) {
    locked(
        state -> {
          look(state);
          streams.forEach((stream, path) -> watch(state, call, stream, path));
          if (changes) {
            state.put(LAST, call);
            state.put(LAST_ENDED, false);
          }
          return state;
        });
  }

  /**
   * A call ends.
   *
   * @return what was written to its own streams since anybody looked, by stream
   */
  Map<String, String> end(long call, boolean changes) {
    return locked(
        state -> {
          Map<String, String> own = new java.util.LinkedHashMap<>();
          for (Object one : state.getArray(WATCHED)) {
            JsonObject watched = (JsonObject) one;
            if (watched.getLong("call") == call) {
              own.put(watched.getString("stream"), added(watched));
            }
          }
          look(state);
          if (changes && state.getLong(LAST) == call) {
            state.put(LAST_ENDED, true);
          }
          return own;
        });
  }

  /** All that was written up to now. */
  List<Seen> all() {
    JsonObject state =
        locked(
            one -> {
              look(one);
              return one;
            });
    List<Seen> all = new ArrayList<>();
    for (Object one : state.getArray(SEEN)) {
      JsonObject seen = (JsonObject) one;
      all.add(
          new Seen(
              seen.getLong("call"),
              seen.getString("stream"),
              seen.getString("text"),
              seen.getLong("after"),
              seen.getBoolean("early")));
    }
    return all;
  }

  /** A stream belongs to the last call that was given it. */
  private static void watch(JsonObject state, long call, String stream, Path path) {
    JsonArray watched = state.getArray(WATCHED);
    watched.removeIf(one -> path.toString().equals(((JsonObject) one).getString("path")));
    JsonObject json = new JsonObject();
    json.put("call", call);
    json.put("stream", stream);
    json.put("path", path.toString());
    json.put("size", size(path));
    watched.add(json);
  }

  private static void look(JsonObject state) {
    for (Object one : state.getArray(WATCHED)) {
      JsonObject watched = (JsonObject) one;
      String text = added(watched);
      if (!text.isEmpty()) {
        long call = watched.getLong("call");
        long last = state.getLong(LAST);
        JsonObject seen = new JsonObject();
        seen.put("call", call);
        seen.put("stream", watched.getString("stream"));
        seen.put("text", text);
        // Whoever gets a stream though it changes nothing, as do, writes for itself.
        seen.put("after", Math.max(last, call));
        seen.put("early", last < call || !state.getBoolean(LAST_ENDED));
        state.getArray(SEEN).add(seen);
      }
    }
  }

  static long size(Path path) {
    try {
      return Files.size(path);
    } catch (IOException e) {
      // Removed, which is its owner's right.
      return 0;
    }
  }

  private static String added(JsonObject watched) {
    Path path = Path.of(watched.getString("path"));
    long before = watched.getLong("size");
    String text = read(path, before);
    watched.put("size", before + text.getBytes(StandardCharsets.UTF_8).length);
    return text;
  }

  /** Reads what is new in a file, as far as it is whole characters. */
  static String read(Path path, long before) {
    long now = size(path);
    if (now <= before) {
      return "";
    }
    byte[] bytes = new byte[(int) Math.min(LONGEST, now - before)];
    try (RandomAccessFile in = new RandomAccessFile(path.toFile(), "r")) {
      in.seek(before);
      in.readFully(bytes);
    } catch (IOException e) {
      // It was cut or removed meanwhile.
      return "";
    }
    return new String(bytes, 0, whole(bytes), StandardCharsets.UTF_8);
  }

  /** How many bytes there are without a last character that is still being written. */
  private static int whole(byte[] bytes) {
    int start = bytes.length - 1;
    while (start > 0 && bytes.length - start < 4 && (bytes[start] & 0xc0) == 0x80) {
      start--;
    }
    int first = bytes[start] & 0xff;
    int length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1;
    return first >= 0xc0 && bytes.length - start < length ? start : bytes.length;
  }

  private <T> T locked(Function<JsonObject, T> action) {
    return locks.hold(
        file,
        "prints",
        () -> {
          JsonObject state = read();
          String before = JsonWriter.string(state);
          T result = action.apply(state);
          String now = JsonWriter.string(state);
          if (!now.equals(before)) {
            save(now);
          }
          return result;
        });
  }

  private JsonObject read() {
    try {
      return JsonParser.object().from(Files.readString(file));
    } catch (NoSuchFileException e) {
      JsonObject fresh = new JsonObject();
      fresh.put(WATCHED, new JsonArray());
      fresh.put(SEEN, new JsonArray());
      fresh.put(LAST, 0);
      fresh.put(LAST_ENDED, true);
      return fresh;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    } catch (JsonParserException e) {
      throw new IllegalStateException(file + " is damaged; record anew", e);
    }
  }

  private void save(String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
