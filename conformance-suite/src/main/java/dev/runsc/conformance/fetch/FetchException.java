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

package dev.runsc.conformance.fetch;

/** A release that could not be fetched, and why. */
public final class FetchException extends Exception {

  private static final long serialVersionUID = 1L;

  /** What kind of reason. */
  public enum Kind {
    /** What was served is not what it should be. */
    WRONG,
    /** It is not in the bucket. */
    MISSING,
    /** The network, the bucket or this machine failed; trying again may help. */
    ENVIRONMENT
  }

  private final Kind kind;

  FetchException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  FetchException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** What was served is not what it should be. */
  public static FetchException wrong(String message) {
    return new FetchException(Kind.WRONG, message);
  }

  /** What kind of reason. */
  public Kind kind() {
    return kind;
  }

  /** Why. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
