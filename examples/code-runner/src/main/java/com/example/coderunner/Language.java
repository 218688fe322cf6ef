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

package com.example.coderunner;

import java.util.List;

/** What snippets can be written in: whatever is installed below the root of the sandboxes. */
public enum Language {
  /** A POSIX shell. */
  SH,
  /** Python 3. */
  PYTHON;

  /**
   * The command that runs a snippet.
   *
   * @param code the snippet
   * @return a program and its arguments
   */
  List<String> command(String code) {
    return switch (this) {
      case SH -> List.of("/bin/sh", "-c", code);
      case PYTHON -> List.of("/usr/bin/env", "python3", "-c", code);
    };
  }
}
