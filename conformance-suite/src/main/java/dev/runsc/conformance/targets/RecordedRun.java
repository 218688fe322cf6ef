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

package dev.runsc.conformance.targets;

import dev.runsc.conformance.result.Outcome;
import dev.runsc.conformance.result.TargetInfo;
import dev.runsc.conformance.result.TargetJson;
import dev.runsc.testkit.internal.UnusableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a target answered in every scenario of a run: one JSON document, with a cassette for each
 * scenario.
 *
 * @param recordedAt the day
 * @param target what was recorded
 * @param scenarios the scenarios by id
 */
public record RecordedRun(LocalDate recordedAt, TargetInfo target, Map<String, Part> scenarios) {

  /** Named in the file; changes when a reader of the last version would be misled. */
  static final String FORMAT = "dev.runsc.conformance/recording/1";

  /** Stands for the directory of a scenario. */
  private static final String DIRECTORY = "{{dir}}";

  /** Stands for what begins all ids of a scenario. */
  private static final String ID_PREFIX = "{{ids}}";

  private static final JsonMapper JSON = new JsonMapper();

  /** Copies the map. */
  public RecordedRun {
    scenarios = Collections.unmodifiableMap(new TreeMap<>(scenarios));
  }

  /**
   * One scenario.
   *
   * @param outcome what came of it
   * @param cassette the answers, in JSON; empty if nothing can be played
   */
  public record Part(Outcome outcome, String cassette) {

    /** Names what is different in every run. */
    static Part of(Outcome outcome, String cassette, Path directory, String idPrefix) {
      String named = cassette.replace(directory.toString(), DIRECTORY).replace(idPrefix, ID_PREFIX);
      return new Part(outcome, named);
    }

    /** The cassette for a run in a directory. */
    String cassetteIn(Path directory, String idPrefix) {
      return cassette.replace(DIRECTORY, directory.toString()).replace(ID_PREFIX, idPrefix);
    }

    /** Why it cannot be played; empty if it can. */
    Optional<String> missing() {
      return cassette.isEmpty()
          ? Optional.of("its recording holds no answers: it ended with " + outcome.text())
          : Optional.empty();
    }
  }

  /** How many scenarios can be played. */
  public long playable() {
    return scenarios.values().stream().filter(part -> part.missing().isEmpty()).count();
  }

  /**
   * Writes it, so that the file is whole or not there.
   *
   * @throws IOException if that is not possible
   */
  public void write(Path file) throws IOException {
    Path whole = file.toAbsolutePath().normalize();
    Path partial = whole.resolveSibling(whole.getFileName() + ".part");
    try {
      Files.writeString(partial, json());
      Files.move(partial, whole, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  private String json() {
    ObjectNode document = JSON.createObjectNode();
    document.put("format", FORMAT);
    document.put("recordedAt", recordedAt.toString());
    TargetJson.write(document.putObject("target"), target);
    ObjectNode all = document.putObject("scenarios");
    scenarios.forEach(
        (id, part) -> {
          ObjectNode node = all.putObject(id);
          node.put("outcome", part.outcome().text());
          if (part.missing().isEmpty()) {
            node.set("cassette", JSON.readTree(part.cassette()));
          }
        });
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
  }

  /**
   * Reads it.
   *
   * @throws UnusableException if there is none, or none that can be read; the message says why
   */
  static RecordedRun read(Path file) throws UnusableException {
    try {
      JsonNode document = JSON.readTree(Files.readString(file, StandardCharsets.UTF_8));
      String format = document.path("format").stringValue("");
      if (!format.equals(FORMAT)) {
        throw unusable(
            file,
            format.isEmpty()
                ? "is no recording: conformance record makes them"
                : "is of the format " + format + ", and not " + FORMAT + ": record it anew");
      }
      return run(document);
    } catch (NoSuchFileException e) {
      throw unusable(file, "does not exist: conformance record --output " + file + " makes it");
    } catch (IOException e) {
      throw unusable(file, "cannot be read: " + e);
    } catch (UnexpectedEndOfInputException e) {
      throw unusable(file, "is cut off: copy it again, or record it anew");
    } catch (JacksonException | DateTimeException | IllegalArgumentException e) {
      throw unusable(file, "is no recording, or a damaged one: " + e.getMessage());
    }
  }

  private static UnusableException unusable(Path file, String why) {
    return UnusableException.environment(file + " " + why.lines().findFirst().orElse(""));
  }

  private static RecordedRun run(JsonNode document) {
    Map<String, Part> scenarios = new TreeMap<>();
    for (Map.Entry<String, JsonNode> one : document.required("scenarios").properties()) {
      JsonNode cassette = one.getValue().path("cassette");
      scenarios.put(
          one.getKey(),
          new Part(
              Outcome.ofText(one.getValue().required("outcome").stringValue()),
              cassette.isMissingNode() ? "" : cassette.toString()));
    }
    return new RecordedRun(
        LocalDate.parse(document.required("recordedAt").stringValue()),
        TargetJson.read(document.required("target")),
        scenarios);
  }
}
