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

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * An entry of a script: which calls it answers, and how.
 *
 * @param on the calls it answers
 * @param turns how many of them
 * @param replies at least one
 * @param then what follows the last reply
 */
record ScriptedReply(CallMatch on, Turns turns, List<Answer> replies, Then then) {

  /** What follows the last reply of a sequence. */
  enum Then {
    REPEAT,
    MODEL,
    FAIL
  }

  /**
   * Which of the calls that match are meant.
   *
   * @param afterCalls how many are let through first
   * @param times how many are meant then; empty: all
   * @param perContainer whether each container is counted for itself
   */
  record Turns(int afterCalls, OptionalInt times, boolean perContainer) {
    /** The number of the turn, from 0, of a call of which so many came before; or -1. */
    long turn(long before) {
      long turn = before - afterCalls;
      return turn < 0 || (times.isPresent() && turn >= times.getAsInt()) ? -1 : turn;
    }
  }

  /** A time, and at most so much more, by chance. */
  record Delay(Duration fixed, Duration jitter) {}

  /**
   * A file that a reply writes.
   *
   * @param flag the flag in which the caller names the file
   * @param global whether it is a global flag
   */
  record SideFile(String flag, boolean global, Content content) {}

  /** One reply of a sequence. */
  record Answer(
      boolean model,
      int exit,
      Content stdout,
      Content stderr,
      Delay delay,
      List<SideFile> files,
      boolean startsProcess) {}
}
