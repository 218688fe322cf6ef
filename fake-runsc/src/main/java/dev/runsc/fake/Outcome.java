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

package dev.runsc.fake;

import java.nio.charset.StandardCharsets;

/** How a call ends: its exit code and what runsc itself prints. */
record Outcome(int exit, String stdout, String stderr, String answeredBy) {
  /** The exit code of a call that the fake could not answer; runsc has no such code of its own. */
  static final int REFUSED = 125;

  /** The exit code of runsc's own failures. */
  static final int FAILED = 128;

  static Outcome success(String stdout) {
    return new Outcome(0, stdout, "", "model");
  }

  static Outcome exit(int code) {
    return new Outcome(code, "", "", "model");
  }

  static Outcome failure(String message) {
    return new Outcome(FAILED, "", message + "\n", "model");
  }

  /** A crash of runsc. Of the traces only the beginning is told: the rest differs each time. */
  static Outcome panic(String message) {
    return new Outcome(2, "", "panic: " + message + "\n\ngoroutine 1 [running]:\n", "model");
  }

  static Outcome grammar(int exit, String stdout, String stderr) {
    return new Outcome(exit, stdout, stderr, "grammar");
  }

  static Outcome refusal(String message) {
    return new Outcome(REFUSED, "", "fake-runsc: " + message + "\n", "refusal");
  }

  /** The same with something before what stands on standard error. */
  Outcome withMoreOnStderr(String text) {
    return text.isEmpty() ? this : new Outcome(exit, stdout, text + stderr, answeredBy);
  }

  byte[] stdoutBytes() {
    return stdout.getBytes(StandardCharsets.UTF_8);
  }

  byte[] stderrBytes() {
    return stderr.getBytes(StandardCharsets.UTF_8);
  }
}
