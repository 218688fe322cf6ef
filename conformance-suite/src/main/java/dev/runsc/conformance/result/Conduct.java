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

package dev.runsc.conformance.result;

/**
 * How a run was conducted.
 *
 * @param seed what the order of the scenarios was drawn from
 * @param shards which part of them was run
 * @param stopped whether it was stopped at the first finding, so that results are missing
 */
public record Conduct(long seed, Shards shards, boolean stopped) {

  /** A whole run in the order of seed 0. */
  public static final Conduct PLAIN = new Conduct(0, Shards.ALL, false);
}
