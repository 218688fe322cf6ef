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

import dev.runsc.conformance.surface.Surface;
import dev.runsc.testkit.internal.Release;
import java.util.List;
import java.util.Optional;

/**
 * What a report says about a target: enough to tell, later and elsewhere, what was run on.
 *
 * @param name the name in tables, such as {@code real:20240729.0}
 * @param kind {@code fake}, {@code real}, {@code container}, {@code replay}, or what a provider
 *     calls its own
 * @param release the release, if the executable names one
 * @param version the first line of what {@code --version} printed
 * @param ociVersion the version of the OCI specification in its second line; may be empty
 * @param executable where it lay, or what it is part of
 * @param sha256 the digest of what was run, in hexadecimal
 * @param flags the global flags that every call began with
 * @param capabilities what it can do, by name, sorted
 * @param surface its commands and flags, as its own help tells them
 */
public record TargetInfo(
    String name,
    String kind,
    Optional<Release> release,
    String version,
    String ociVersion,
    String executable,
    String sha256,
    List<String> flags,
    List<String> capabilities,
    Surface surface) {

  /** The kind of a fake. */
  public static final String FAKE = "fake";

  /** The kind of a real executable. */
  public static final String REAL = "real";

  /** Copies the lists. */
  public TargetInfo {
    flags = List.copyOf(flags);
    capabilities = capabilities.stream().sorted().toList();
  }

  /** Whether two reports speak of the same bytes, called in the same way. */
  public boolean sameSubject(TargetInfo other) {
    return name.equals(other.name)
        && kind.equals(other.kind)
        && version.equals(other.version)
        && sha256.equals(other.sha256)
        && flags.equals(other.flags)
        && capabilities.equals(other.capabilities);
  }

  /** What {@link #sameSubject} looks at, in words. */
  public String describe() {
    return version
        + ", sha256 "
        + sha256
        + ", flags "
        + String.join(" ", flags)
        + ", capabilities "
        + String.join(" ", capabilities);
  }

  TargetInfo withExecutable(String other) {
    return new TargetInfo(
        name, kind, release, version, ociVersion, other, sha256, flags, capabilities, surface);
  }
}
