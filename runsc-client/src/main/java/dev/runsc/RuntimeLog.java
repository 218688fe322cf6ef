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

package dev.runsc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;

/**
 * Reads the errors that runsc appended to its {@code --log} from some point on (trap B29).
 *
 * <p>The log is JSON objects with nothing between them, whatever the log's format; other commands
 * append to it at the same time, and it may hold anything, so whatever is not an error record is
 * stepped over.
 */
final class RuntimeLog {

  private static final int MOST = 1 << 20;

  private final Path file;
  private final long start;

  private RuntimeLog(Path file, long start) {
    this.file = file;
    this.start = start;
  }

  /** The log from its present end on. */
  static RuntimeLog fromEndOf(Path file) {
    return new RuntimeLog(file, FileTail.size(file));
  }

  Path file() {
    return file;
  }

  /** The messages of the errors appended since, oldest first. */
  List<String> errors() {
    String text;
    try {
      text = read();
    } catch (NoSuchFileException neverWritten) {
      return List.of();
    } catch (IOException e) {
      // The failure being looked into matters more than that nothing is known about it.
      return List.of();
    }
    List<String> errors = new ArrayList<>();
    char[] chars = text.toCharArray();
    int at = text.indexOf('{');
    while (at >= 0) {
      int end = parse(chars, at, errors);
      at = text.indexOf('{', end);
    }
    return List.copyOf(errors);
  }

  private String read() throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      long size = channel.size();
      // Shorter than before: someone emptied it meanwhile.
      long from = size < start ? 0 : start;
      channel.position(Math.max(from, size - MOST));
      ByteBuffer bytes = ByteBuffer.allocate(MOST);
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
        // Until it is full or the file's end is reached.
      }
      return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    }
  }

  /** Returns where to go on: behind the object, or one character further if there is none. */
  private static int parse(char[] chars, int at, List<String> errors) {
    if (at + 1 == chars.length || chars[at + 1] != '"') {
      return at + 1;
    }
    try (JsonParser parser = Json.READER.createParser(chars, at, chars.length - at)) {
      JsonNode node = parser.readValueAsTree();
      JsonNode level = node.path("level");
      JsonNode message = node.has("msg") ? node.path("msg") : node.path("log");
      if (level.isString() && "error".equals(level.stringValue()) && message.isString()) {
        errors.add(message.stringValue());
      }
      return at + (int) parser.currentLocation().getCharOffset();
    } catch (JacksonException junk) {
      return at + 1;
    }
  }
}
