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

package dev.runsc.conformance.spi;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Opens targets that the suite has no word for: a runsc on another machine, behind a wrapper, in an
 * emulator. It is found by {@link java.util.ServiceLoader}; on the class path that takes a file
 * {@code META-INF/services/dev.runsc.conformance.spi.TargetProvider} with the name of the class.
 *
 * @since 0.1.0
 */
public interface TargetProvider {

  /**
   * The word that stands before the colon on the command line: {@code emulator} for {@code --target
   * emulator:arm64}.
   *
   * @return lower-case letters, not one of the suite's own words
   */
  String scheme();

  /**
   * Opens a target.
   *
   * @param argument what stands behind the colon; may be empty
   * @param directory an empty directory for what the target needs, removed after the run
   * @return the target, which the suite closes
   * @throws IOException if it cannot be had here; the message is shown
   */
  ProvidedTarget open(String argument, Path directory) throws IOException;
}
