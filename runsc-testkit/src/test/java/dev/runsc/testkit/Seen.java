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

package dev.runsc.testkit;

import dev.runsc.fake.FakeRunsc;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Lets test cases that run in an engine of their own tell which fakes they got. */
final class Seen {
  private static final Map<Class<?>, Queue<Path>> SEEN = new ConcurrentHashMap<>();

  private static final Map<Class<?>, Queue<String>> LAYERS = new ConcurrentHashMap<>();

  private Seen() {}

  /** Called by a test case: its directory is the one around the fake that it got. */
  static void saw(Class<?> testCase, FakeRunsc fake) {
    SEEN.computeIfAbsent(testCase, key -> new ConcurrentLinkedQueue<>())
        .add(fake.directory().getParent());
  }

  /** Called by a test case: who answered its calls. */
  static void sawLayers(Class<?> testCase, FakeRunsc fake) {
    fake.invocations()
        .forEach(
            call ->
                LAYERS
                    .computeIfAbsent(testCase, key -> new ConcurrentLinkedQueue<>())
                    .add(call.answeredBy()));
  }

  /** Who answered the calls of a test case, in order. */
  static List<String> layers(Class<?> testCase) {
    return List.copyOf(LAYERS.getOrDefault(testCase, new ConcurrentLinkedQueue<>()));
  }

  /** The directories that a test case got, in order. */
  static List<Path> by(Class<?> testCase) {
    return List.copyOf(SEEN.getOrDefault(testCase, new ConcurrentLinkedQueue<>()));
  }
}
