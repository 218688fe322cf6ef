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
 * What there is to know about a scenario without running it.
 *
 * @param id its stable id
 * @param title what it asks, in one line
 * @param level how much it matters: {@code required}, {@code optional}, {@code quirk}
 * @param reference where the expectation comes from
 */
public record ScenarioInfo(String id, String title, String level, String reference) {}
