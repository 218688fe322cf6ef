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

import dev.runsc.Runsc;
import dev.runsc.fake.FakeRunsc;
import java.util.List;
import java.util.Optional;

/** What a test runs on, opened for it. */
interface World {
  RunscTarget target();

  Runsc runsc();

  /** The fake, if it is one. */
  Optional<FakeRunsc> fake();

  /** Whether there may be processes or containers that belong to the test. */
  boolean used();

  /** The ids of the containers that are there. */
  List<String> containers();

  /** Ends every container; what cannot be ended is told, in words. */
  List<String> end();
}
