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
 * How the image of a checkpoint is compressed.
 *
 * @since 0.1.0
 */
public enum Compression {
  /** Not at all: the default since release 20260427.0. */
  NONE("none"),
  /** Fast and little: the default before. */
  FLATE_BEST_SPEED("flate-best-speed");

  private final String flagValue;

  Compression(String flagValue) {
    this.flagValue = flagValue;
  }

  /** What runsc calls it. */
  String flagValue() {
    return flagValue;
  }
}
