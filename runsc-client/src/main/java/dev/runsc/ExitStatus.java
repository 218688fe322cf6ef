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

import java.util.OptionalInt;

/**
 * How a container's first process ended.
 *
 * @param code the exit code of the process, 0 to 255; 128 + n if signal n ended it
 * @since 0.1.0
 */
public record ExitStatus(int code) {

  private static final int SIGNAL_BASE = 128;
  private static final int LAST_SIGNAL = 64;

  /**
   * Checks the code.
   *
   * @param code the exit code of the process
   * @throws IllegalArgumentException if the code is not in 0 to 255
   */
  public ExitStatus {
    if (code < 0 || code > 255) {
      throw new IllegalArgumentException("an exit code is in 0 to 255, not " + code);
    }
  }

  /**
   * Tells whether the process ended well.
   *
   * @return true if the code is 0
   */
  public boolean success() {
    return code == 0;
  }

  /**
   * Returns the signal that ended the process, going by the convention that 128 + n stands for
   * signal n.
   *
   * <p>runsc keeps no other trace of a signal, so a program that itself exits with, say, 137 looks
   * the same as one that was killed.
   *
   * @return the signal's number, or empty if the code stands for none
   */
  public OptionalInt signal() {
    int number = code - SIGNAL_BASE;
    return number >= 1 && number <= LAST_SIGNAL ? OptionalInt.of(number) : OptionalInt.empty();
  }

  @Override
  public String toString() {
    return "exit status " + code;
  }
}
