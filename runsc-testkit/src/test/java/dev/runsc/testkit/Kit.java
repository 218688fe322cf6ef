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

package dev.runsc.testkit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.platform.engine.OutputDirectoryCreator;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.EventType;

/** Runs test cases in an engine of their own. */
final class Kit {
  private Kit() {}

  static EngineExecutionResults run(Class<?> testCase) {
    return builder(testCase).execute();
  }

  static EngineExecutionResults run(Class<?> testCase, Path output) {
    return builder(testCase).outputDirectoryCreator(new Output(output)).execute();
  }

  static EngineTestKit.Builder builder(Class<?> testCase) {
    return EngineTestKit.engine("junit-jupiter").selectors(selectClass(testCase));
  }

  static Throwable failure(EngineExecutionResults results) {
    return failures(results).findFirst().orElseThrow();
  }

  static Stream<Throwable> failures(EngineExecutionResults results) {
    return results.allEvents().executions().failed().stream()
        .flatMap(
            execution ->
                execution.getTerminationInfo().getExecutionResult().getThrowable().stream());
  }

  static List<String> suppressed(Throwable failure) {
    return Arrays.stream(failure.getSuppressed()).map(Throwable::getMessage).toList();
  }

  /** The values of a report entry, in order. */
  static List<String> reported(EngineExecutionResults results, String key) {
    return results
        .allEvents()
        .filter(event -> event.getType() == EventType.REPORTING_ENTRY_PUBLISHED)
        .flatMap(
            (Event event) ->
                event
                    .getPayload(org.junit.platform.engine.reporting.ReportEntry.class)
                    .map(entry -> entry.getKeyValuePairs().get(key))
                    .stream())
        .toList();
  }

  static OutputDirectoryCreator output(Path root) {
    return new Output(root);
  }

  /** Where published files go. */
  private record Output(Path root) implements OutputDirectoryCreator {
    @Override
    public Path getRootDirectory() {
      return root;
    }

    @Override
    public Path createOutputDirectory(TestDescriptor test) throws java.io.IOException {
      return Files.createDirectories(
          root.resolve(test.getDisplayName().replaceAll("[^A-Za-z0-9]", "_")));
    }
  }
}
