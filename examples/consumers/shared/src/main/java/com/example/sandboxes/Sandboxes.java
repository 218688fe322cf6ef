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

package com.example.sandboxes;

import dev.runsc.DeleteOptions;
import dev.runsc.Runsc;
import java.nio.file.Path;

/** Starts sandboxes and puts them away. */
final class Sandboxes {
  private final Runsc runsc;

  Sandboxes(Runsc runsc) {
    this.runsc = runsc;
  }

  void launch(String id, Path bundle) {
    runsc.create(id, bundle);
    runsc.start(id);
  }

  void discard(String id) {
    runsc.delete(id, DeleteOptions.builder().force(true).build());
  }
}
