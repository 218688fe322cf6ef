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

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * What runsc says about one container.
 *
 * <p>runsc reports neither a creation time nor a root directory, so they are not here.
 *
 * @param ociVersion the version of the OCI specification that the runtime speaks; not that of the
 *     bundle
 * @param id the full id, also when an abbreviation was asked for
 * @param status the status
 * @param pid the sandbox process on the host; empty once the container is stopped, where runsc
 *     prints -1
 * @param bundle the bundle as {@code create} recorded it
 * @param annotations the annotations of the bundle, in the order printed; empty if it has none
 * @param otherFields fields this library does not know, by name, as {@link String}, {@link Number},
 *     {@link Boolean}, {@link java.util.List} or {@link Map}; a JSON null is left out
 * @since 0.1.0
 */
public record Container(
    String ociVersion,
    String id,
    ContainerStatus status,
    OptionalInt pid,
    Path bundle,
    Map<String, String> annotations,
    Map<String, Object> otherFields) {

  /**
   * Copies both maps.
   *
   * @param ociVersion the version of the OCI specification that the runtime speaks; not that of the
   *     bundle
   * @param id the full id, also when an abbreviation was asked for
   * @param status the status
   * @param pid the sandbox process on the host; empty once the container is stopped, where runsc
   *     prints -1
   * @param bundle the bundle as {@code create} recorded it
   * @param annotations the annotations of the bundle, in the order printed; empty if it has none
   * @param otherFields fields this library does not know, by name, as {@link String}, {@link
   *     Number}, {@link Boolean}, {@link java.util.List} or {@link Map}; a JSON null is left out
   */
  public Container {
    Objects.requireNonNull(ociVersion, "ociVersion");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(pid, "pid");
    Objects.requireNonNull(bundle, "bundle");
    annotations = Collections.unmodifiableMap(new LinkedHashMap<>(annotations));
    otherFields = Collections.unmodifiableMap(new LinkedHashMap<>(otherFields));
  }
}
