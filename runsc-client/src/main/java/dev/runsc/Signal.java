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

/**
 * The signals that {@code runsc kill} accepts.
 *
 * <p>runsc refuses signal 0, so it cannot be used to ask whether a container is alive, and the
 * real-time signals (32 to 64).
 *
 * @since 0.1.0
 */
public enum Signal {
  /** Hangup. */
  HUP(1),
  /** Interrupt from the keyboard. */
  INT(2),
  /** Quit from the keyboard. */
  QUIT(3),
  /** Illegal instruction. */
  ILL(4),
  /** Trace trap. */
  TRAP(5),
  /** Abort. */
  ABRT(6),
  /** Bus error. */
  BUS(7),
  /** Arithmetic error. */
  FPE(8),
  /** Ends a process; it cannot be caught. */
  KILL(9),
  /** For the program's own use. */
  USR1(10),
  /** Invalid memory reference. */
  SEGV(11),
  /** For the program's own use. */
  USR2(12),
  /** Write to a pipe nobody reads. */
  PIPE(13),
  /** Timer. */
  ALRM(14),
  /** Asks a process to end. */
  TERM(15),
  /** Stack fault. */
  STKFLT(16),
  /** A child ended or stopped. */
  CHLD(17),
  /** Continues a stopped process. */
  CONT(18),
  /** Stops a process; it cannot be caught. */
  STOP(19),
  /** Stop from the keyboard. */
  TSTP(20),
  /** Terminal input by a background process. */
  TTIN(21),
  /** Terminal output by a background process. */
  TTOU(22),
  /** Urgent data on a socket. */
  URG(23),
  /** Processor time limit. */
  XCPU(24),
  /** File size limit. */
  XFSZ(25),
  /** Virtual timer. */
  VTALRM(26),
  /** Profiling timer. */
  PROF(27),
  /** The terminal's size changed. */
  WINCH(28),
  /** Input or output is possible. */
  IO(29),
  /** Power failure. */
  PWR(30),
  /** Bad system call. */
  SYS(31);

  private final int number;

  Signal(int number) {
    this.number = number;
  }

  /**
   * Returns the number of this signal on Linux.
   *
   * @return 1 to 31
   */
  public int number() {
    return number;
  }
}
