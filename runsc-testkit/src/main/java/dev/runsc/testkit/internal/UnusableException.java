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

package dev.runsc.testkit.internal;

/** A target that scenarios cannot run on, and why. */
public final class UnusableException extends Exception {

  private static final long serialVersionUID = 1L;

  private final boolean impostor;

  private UnusableException(String message, boolean impostor) {
    super(message);
    this.impostor = impostor;
  }

  /** It is not what it claims to be, which is a finding. */
  public static UnusableException impostor(String message) {
    return new UnusableException(message, true);
  }

  /** It cannot run here, which says nothing about it. */
  public static UnusableException environment(String message) {
    return new UnusableException(message, false);
  }

  /** Whether it is not what it claims to be. */
  public boolean impostor() {
    return impostor;
  }

  /** Why. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
