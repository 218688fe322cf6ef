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

import dev.runsc.Captured;

/** What became of a snippet. */
public sealed interface Outcome {

  /**
   * It ran to its end.
   *
   * @param exitCode what it ended with; 128 and more for a signal
   * @param stdout what it wrote
   * @param stderr what it wrote there
   */
  record Finished(int exitCode, Captured stdout, Captured stderr) implements Outcome {}

  /**
   * Its time was over.
   *
   * @param stdout what it had written by then
   * @param stderr what it had written there
   */
  record TimedOut(Captured stdout, Captured stderr) implements Outcome {}

  /**
   * Its sandbox ended under it. The kernel does that when the memory of the sandbox is used up; a
   * crash of gVisor looks the same from here.
   *
   * @param stdout what it had written by then
   * @param stderr what it had written there
   */
  record SandboxDied(Captured stdout, Captured stderr) implements Outcome {}

  /**
   * It was not run: there is something wrong with this service, not with the snippet.
   *
   * @param reason for the operator
   */
  record NotRun(String reason) implements Outcome {}
}
