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

import java.util.List;

/**
 * An entry of a script's faults: which calls go wrong, and how.
 *
 * @param on the calls
 * @param turns how many of them
 * @param probability how likely each of these goes wrong, above 0 and at most 1
 * @param faults what goes wrong, at least one
 */
record FaultRule(CallMatch on, ScriptedReply.Turns turns, double probability, List<Fault> faults) {}
