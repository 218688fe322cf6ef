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

package dev.runsc.conformance.cli;

import java.nio.file.Path;
import java.util.Map;

/**
 * What the commands depend on outside of their arguments.
 *
 * @param environment the environment variables
 * @param terminal whether a person watches
 * @param checkout the checkout's directory; empty if this is not run from one
 */
record Surroundings(Map<String, String> environment, boolean terminal, String checkout) {

  /** Where reports go if nobody says where. */
  Path reportDirectory() {
    return checkout.isEmpty()
        ? Path.of("conformance-report").toAbsolutePath()
        : Path.of(checkout, "conformance-suite", "target", "conformance");
  }
}
