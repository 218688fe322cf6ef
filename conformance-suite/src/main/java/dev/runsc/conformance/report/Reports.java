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
import java.util.List;

/** Writes all reports of a run. */
public final class Reports {

  /** The name of the report for machines. */
  public static final String JSON = "report.json";

  private Reports() {}

  /**
   * Writes {@code report.json}, {@code junit.xml}, {@code report.md} and {@code report.html}.
   *
   * @throws IOException if one cannot be written; none is left half-written
   */
  public static void write(RunResult result, Path directory) throws IOException {
    write(result, List.of(), directory);
  }

  /**
   * Writes all of them.
   *
   * @param earlier earlier results, oldest first, to show what has changed since
   * @throws IOException if one cannot be written; none is left half-written
   */
  public static void write(RunResult result, List<RunResult> earlier, Path directory)
      throws IOException {
    Files.createDirectories(directory);
    write(directory.resolve(JSON), JsonReport.of(result));
    write(directory.resolve("junit.xml"), JUnitReport.of(result));
    Page page = Page.of(result, earlier);
    write(directory.resolve("report.md"), Page.render("report.md", page));
    write(directory.resolve("report.html"), Page.render("report.html", page));
  }

  /**
   * Reads a report back.
   *
   * @param path its directory, or its {@code report.json}
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if it is no report
   */
  public static RunResult read(Path path) throws IOException {
    Path file = Files.isDirectory(path) ? path.resolve(JSON) : path;
    return JsonReportReader.read(Files.readString(file));
  }

  private static void write(Path file, String text) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".draft");
    Files.write(draft, text.getBytes(StandardCharsets.UTF_8));
    Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
