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

import java.util.Optional;

/**
 * What {@code runsc --version} says.
 *
 * @param text the version as printed, such as {@code release-20240729.0} or {@code 0.0~20240729.0}
 * @param release the release in it; empty for a build that does not tell
 * @param spec the version of the OCI specification; empty if it is not printed
 * @since 0.1.0
 */
public record Version(String text, Optional<Release> release, Optional<String> spec) {

  private static final String NAME = "runsc version ";
  private static final String SPEC = "spec: ";

  static Optional<Version> parse(String output) {
    return line(output, NAME)
        .map(text -> new Version(text, Release.find(text), line(output, SPEC)));
  }

  private static Optional<String> line(String output, String prefix) {
    return output
        .lines()
        .filter(line -> line.startsWith(prefix))
        .map(line -> line.substring(prefix.length()).strip())
        .findFirst();
  }
}
