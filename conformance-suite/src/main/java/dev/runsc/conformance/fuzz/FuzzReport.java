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

package dev.runsc.conformance.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes what came of fuzzing: {@code fuzz.json}, and a Java class for each finding. */
public final class FuzzReport {

  private FuzzReport() {}

  /**
   * Writes it.
   *
   * @param results one for each pair of targets
   * @param directory where to; it is made if it is not there
   * @throws IOException if it cannot be written
   */
  public static void write(List<FuzzResult> results, Path directory) throws IOException {
    Files.createDirectories(directory);
    JsonMapper json = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    Files.writeString(directory.resolve("fuzz.json"), json.writeValueAsString(results) + "\n");
    int number = 0;
    for (FuzzResult result : results) {
      for (Finding finding : result.findings()) {
        number++;
        // The class is named in the file, so that each file lies in a directory of its own.
        Path place = Files.createDirectories(directory.resolve("finding-" + number));
        Files.writeString(place.resolve("FoundScenarios.java"), finding.source());
      }
    }
  }
}
