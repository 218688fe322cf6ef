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

package dev.runsc.conformance.run;

import dev.runsc.conformance.result.Shards;

/**
 * How to run the scenarios.
 *
 * @param seed what their order is drawn from
 * @param shards which part of them the caller has chosen, for the report
 * @param repeat how often each is run
 * @param classify how often those that are not as expected are run again, to tell a flaky one from
 *     one that always fails; a failure stays one
 * @param failFast whether to stop at the first finding
 * @param jobs how many run at once
 * @param surface whether to ask each target for its commands and flags
 */
public record Plan(
    long seed,
    Shards shards,
    int repeat,
    int classify,
    boolean failFast,
    int jobs,
    boolean surface) {

  /** Calls spend their time in other processes, so more at once than there are processors. */
  public static final int DEFAULT_JOBS = 4;

  /** Each scenario once. */
  public static final Plan ONCE = new Plan(0, Shards.ALL, 1, 0, false, DEFAULT_JOBS, false);
}
