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

package com.example.jobs;

/** What became of a job. */
public sealed interface JobResult {

  /**
   * The script ran to its end.
   *
   * @param exitCode its exit code
   * @param output what it printed
   */
  record Finished(int exitCode, String output) implements JobResult {}

  /**
   * The script took longer than it may, and was ended.
   *
   * @param output what it had printed by then
   */
  record TimedOut(String output) implements JobResult {}

  /**
   * The sandbox, not the script, failed: worth a retry or an alarm.
   *
   * @param reason what runsc said
   */
  record SandboxFailed(String reason) implements JobResult {}
}
