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
 * What kind of failure a {@link RunscException} reports.
 *
 * @since 0.1.0
 */
public enum ErrorKind {
  /** There is no such container under the root directory. */
  NOT_FOUND,
  /** The id is in use. */
  EXISTS,
  /** The container's status does not allow the command. */
  WRONG_STATE,
  /** The id has characters that runsc does not allow, or is too long. */
  INVALID_ID,
  /**
   * runsc took the id for an abbreviation and more than one container fits. An id that is a prefix
   * of another one cannot be addressed while the longer one exists.
   */
  AMBIGUOUS_ID,
  /** The release does not know a command or a flag, or cannot do what was asked at all. */
  UNSUPPORTED,
  /** A flag has a value that is refused, or flags do not go together. */
  INVALID_ARGUMENT,
  /** The bundle's {@code config.json} is missing, unreadable or refused. */
  INVALID_BUNDLE,
  /** The program to run, or its working directory, does not exist or may not be used. */
  PROGRAM_NOT_STARTABLE,
  /** A hook of the bundle failed. */
  HOOK_FAILED,
  /** No such process in the container. */
  NO_SUCH_PROCESS,
  /**
   * The container has ended and its exit status is gone: only a {@code wait} that is already
   * waiting when a container ends gets it.
   */
  STATUS_UNAVAILABLE,
  /**
   * A file or directory named to runsc is missing or not what it should be: a log, a pid file, a
   * console socket, an image.
   */
  INVALID_PATH,
  /** A file or directory may not be read or written. */
  PERMISSION_DENIED,
  /** The sandbox did not come up, went away, or does not answer. */
  SANDBOX_FAILED,
  /** runsc itself crashed. */
  CRASHED,
  /** The call took longer than its timeout. */
  TIMED_OUT,
  /** The calling thread was interrupted. */
  INTERRUPTED,
  /** The command could not be started at all. */
  NOT_STARTABLE,
  /** runsc reported success, but what it wrote cannot be understood. */
  BAD_OUTPUT,
  /** None of the above; {@link RunscException#runscMessage()} has what runsc said. */
  OTHER
}
