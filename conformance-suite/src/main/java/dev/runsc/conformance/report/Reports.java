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

package dev.runsc.conformance.report;

import dev.runsc.conformance.result.RunResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes all reports of a run. */
public final class Reports {

  private Reports() {}

  /**
   * Writes {@code report.json}, {@code junit.xml}, {@code report.md} and {@code report.html}.
   *
   * @throws IOException if one cannot be written; none is left half-written
   */
  public static void write(RunResult result, Path directory) throws IOException {
    Files.createDirectories(directory);
    write(directory.resolve("report.json"), JsonReport.of(result));
    write(directory.resolve("junit.xml"), JUnitReport.of(result));
    Page page = Page.of(result);
    write(directory.resolve("report.md"), Page.render("report.md", page));
    write(directory.resolve("report.html"), Page.render("report.html", page));
  }

  private static void write(Path file, String text) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".draft");
    Files.write(draft, text.getBytes(StandardCharsets.UTF_8));
    Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
