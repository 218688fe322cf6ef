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
import com.grack.nanojson.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a scripted reply prints or writes. */
sealed interface Content {
  Content NOTHING = new Text("");

  byte[] bytes(Placeholders values);

  /** A text with placeholders. */
  record Text(String template) implements Content {
    @Override
    public byte[] bytes(Placeholders values) {
      return values.expand(template).getBytes(StandardCharsets.UTF_8);
    }
  }

  /**
   * A JSON value, written in one line with a newline, as runsc does. A string that is one
   * placeholder of a number becomes that number.
   */
  record Json(Object tree) implements Content {
    @Override
    public byte[] bytes(Placeholders values) {
      return (JsonWriter.string(expand(tree, values)) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static @Nullable Object expand(@Nullable Object value, Placeholders values) {
      if (value instanceof String text) {
        return Placeholders.isNumber(text)
            ? (Object) Long.valueOf(values.expand(text))
            : values.expand(text);
      }
      if (value instanceof JsonArray list) {
        JsonArray copy = new JsonArray();
        list.forEach(one -> copy.add(expand(one, values)));
        return copy;
      }
      if (value instanceof JsonObject object) {
        JsonObject copy = new JsonObject();
        for (Map.Entry<String, Object> entry : object.entrySet()) {
          copy.put(entry.getKey(), expand(entry.getValue(), values));
        }
        return copy;
      }
      return value;
    }
  }

  /** The bytes of a file beside the script, read anew for each reply. */
  record OfFile(Path file) implements Content {
    @Override
    public byte[] bytes(Placeholders values) {
      try {
        return Files.readAllBytes(file);
      } catch (IOException e) {
        throw new FakeRefusal("the script's file " + file + " cannot be read: " + e);
      }
    }
  }

  /** Any bytes, in base64. */
  record Bytes(String base64) implements Content {
    @Override
    public byte[] bytes(Placeholders values) {
      return Base64.getDecoder().decode(base64);
    }
  }
}
