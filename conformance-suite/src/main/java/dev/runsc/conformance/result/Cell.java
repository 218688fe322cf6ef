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

import dev.runsc.conformance.transcript.Transcript;
import java.time.Duration;

/**
 * One scenario on one target.
 *
 * @param scenario the scenario's id
 * @param target the target's name
 * @param outcome what came of it
 * @param message why, in a few lines; empty if it passed
 * @param detail the whole story, for whoever looks into it; may be empty
 * @param elapsed how long it took
 * @param transcript what was called and what came back
 */
public record Cell(
    String scenario,
    String target,
    Outcome outcome,
    String message,
    String detail,
    Duration elapsed,
    Transcript transcript) {}
