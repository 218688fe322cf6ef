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

import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;

/**
 * A container of a fake as it is at a moment, read from its state file and not by a call of the
 * executable, so that nothing is recorded. Immutable and thread-safe.
 *
 * @param id its id
 * @param sandboxId the id of its sandbox, which is that of the sandbox's first container
 * @param status created, running, paused or stopped
 * @param createdAt when it was created
 * @param bundle its bundle
 * @param globalFlags the global flags that it was created with, by name, with their last values
 * @param config the text of its {@code config.json}, as it was when it was created
 * @since 0.1.0
 */
public record FakeContainer(
    String id,
    String sandboxId,
    String status,
    Instant createdAt,
    Path bundle,
    Map<String, String> globalFlags,
    String config) {

  /**
   * Copies the flags.
   *
   * @param id its id
   * @param sandboxId the id of its sandbox
   * @param status its status
   * @param createdAt when it was created
   * @param bundle its bundle
   * @param globalFlags the global flags it was created with
   * @param config the text of its {@code config.json}
   */
  public FakeContainer {
    globalFlags = Map.copyOf(globalFlags);
  }

  static FakeContainer of(Containers.Container container) {
    return new FakeContainer(
        container.id(),
        container.fullId().sandbox(),
        container.status(),
        OffsetDateTime.parse(container.createdAt()).toInstant(),
        Path.of(container.bundle()),
        container.globalFlags(),
        container.config());
  }
}
