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

/**
 * Something untrusted to be run.
 *
 * @param language what it is written in
 * @param code the program
 * @param stdin what it reads
 */
public record Snippet(Language language, String code, String stdin) {

  /** As long as Linux lets a single argument be, and some room. */
  static final int LONGEST = 100_000;

  /**
   * Checks the code.
   *
   * @param language what it is written in
   * @param code the program
   * @param stdin what it reads; null for nothing
   * @throws IllegalArgumentException if there is no language or code, or it cannot be handed over
   */
  public Snippet {
    if (language == null) {
      throw new IllegalArgumentException("language: one of sh, python is needed");
    }
    if (code == null || code.isBlank()) {
      throw new IllegalArgumentException("code: there is nothing to run");
    }
    if (code.length() > LONGEST || code.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "code: at most " + LONGEST + " characters, none of them NUL");
    }
    stdin = stdin == null ? "" : stdin;
  }
}
