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
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a release's transcript: a call of the real runsc with its answer, or something that
 * was observed beside the calls ({@code isCall} is false then).
 *
 * @param exit the exit code, or TIMEOUT for a call that did not end
 * @param observed what was seen beside the command's own output
 * @param compared the fields that are the same on every run
 */
record TranscriptSample(
    String name,
    boolean isCall,
    List<String> argv,
    String exit,
    String stdout,
    String stderr,
    @Nullable JsonObject observed,
    Set<String> compared) {
  static final String TIMEOUT = "TIMEOUT";
  private static final Set<String> ALL = Set.of("exit", "stdout", "stderr", "observed");

  /** The part of a release's transcript whose names begin with a section's. */
  static List<TranscriptSample> load(String release, String section) {
    List<TranscriptSample> samples = new ArrayList<>();
    for (Object one : array("transcripts/" + release + ".json")) {
      TranscriptSample sample = of((JsonObject) one);
      if (section.isEmpty() || sample.name().startsWith(section + ".")) {
        samples.add(sample);
      }
    }
    return samples;
  }

  static JsonArray array(String resource) {
    try (InputStream in = TranscriptSample.class.getResourceAsStream(resource)) {
      return JsonParser.array().from(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JsonParserException e) {
      throw new IllegalStateException(resource, e);
    }
  }

  private static TranscriptSample of(JsonObject json) {
    JsonArray argv = json.getArray("argv");
    JsonArray compared = json.getArray("cmp");
    return new TranscriptSample(
        json.getString("name"),
        argv != null,
        argv == null ? List.of() : argv.stream().skip(1).map(String::valueOf).toList(),
        String.valueOf(json.get("exit")),
        json.getString("stdout", ""),
        json.getString("stderr", ""),
        json.getObject("observed"),
        compared == null
            ? ALL
            : compared.stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet()));
  }

  /** Whether nothing of it is the same on every run. */
  boolean comparesNothing() {
    return compared.isEmpty();
  }
}
